// The first question, painted before the wasm has come: what a survey shows first to somebody who has not begun it, in the
// words of its language. Whatever is done to it meanwhile is done again to the survey itself, which takes its place.
import { transact, within } from "../browser/database.js";
import { number } from "../browser/intl.js";
import { adopt, emit, first, surface, unpainted } from "../browser/page.js";
import { words } from "./bootstrap.js";

/** The style sheet, where it is not in the wasm: `cargo xtask dist` puts it here. */
const CSS = /*CSS*/""/*CSS*/;

/** How long it may take to find out whether there is a draft. */
const DRAFTS_MS = 300;
/** Where the five degrees of agreement have room side by side on a phone (`view/bar.rs`). */
const SHORT = /^(ar|da|el|en|fi|he|hi|ja|ko|nb|nl|ro|zh-.*)$/;
/** The smallest module there is: where it may not run, nothing of ours may. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** Gives a root the style sheet. */
export function dress(root, css) {
  adopt(root, CSS || css);
}

const get = (host, name) => host.getAttribute(name)?.trim() || "";

function link(url) {
  try {
    return url && new URL(url, document.baseURI);
  } catch { /* no address */ }
}

/** A link as the survey takes it: never a script. */
const usable = (url, schemes = /^https:/) => url && (schemes.test(url.href) || /^http:/.test(url.href) && /^(localhost|127\.0\.0\.1|\[::1])$/.test(url.hostname));

/** Whether it is known beforehand what is shown: not where a tab or a dialog is, nor where the wasm would refuse. */
function isKnown(host) {
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    return false;
  }
  const survey = get(host, "survey"), endpoint = get(host, "endpoint");
  // A frame of ours is as high as what is in it: one survey, and no other before it.
  return CSS && !("goodwordPage" in globalThis) && /^(inline|popover|)$/.test(get(host, "mode")) && /^([a-z\d][\w.-]{0,63})?$/i.test(survey) && (endpoint ? usable(link(endpoint)) : get(host, "keep"));
}

/** Whether anybody has begun anything in this browser: the survey may go on with that. */
const isBegun = () => within(DRAFTS_MS, transact(["drafts"], "readonly", (drafts) => drafts.count(), { create: false })).catch(() => 0);

