// `tsc --strict` over this file: what is right compiles, and what is wrong does not.
import type { Attributes, GoodwordEvent, Question, Response, ResultsAttributes, Settings, Status, Survey } from "./goodword";

// The queue stub of README.md.
window.goodword = window.goodword || function (...call: unknown[]) { (window.goodword.q = window.goodword.q || []).push(call); };

// Commands.
goodword("init", { endpoint: "/v1/responses", survey: "support" });
goodword("init", { config: "/survey.json", mode: "modal", layout: "page", trigger: "scroll:60%", sample: 0.1, cooldown: "30" });
goodword("init", { personUrl: "/contact", privacyUrl: "/privacy", followUp: 24, contentType: "text", acceptRedirect: "on" });
goodword("init", { "person-url": "/contact", "follow-up": "off", "field-plan": "pro", "field-seats": 12, "field-trial": true });
goodword("ask");
goodword("close");
goodword("reset");
goodword("set", { plan: "pro", seats: 12, trial: false });
goodword("prefill", { recommend: 9, topic: ["money"] });
// @ts-expect-error There is no such command.
goodword("open");
// @ts-expect-error Settings belong to init.
goodword("init");
// @ts-expect-error A field holds no list.
goodword("set", { plan: ["pro"] });
// @ts-expect-error Nobody recommends us with eleven.
goodword("prefill", { recommend: 11 });
// @ts-expect-error There is no such mode.
goodword("init", { mode: "banner" });
// @ts-expect-error Sides are where a line starts and ends.
goodword("init", { corner: "bottom-right" });
// @ts-expect-error A misspelt setting.
goodword("init", { endpont: "/v1/responses" });

// Settings.
const triggers: Settings["trigger"][] = ["load", "exit", "manual", "delay:5s", "scroll:60%", "click:#done", "event:paid"];
// @ts-expect-error A delay has a unit.
const delay: Settings["trigger"] = "delay:5";
// @ts-expect-error A share of the page is in per cent.
const scroll: Settings["trigger"] = "scroll:60";
const attributes: Attributes = {
  endpoint: "/v1/responses", survey: "support", config: "/survey.json", key: "gw_pub_1", subject: "Mira", locale: "de",
  mode: "tab", corner: "top-start", layout: "steps", trigger: "load", urls: "/shop/* !/shop/cart", sample: "0.25", cooldown: 90, theme: "auto",
  accent: "#2f5d50", "follow-up": 24, "person-url": "/contact", "privacy-url": "/privacy", partial: "on", keep: "30",
  context: "url locale", "content-type": "json", "accept-redirect": "off", preview: "on", answers: '{"recommend": 9}', shadow: "open", "field-plan": "pro",
};
// @ts-expect-error Attributes have their own names.
const camel: Attributes = { personUrl: "/contact" };
// @ts-expect-error A theme is auto, light or dark.
const theme: Settings = { theme: "night" };
// @ts-expect-error Hours or off.
const hours: Settings = { followUp: "soon" };
// @ts-expect-error A share is a number.
const sample: Settings = { sample: "half" };

// Events.
const off = goodword("on", "answered", (event) => event.detail.question.toUpperCase());
if (off) off();
const told = (event: GoodwordEvent<"delivered">) => console.log(event.detail.id, event.detail.survey);
goodword("on", "delivered", told);
goodword("off", "delivered", told);
goodword("on", "error", (event) => console.warn(event.detail.code, event.detail.message, event.detail.id ?? ""));
goodword("on", "beforesubmit", (event) => {
  event.detail.fields.basket = 3;
  event.preventDefault();
});
document.addEventListener("goodword:dismissed", (event) => {
  const reason: "close" | "later" = event.detail.reason;
});
window.addEventListener("goodword:shown", (event) => event.detail.id);
document.body.addEventListener("goodword:submitted", (event) => event.detail.survey);
// @ts-expect-error There is no such event.
goodword("on", "opened", () => {});
// @ts-expect-error Events never hold answers.
goodword("on", "submitted", (event) => event.detail.answers);
// @ts-expect-error Only `answered` names a question.
document.addEventListener("goodword:shown", (event) => event.detail.question);
// @ts-expect-error A field holds no list.
goodword("on", "beforesubmit", (event) => { event.detail.fields.basket = [3]; });

// Status.
goodword("status", (status) => console.log(status?.queued, status?.refused.map((one) => one.reason)));
const status = goodword("status");
if (status) status.then((status: Status | null) => status?.lost);
// @ts-expect-error There may be none.
goodword("status", (status) => status.queued);

// Elements.
const survey = document.createElement("good-word");
survey.ask();
survey.close();
survey.addEventListener("goodword:delivered", (event) => event.detail.id);
document.querySelector("good-word")?.ask();
const results = document.querySelector("good-word-results");
if (results) results.token = "gw_read_1";
const shown: ResultsAttributes = { src: "local:", survey: "support", definition: "/survey.json", tz: "Europe/Vienna", locale: "de", theme: "dark" };
// @ts-expect-error A token is a text.
if (results) results.token = 5;
// @ts-expect-error The results are not asked.
results?.ask();

