// The widget's hands in the page. In JavaScript, because there each of these costs a tenth of its bytes in wasm;
// what they are used for is decided in Rust.

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

/** Gives a root its style sheet. An adopted sheet needs no permission from the page's CSP. */
export function adopt(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}

/** Takes the owner's fallback away, now that something better is painted. */
export function painted(root) {
  root.querySelector("slot")?.remove();
}

export function focus(node) {
  node.focus();
}

/** Tells the page; `detail` is JSON. False when a listener cancelled it. */
export function emit(host, name, detail) {
  return host.dispatchEvent(
    new CustomEvent("goodword:" + name, { bubbles: true, cancelable: name === "beforesubmit", detail: JSON.parse(detail) }),
  );
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

/** The page without its query. A frame of ours speaks for the page around it. */
export function place() {
  return globalThis.goodwordPage ?? location.origin + location.pathname;
}

/** The device by what its pointer can do and how wide it is, not by its name. */
export function device() {
  const matches = (query) => matchMedia(query).matches;
  return !matches("(pointer: coarse)") ? "desktop" : matches("(min-width: 600px)") ? "tablet" : "mobile";
}

export function copy(text) {
  navigator.clipboard?.writeText(text);
}

export function warn(line) {
  console.warn(line);
}