function element(name, attributes, ...children) {
  const made = /svg|path/.test(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const div = (name, ...children) => element("div", { class: name }, ...children);
const span = (name, ...children) => element("span", { class: name }, ...children);
const icon = (name, d) => element("svg", { class: name, viewBox: "0 0 16 16", "aria-hidden": "true" }, element("path", { d }));

/**
 * The card as `view/card.rs` draws it. `words` are those of a table, by their places; what appears without being `wanted`
 * is a bar on a phone.
 */
function card(host, words, wanted) {
  const floats = get(host, "mode") === "popover", bar = floats && !wanted, [lang, dir] = words;
  const written = (n) => number(lang, n);
  const counted = (at) => words[at].replace("{n}", written(1)).replace("{total}", written(4));
  // A name beside words that run the other way.
  const subject = get(host, "subject"), name = dir === "rtl" || /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(subject) ? `\u2068${subject}\u2069` : subject;

  const option = (label, at) => {
    const both = bar ? [span("", label), element("b", { "aria-hidden": "true" }, written(at + 1))] : [label];
    return element("label", { class: "option" }, element("input", { type: "radio", name: "empathy", value: at + 1 + "" }), span("", ...both));
  };
  const box = () => element("i", { class: "box" });
  // What else will be asked, unseen: the highest of the steps decides how high the card is.
  const ghost = (title, ...inside) => div("step ghost", div("title", title), ...inside);
  const cells = Array.from({ length: 11 }, (_, n) => element("label", { class: "cell" }, box(), written(n)));
  const ends = () => element("div", { class: "ends", "aria-hidden": "true" }, span("", words[7]), span("", words[11]));
  const steps = div("steps",
    element("div", { class: "step", role: "group", "aria-labelledby": "label0" },
      element("h2", { class: "title", id: "label0", tabindex: "-1", "aria-describedby": "where" }, words[6]),
      div("options", ...words.slice(7, 12).map(option)),
      ...bar ? [ends()] : []),
    element("div", { class: "unseen", role: "status" }, icon("sign"), element("b", {}), span("")),
    ghost(words[12], div("options", ...words.slice(13, 17).map((label, at) => element("label", { class: at > 2 ? "option apart" : "option" }, box(), label)))),
    ghost(subject ? words[17].replace("{subject}", () => name) : words[18], div("scale", span("low", words[19]), ...cells, span("high", words[20]))),
    ghost(words[21], element("i", { class: "area" }), element("p", { class: "note counter" })));

  const close = element("button", { type: "button", class: "close", "aria-label": words[29] }, icon("", "M3 3l10 10M13 3l-10 10"));
  const top = div("top", element("progress", { id: "where", value: "1", max: "8", "aria-label": counted(4) }), element("span", { class: "count", "aria-hidden": "true" }, counted(5)), close);
  const later = floats ? [element("button", { type: "button", class: "quiet" }, words[34])] : [];
  const skip = element("button", { type: "submit", class: "main outline", part: "button" }, words[27]);
  const form = element("form", { novalidate: "novalidate" }, top, steps, div("end", div("actions", ...later, span("grow"), skip)));

  const out = (url, label) => element("a", { href: url.href, target: /^http/.test(url.href) && "_blank", rel: "noopener noreferrer" }, label);
  const person = link(get(host, "person-url")), privacy = link(get(host, "privacy-url"));
  const foot = [
    ...usable(person, /^(https|mailto|tel|sms):/) ? [span("talk", words[48]), out(person, words[49])] : [],
    ...usable(privacy) ? [out(privacy, words[50])] : [],
  ];
  if (foot[0]) form.append(element("footer", {}, ...foot));
  const look = !bar ? "" : SHORT.test(lang) ? " bar" : " bar counted";
  return element("section", { class: "card" + look, part: "card", popover: floats && "manual", role: floats ? "dialog" : "region", "aria-label": words[3], lang, dir }, form);
}

/** What can be pressed in a card, in its order. */
const controls = (card) => [...card.querySelectorAll("input,button")];

/** Notes what is pressed in a card that is not alive yet, and lets it be closed. Tells how to give that back to the one that is. */
function remember(host, made) {
  const pressed = [];
  let gone, on;
  // Closed is closed, be it that the page is left before the survey has heard of it.
  const tell = () => emit(host, "dismissed", `{ "survey": "${get(host, "survey") || "default"}", "reason": "${gone}" }`);
  made.addEventListener("submit", (event) => event.preventDefault());
  made.addEventListener("click", ({ target }) => {
    const control = target.closest("input,button");
    // Whoever goes on sees nothing of the next question yet, and presses again.
    if (gone || !control || on && control.type !== "button") return;
    pressed.push(controls(made).indexOf(control));
    on ||= control.type === "submit";
    if (control.type !== "button") return;
    gone = control.matches(".close") ? "close" : "later";
    made.remove();
    addEventListener("pagehide", tell);
  });
  return (card, focused) => {
    removeEventListener("pagehide", tell);
    for (const at of pressed) controls(card)[at]?.click();
    controls(card)[focused]?.focus();
  };
}

/** Paints the first question in `place`, unless the survey `is` there already; `wanted` says whether somebody called for it. */
async function paint({ host, root, place, inner, is, wanted }) {
  if (!isKnown(host)) return;
  const [table, begun] = await Promise.all([words(host), isBegun()]);
  if (begun || is()) return;
  const made = card(host, table.split("\n"), wanted()), give = remember(host, made);
  adopt(root, CSS);
  root.querySelector("slot")?.remove();
  place.append(made);
  surface(root);
  first.set(root, () => {
    const focused = controls(made).indexOf(root.activeElement);
    first.delete(root);
    made.remove();
    // Once the survey has been drawn, and before that is painted.
    Promise.resolve().then(() => {
      root.getAnimations?.().forEach((one) => one.finish());
      give(inner, focused);
    });
  });
}

/**
 * Shows a survey in `place`: its first question at once, and the survey itself as soon as the wasm is there, which `load`
 * promises; `start` is its own way to do that. Returns what takes the loader's words meanwhile and then.
 */
export function mount(load, start, host, root, place, send) {
  const inner = place.appendChild(document.createElement("div")), waiting = [];
  let tell, ended;
  paint({ host, root, place, inner, is: () => ended || tell, wanted: () => waiting.includes("ask") }).catch(() => {});
  load().then(() => {
    // A survey that has fallen meanwhile is in nobody's sight.
    if (ended || inner.getRootNode() !== root) return;
    tell = start(host, root, inner, send);
    if (!tell) {
      // The settings cannot be used, and the page was told why.
      tell = () => {};
      unpainted(root);
      host.asking = false;
    }
    waiting.forEach((word) => tell(word));
  }).catch((error) => {
    if (ended) return;
    ended = true;
    first.delete(root);
    host.fall(error);
  });
  return (word) => {
    if (tell) return tell(word);
    ended ||= word === "leave";
    waiting.push(word);
  };
}
