// The widget's hands in the page. In JavaScript, because there each of these costs a tenth of its bytes in wasm;
// what they are used for is decided in Rust.

import { shared } from "./shared.js";

/** A part of a URL as the page would resolve it; nothing for what is no URL. */
export function resolved(text, part) {
  try {
    return new URL(text, document.baseURI)[part];
  } catch {}
}

/** The name or the value of the attribute at a place; nothing behind the last. */
export function attribute(host, at, part) {
  return host.attributes[at]?.[part];
}

/** Gives a root its style sheet, made in the document where it is. An adopted sheet needs no permission from the page's CSP. */
export function adopt(root, css) {
  const sheet = new (root.ownerDocument.defaultView ?? globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  // What the page says of light and dark holds here too; where it says nothing, the visitor's own wish.
  const page = getComputedStyle(document.documentElement).colorScheme, meta = document.querySelector("meta[name=color-scheme]")?.content;
  const scheme = page != "normal" ? "inherit" : CSS.supports("color-scheme", meta) && meta;
  if (scheme) sheet.insertRule(`:host(:not([theme=light],[theme=dark])) { color-scheme: ${scheme} }`, sheet.cssRules.length);
  root.adoptedStyleSheets = [sheet];
}

/** Tells what is done to the elements in `place` that listen: in `on` they name an event and a number. Told are the number, and what was written or which key was pressed. */
export function listen(place, tell) {
  for (const type of ["click", "change", "input", "submit", "keydown", "keyup", "keypress"]) {
    place.addEventListener(type, (event) => {
      const target = event.target, key = type[0] == "k", on = target.closest(`[on^=${type}]`)?.getAttribute("on"), used = key && on && place.querySelector("[role=dialog],dialog") && event.key == "Escape";
      // What is typed in here is no shortcut of the page's, and a key that closes the survey closes nothing else; others are the page's.
      if (used || key && isTyped(event)) event.stopPropagation();
      if (type == "submit") event.preventDefault();
      if (on) tell(on.slice(type.length) + " " + (key ? event.key : target.value));
    });
  }
}

/** Whether a key writes something in a field of ours, or takes it away. */
const isTyped = ({ target, key, ctrlKey, metaKey, altKey }) => target.matches("input,textarea") && !ctrlKey && !metaKey && (!altKey || key.length == 1) && !/^(Escape|Tab|F\d+)$/.test(key);

const luminance = (rgb) => rgb.reduce((sum, part, at) => sum + [.2126, .7152, .0722][at] * (part <= 10 ? part / 3295 : ((part / 255 + .055) / 1.055) ** 2.4), 0);

/** The owner's accent, moved towards the ink until it can be read on the paper (WCAG 2.2: 4.5 to 1), by day and by night. */
export function accent(root, color) {
  const card = root.querySelector(".card"), sheet = root.adoptedStyleSheets[0];
  if (!card) return;
  const { style } = sheet.accent ??= sheet.cssRules[sheet.insertRule(".card {}", sheet.cssRules.length)];
  style.cssText = "";
  if (!CSS.supports("color", color)) return;
  const probe = card.appendChild(document.createElement("i"));
  // Whatever a colour is written in, it is read as parts of red, green and blue; behind it shines the paper.
  const read = (value, behind) => {
    probe.style.color = `color-mix(in srgb, ${value}, #0000 0%)`;
    const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/-?[\d.]+(e-?\d+)?/g);
    return [red, green, blue].map((part, at) => Math.min(Math.max(part, 0), 1) * 255 * alpha + (behind?.[at] ?? 0) * (1 - alpha));
  };
  const [day, night] = ["light", "dark"].map((scheme) => {
    probe.style.colorScheme = scheme;
    const ground = read("var(--paper)"), paper = luminance(ground), ink = read("var(--ink)"), wanted = read(color, ground);
    for (let step = 0; ; step++) {
      const mixed = wanted.map((value, at) => Math.round(value + (ink[at] - value) * step / 20)), light = luminance(mixed);
      if (step < 20 && (Math.max(light, paper) + .05) / (Math.min(light, paper) + .05) < 4.5) continue;
      return [`rgb(${mixed})`, light > .18 ? "#000" : "#fff"];
    }
  });
  probe.remove();
  style.cssText = `--accent: light-dark(${day[0]}, ${night[0]}); --on-accent: light-dark(${day[1]}, ${night[1]}); --tint: color-mix(in srgb, var(--accent) 10%, var(--paper))`;
}

