// The least that shows one question and takes its answer, written by hand: what nobody can be much faster than.
(function () {
  "use strict";
  var sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host{display:block;font:16px/1.5 system-ui,sans-serif;color:#1c1a17}.card{max-width:26em;padding:1.25em;border:1px solid #ddd6cb;border-radius:12px;background:#fffdf9}" +
      "fieldset{border:0;margin:0;padding:0}legend{font-size:1.15em;font-weight:600;padding:0 0 .75em}label{display:flex;gap:.6em;align-items:center;min-height:44px;padding:0 .75em;border-radius:8px}" +
      "label:hover{background:#f3ede2}label:has(:checked){background:#f0e4cf}input{width:20px;height:20px;accent-color:#8a4b12}:focus-visible{outline:2px solid #8a4b12;outline-offset:2px}" +
      "button{margin-top:1em;min-height:44px;padding:0 1.4em;border:0;border-radius:8px;background:#8a4b12;color:#fff;font:inherit}",
  );
  var host = document.querySelector("[data-floor]");
  var root = host.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [sheet];
  function make(name, parent, text) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }
  var form = make("form", root);
  form.className = "card";
  var set = make("fieldset", form);
  make("legend", set, "We understood how you felt.");
  ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"].forEach(function (text, at) {
    var label = make("label", set);
    var input = make("input", label);
    input.type = "radio";
    input.name = "empathy";
    input.value = String(at + 1);
    make("span", label, text);
  });
  make("button", form, "Send");
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var answers = Object.fromEntries(new FormData(form));
    fetch("/v1/responses", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ answers: answers }) });
  });
})();
