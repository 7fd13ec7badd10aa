// The page in the studio's frame: it shows the survey as it is built, for real, and tells what is clicked in it.
let shown;

/** Takes away all but the newest. */
function clear() {
  for (const survey of document.querySelectorAll("good-word")) if (survey !== shown) survey.remove();
}

function show({ definition, settings, lang, dir, theme }) {
  document.documentElement.lang = lang || "en";
  document.dir = dir === "rtl" ? "rtl" : "ltr";
  document.documentElement.dataset.theme = theme;
  const next = document.createElement("good-word");
  for (const [name, value] of Object.entries(settings)) next.setAttribute(name, value);
  next.definition = definition;
  shown = next;
  // The one before stays until the next one is there, so that nothing flickers; above it, because what is far below is not loaded.
  next.addEventListener("goodword:ready", () => setTimeout(clear));
  next.addEventListener("goodword:error", ({ detail }) => {
    clear();
    parent.postMessage("error " + detail.message, location.origin);
  });
  document.body.prepend(next);
}

addEventListener("message", ({ source, origin, data }) => {
  if (source === parent && origin === location.origin && typeof data === "string") show(JSON.parse(data));
});

// The root of a preview is open: the parts of a survey have ids, such as `label3`.
document.addEventListener("click", (event) => {
  const part = event.composedPath().find((node) => /^(label|field|option|must|problem)\d+/.test(node.id ?? ""));
  if (part) parent.postMessage("chosen " + part.id, location.origin);
}, true);

parent.postMessage("ready", location.origin);
