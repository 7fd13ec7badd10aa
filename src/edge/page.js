// The widget's hands in the page. In JavaScript, because there each of these costs a tenth of its bytes in wasm;
// what they are used for is decided in Rust.

/** A URL as the page would resolve it: whole, protocol, host name; nothing for what is no URL. */
export function resolve(text) {
  try {
    const url = new URL(text, document.baseURI);
    return [url.href, url.protocol, url.hostname];
  } catch {
    return [];
  }
}

/** Name, value, name, value … of every attribute. */
export function attributes(host) {
  return Array.from(host.attributes).flatMap(({ name, value }) => [name, value]);
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

/** Tells the page; `detail` is name, value, name, value …. False when a listener cancelled it. */
export function emit(host, name, detail) {
  const values = {};
  for (let at = 0; at < detail.length; at += 2) values[detail[at]] = detail[at + 1];
  return host.dispatchEvent(new CustomEvent("goodword:" + name, { bubbles: true, cancelable: name === "beforesubmit", detail: values }));
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

/** The page without its query, and the device by what its pointer can do and how wide it is, not by its name. */
export function place() {
  const matches = (query) => matchMedia(query).matches;
  const device = !matches("(pointer: coarse)") ? "desktop" : matches("(min-width: 600px)") ? "tablet" : "mobile";
  // A frame of ours speaks for the page around it.
  return [globalThis.goodwordPage ?? location.origin + location.pathname, device];
}

export function copy(text) {
  navigator.clipboard?.writeText(text);
}

export function warn(line) {
  console.warn(line);
}
