// Notes what the page hears, for the tests to read.
window.heard = [];
window.trouble = [];
["ready", "shown", "answered", "beforesubmit", "submitted", "delivered", "dismissed", "error"].forEach(function (name) {
  document.addEventListener("goodword:" + name, function (event) {
    window.heard.push([name, event.detail]);
    if (name === "shown") window.shownAt = window.shownAt || performance.now();
  });
});
// What somebody has dealt with is no trouble; that shows once every listener had its turn.
["error", "unhandledrejection"].forEach(function (name) {
  window.addEventListener(name, function (event) {
    setTimeout(function () {
      if (!event.defaultPrevented) window.trouble.push(name + ": " + (event.message || event.reason));
    });
  });
});
document.addEventListener("securitypolicyviolation", function (event) {
  window.trouble.push("policy: " + event.violatedDirective + " " + event.blockedURI);
});
