// The page of the iframe mode: it shows the survey that the page around it names. Answers go to this origin, whatever
// the page around it says.
// <settings>
const SETTINGS = /^(survey|config|key|identity|subject|locale|theme|accent|layout|follow-up|person-url|privacy-url|partial|context|answers|preview|field-[\w.-]+)$/;
// </settings>
// <events>
const EVENTS = ["ready", "shown", "answered", "submitted", "delivered", "dismissed", "error"];
// </events>
let survey, named;

function apply({ settings, page, dir }) {
  document.dir = dir === "rtl" ? "rtl" : "ltr";
  globalThis.goodwordPage = typeof page === "string" && /^https?:/.test(page) ? page.slice(0, 2000) : "";
  const given = Object(settings);
  for (const name of survey.getAttributeNames()) if (SETTINGS.test(name) && !Object.hasOwn(given, name)) survey.removeAttributeNS(null, name);
  for (const [name, value] of Object.entries(given)) {
    // With the case of its name: that of a field is the owner's.
    if (SETTINGS.test(name) && typeof value === "string" && value.length <= 2000) survey.setAttributeNS(null, name, value);
  }
}

/** Title and language of this page and of its frame are those of the words that the survey is shown in. */
function name(port) {
  const card = survey.shadowRoot.querySelector("[lang][aria-label]"), title = card?.getAttribute("aria-label");
  if (!card || named === card.lang + title) return;
  named = card.lang + title;
  document.documentElement.lang = card.lang;
  document.title = title;
  port.postMessage({ title, lang: card.lang });
}

/** The owner's own survey, which the widget looks at as it would at any other. */
function own(text) {
  if (typeof text !== "string" || !text) return;
  const script = document.createElement("script");
  script.type = "application/json";
  script.textContent = text;
  survey.append(script);
}

function show(port, message) {
  survey = document.createElement("good-word");
  survey.setAttribute("endpoint", "v1/responses");
  // This page, which is ours, reads what the survey is called.
  survey.setAttribute("shadow", "open");
  apply(message);
  own(message.definition);
  for (const event of EVENTS) {
    survey.addEventListener("goodword:" + event, ({ detail }) => port.postMessage({ event, detail: { ...detail } }));
  }
  port.onmessage = ({ data }) => {
    if (data?.goodword === 1) apply(data);
    if (data?.command === "ask") survey.ask();
    if (data?.command === "close") survey.close();
  };
  new ResizeObserver(() => port.postMessage({ height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
  document.body.append(survey);
  customElements.whenDefined("good-word").then(() => {
    const renamed = new MutationObserver(() => name(port));
    renamed.observe(survey.shadowRoot, { subtree: true, childList: true, attributeFilter: ["lang", "aria-label"] });
  });
}

// Once, from the page around this one, with a port of its own: whoever else speaks is not heard.
addEventListener("message", (event) => {
  if (survey || event.source !== parent || parent === window || event.data?.goodword !== 1 || !event.ports[0]) return;
  show(event.ports[0], event.data);
});
