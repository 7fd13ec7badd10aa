// The page of the iframe mode: it shows the survey that the page around it names. Answers go to this origin, whatever
// the page around it says.
const SETTINGS = /^(survey|key|subject|locale|theme|accent|layout|partial|person-url|privacy-url|field-[a-z0-9_-]+)$/;
const EVENTS = ["ready", "shown", "answered", "submitted", "delivered", "dismissed", "error"];
let survey;

function apply({ settings, page }) {
  globalThis.goodwordPage = typeof page === "string" && /^https?:/.test(page) ? page.slice(0, 2000) : "";
  for (const [name, value] of Object.entries(Object(settings))) {
    if (SETTINGS.test(name) && typeof value === "string" && value.length <= 2000) survey.setAttribute(name, value);
  }
}

function show(port, message) {
  survey = document.createElement("good-word");
  survey.setAttribute("endpoint", "/v1/responses");
  apply(message);
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
}

// Once, from the page around this one, with a port of its own: whoever else speaks is not heard.
addEventListener("message", (event) => {
  if (survey || event.source !== parent || parent === window || event.data?.goodword !== 1 || !event.ports[0]) return;
  show(event.ports[0], event.data);
});