// Definitions.
const asked: Survey = {
  id: "support",
  version: "3",
  segments: ["plan"],
  introduction: { title: "Two minutes?", text: "We read every word.", button: "Here we go" },
  thanks: "We read every word.",
  thanks_button: { label: "Back to the shop", url: "https://shop.example/" },
  questions: [
    { id: "promise" },
    { id: "recommend", label: "Would you recommend our help desk?", required: true },
    { id: "effort", kind: "scale", min: 1, max: 7, low: "Hard", high: "Easy", label: "It was easy to get help.", required: true },
    { id: "mood", kind: "scale", min: 1, max: 5, style: "faces", label: "How do you feel?", show_if: { question: "promise", is: "broken" } },
    {
      id: "topic", kind: "choice", label: "What about?", multiple: true, other: true, shuffle: true, least: 1, most: 2,
      options: ["delivery", { value: "money", label: "Invoice" }, { value: "none", exclusive: true, pinned: true }],
      jump: { if: { any: [{ question: "topic", is: "none" }, { field: "plan", is: "free" }] }, to: "mail" },
    },
    { id: "why", kind: "text", label: "Why {answers.effort}?", max_chars: 500, show_if: [{ question: "effort", at_most: 3 }, { field: "plan", not: ["free", "trial"] }] },
    { id: "mail", kind: "text", format: "email", label: "Your address", end_if: [{ question: "mail", answered: false }, { any: [{ field: "plan", is: "free" }] }] },
    { id: "quote", kind: "consent", label: "You may quote me." },
  ],
  locales: {
    de: {
      questions: { effort: { label: "Es war leicht, Hilfe zu bekommen.", low: "Schwer", high: "Leicht" }, topic: { options: { money: "Rechnung" } } },
      introduction: { title: "Zwei Minuten?" },
      thanks: "Wir lesen jedes Wort.",
      thanks_button: { label: "Zum Laden" },
      texts: { next: "Und weiter" },
    },
  },
};
goodword("init", { endpoint: "/v1/responses", definition: asked });
// @ts-expect-error A scale has two ends.
const scale: Question = { id: "effort", kind: "scale", min: 1, label: "Easy?" };
// @ts-expect-error A question of your own has a label.
const unlabelled: Question = { id: "effort", kind: "scale", min: 1, max: 7 };
// @ts-expect-error There is no such kind.
const matrix: Question = { id: "effort", kind: "matrix", label: "Easy?" };
// @ts-expect-error There is no such style.
const hearts: Question = { id: "effort", kind: "scale", min: 1, max: 5, style: "hearts", label: "Easy?" };
// @ts-expect-error A choice needs something to choose from.
const choice: Question = { id: "topic", kind: "choice", label: "What about?" };
// @ts-expect-error A condition is about a question or a field.
const about: Question = { id: "comment", show_if: { is: "broken" } };
// @ts-expect-error Not about both.
const both: Question = { id: "comment", show_if: { question: "promise", field: "plan", is: "broken" } };
// @ts-expect-error A condition says what must hold.
const what: Question = { id: "comment", show_if: { question: "promise" } };
// @ts-expect-error A jump leads somewhere.
const nowhere: Question = { id: "comment", jump: { if: { field: "plan", is: "free" } } };
// @ts-expect-error One level of groups is enough.
const nested: Question = { id: "comment", show_if: { any: [{ any: [{ field: "plan", is: "free" }] }] } };
// @ts-expect-error A button leads somewhere.
const button: Survey["thanks_button"] = { label: "Back" };
// @ts-expect-error We have no such words.
const words: Survey["locales"] = { de: { texts: { hello: "Guten Tag" } } };

// Responses.
const response: Response = {
  id: "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", survey: "support", survey_version: "3", submitted_at: "2026-03-14T09:26:53.589Z",
  answers: { empathy: 4, promise: "kept", recommend: 9, comment: "Quick and kind.", topic: ["delivery"], quote: true, effort: 6 },
  complete: true, seq: 1, order: ["empathy", "promise", "recommend", "comment"], timing_ms: { shown: 1200, answered: 8450 },
  context: { url: "https://shop.example/checkout/done", locale: "en-GB", device: "mobile" }, fields: { plan: "pro" },
  follow_up: { contact: "a@b.example", within_hours: 24, state: "open" }, client: { lost: 0, refused: 0 },
  sent_at: "2026-03-14T09:26:54Z", key: "gw_pub_1", widget: "0.1.0", received_at: "2026-03-14T09:26:54Z",
};
// @ts-expect-error An id, a survey and a time are needed.
const nameless: Response = { answers: {} };
// @ts-expect-error Empathy ends at 5.
response.answers.empathy = 6;
// @ts-expect-error A promise was broken, kept, exceeded, or none was made.
response.answers.promise = "half kept";
// @ts-expect-error No more than ten.
response.answers.recommend = 11;