/** By its root, what takes away a first question that was painted before the survey was there. */
export const first = new WeakMap();

/** Puts the owner's fallback back, where a survey was. */
export function unpainted(root) {
  first.get(root)?.();
  root.querySelector("slot") ?? root.prepend(document.createElement("slot"));
}

/** Takes the owner's fallback away, now that something better is painted, and has the keys heard. */
export function painted(root) {
  root.querySelector("slot")?.remove();
  first.get(root)?.();
  // … once all is painted: nobody is faster.
  root.host.keys ??= new Promise((next) => setTimeout(next)).then(() => shared.keys ??= shared.glue("goodword-keys")).then((keys) => keys.hear(root)).catch(() => {});
  surface(root);
}

/** Puts what floats into the top layer, where no style of the page holds it, and again when the element was moved. Browsers without it show it by its place alone. */
export function surface(root) {
  const card = root.querySelector("[popover],dialog");
  try {
    if (!card?.isConnected) return;
    if (card.localName == "dialog") card.open && !card.matches(":modal") && (card.close(), card.showModal());
    else if (!card.matches(":popover-open")) card.showPopover();
  } catch { /* it lies in its place */ }
}

let before;

/** Leads the visitor to a node of ours: a dialog is opened around it. */
export function focus(node) {
  const dialog = node.closest("dialog"), now = document.activeElement;
  if (now !== node.getRootNode().host) before = now;
  if (dialog && !dialog.open) dialog.showModal();
  node.focus();
}

/** Leads back to where the visitor was, if the focus is in here: once a dialog is gone, which lets nothing else have it. */
export function leave(host) {
  if (document.activeElement === host) setTimeout(() => before?.focus?.(), 0);
}

/** Whether a survey is open: the loader asks nothing else meanwhile. */
export function asking(host, open) {
  host.asking = open;
}

/** Tells the page; `detail` is JSON. */
export function emit(host, name, detail) {
  host.dispatchEvent(
    new CustomEvent("goodword:" + name, { bubbles: true, composed: true, detail: JSON.parse(detail) }),
  );
}

/** Asks the page whether answers may be sent, and which fields go with them: those become attributes of the element. */
export function consult(host, detail) {
  const event = new CustomEvent("goodword:beforesubmit", { bubbles: true, cancelable: true, composed: true, detail: { ...JSON.parse(detail), fields: {} } });
  if (!host.dispatchEvent(event)) return false;
  for (const [name, text] of Object.entries(Object(event.detail.fields))) {
    try {
      host.setAttributeNS(null, "field-" + name, text);
    } catch { /* no name for a field: the answers go without it */ }
  }
  return true;
}

/** The visitor's clock, in milliseconds. */
export function now() {
  return Date.now();
}

/** Milliseconds since the page began to load; never runs backwards. */
export function elapsed() {
  return performance.now();
}

export function random(bytes) {
  crypto.getRandomValues(bytes);
}

/** Whether the visitor's browser says that they want to be told of as little as can be. */
export function discreet() {
  return !!navigator.globalPrivacyControl;
}

/** The host that answers go to. */
export function hostname(url) {
  return new URL(url, document.baseURI).host;
}

/** The page without its query; nothing where it has no address. A frame of ours speaks for the page around it. */
export function place() {
  return globalThis.goodwordPage ?? (location.protocol === "about:" ? "" : location.origin + location.pathname);
}

/** The path of the page. */
export function path() {
  return location.pathname;
}

/** The device by what its pointer can do and how wide it is, not by its name. */
export function device() {
  const matches = (query) => matchMedia(query).matches;
  return !matches("(pointer: coarse)") ? "desktop" : matches("(min-width: 600px)") ? "tablet" : "mobile";
}

export function copy(text, tell) {
  Promise.resolve(navigator.clipboard).then((board) => board.writeText(text)).then(() => tell("1"), () => tell(""));
}

const said = {};

/** Each line is said once. */
export function warn(line) {
  said[line] ||= console.warn(line) || 1;
}
