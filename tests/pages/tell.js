// Tells the test what the page hears, at once, so that it is known whatever becomes of the page.
(function () {
  var beacon = navigator.sendBeacon.bind(navigator), write = JSON.stringify;
  ["shown", "submitted", "delivered", "dismissed", "error"].forEach(function (name) {
    document.addEventListener("goodword:" + name, function (event) {
      beacon("/told", write(["" + name, event.detail]));
    });
  });
})();
