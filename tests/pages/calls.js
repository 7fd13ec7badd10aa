// Counts every call that our files make of the document's own functions, and every look at its own properties: a number that no
// machine moves. What drives the browser calls them too, the oftener the longer it waits.
// `calls.painted` is how many came until the first question stood there, `calls.ready` until the survey answered.
(function () {
  var count = 0, quiet = false;
  var names = [
    "EventTarget", "Node", "Element", "HTMLElement", "HTMLInputElement", "HTMLLabelElement", "HTMLButtonElement", "HTMLTextAreaElement", "HTMLFormElement",
    "HTMLFieldSetElement", "HTMLTemplateElement", "Document", "DocumentFragment", "ShadowRoot", "CharacterData", "DOMTokenList", "CSSStyleSheet",
    "CSSStyleDeclaration", "MutationObserver", "ResizeObserver", "IntersectionObserver",
  ];
  // The caller stands behind the function that asks and the one that counts.
  function ours() {
    return /\/goodword[^/]*$/.test(new Error().stack.split("\n")[3]);
  }
  function counted(native) {
    return function () {
      if (!quiet && ours()) count++;
      return native.apply(this, arguments);
    };
  }
  names.forEach(function (name) {
    var prototype = window[name] && window[name].prototype, all = prototype ? Object.getOwnPropertyDescriptors(prototype) : {};
    Object.keys(all).forEach(function (key) {
      var own = all[key];
      if (key === "constructor" || !own.configurable) return;
      ["value", "get", "set"].forEach(function (part) {
        if (typeof own[part] === "function") own[part] = counted(own[part]);
      });
      Object.defineProperty(prototype, key, own);
    });
  });
  function quietly(work) {
    quiet = true;
    var found = work();
    quiet = false;
    return found;
  }
  var calls = (window.calls = {}), root, paint, painted = new Promise(function (resolve) { paint = resolve; });
  // The wasm starts once the first question is painted, whatever is faster here.
  var start = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = function (response, imports) {
    return painted.then(function () { return start.call(WebAssembly, response, imports); });
  };
  var attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    var own = attach.call(this, options);
    if (root) return own;
    root = own;
    quietly(function () {
      // It hears of what was painted as soon as whoever painted is done.
      new MutationObserver(function (_, watching) {
        quietly(function () {
          if (!root.querySelector("label")) return;
          calls.painted = count;
          watching.disconnect();
          paint();
        });
      }).observe(root, { childList: true, subtree: true });
    });
    return own;
  };
  function later(then) {
    requestAnimationFrame(function () {
      requestAnimationFrame(function () { setTimeout(then, 50); });
    });
  }
  document.addEventListener("goodword:shown", function () {
    later(function () { calls.ready = count; });
  });
  // How many calls the click on the answer of that number makes.
  calls.click = function (at) {
    return new Promise(function (resolve) {
      var input = quietly(function () { return root.querySelectorAll("input")[at]; });
      var before = count;
      input.click();
      later(function () { resolve(count - before); });
    });
  };
})();
