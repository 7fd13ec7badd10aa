// What most pages do without: signs that a survey waits for, the iframe mode, and the hashes of what is rarely loaded. The
// loader imports this when an element asks for any of it.

/** Hashes of binaries and modules by name; `cargo xtask dist` fills them in. */
export const FILES = /*FILES*/{}/*FILES*/;

/** Calls `go` when the visitor gives the sign that the owner waits for. */
export function watch(trigger, go) {
  const [kind, value] = trigger.split(/:(.*)/s);
  const on = (event, test) => document.addEventListener(event, (event) => test(event) && go(event), { capture: true, passive: true });
  let lowest = 0;
  if (kind === "scroll") on("scroll", () => scrollY + innerHeight >= document.documentElement.scrollHeight * parseFloat(value) / 100);
  if (kind === "click") on("click", (event) => event.target.closest?.(value));
  if (kind === "event") on(value, () => true);
  if (kind !== "exit") return;
  on("mouseout", (event) => !event.relatedTarget && event.clientY <= 0);
  // A finger has no edge to leave by: going back up by a screen is the sign there.
  on("scroll", () => (lowest = Math.max(lowest, scrollY)) - scrollY > innerHeight && navigator.maxTouchPoints);
}

/** What the frame is told; where answers go, and what is kept, is the frame's own affair. */
const SETTINGS = [
  "survey", "config", "key", "subject", "locale", "theme", "accent", "layout", "follow-up", "person-url", "privacy-url", "partial", "context",
  "preview",
];
/** Addresses, which the frame would read as its own. */
const URLS = ["config", "person-url", "privacy-url"];

const PATIENCE_MS = 10_000;

/** The owner's own survey as text, where it stands in the page. */
const definition = (host) => host.definition ? JSON.stringify(host.definition) : host.querySelector("script[type='application/json']")?.textContent || "";

/** Shows the survey of `host` in `root`; `emit` passes its events on. Returns a function that takes "update", "ask" or "close". */
export function frame(host, root, base, emit) {
  const url = new URL("/frame", base), channel = new MessageChannel(), port = channel.port1;
  const iframe = document.createElement("iframe");
  iframe.title = host.getAttribute("aria-label") || "How did we do?";
  iframe.referrerPolicy = "strict-origin";
  const style = (name, value) => iframe.style.setProperty(name, value);
  style("inline-size", "100%");
  style("border", "0");
  style("display", "block");
  // As the frame's own page: where the two differ, a browser paints a ground behind it.
  style("color-scheme", "light dark");
  style("block-size", "0");

  const settings = () => {
    const texts = {};
    for (const { name, value } of host.attributes) if (SETTINGS.includes(name) || name.startsWith("field-")) texts[name] = value;
    for (const name of URLS) {
      try {
        if (texts[name]) texts[name] = new URL(texts[name], document.baseURI).href;
      } catch { /* the frame says so */ }
    }
    // The language of this page is no language of the frame's.
    texts.locale ||= host.closest("[lang]")?.lang || "";
    return { goodword: 1, settings: texts, definition: definition(host), dir: getComputedStyle(host).direction, page: location.origin + location.pathname };
  };
  const late = setTimeout(() => {
    const message = url + " cannot be shown here: allow it with frame-src, and this site where it is served";
    console.warn("Goodword: " + message);
    iframe.remove();
    emit(host, "error", { code: "frame", message });
  }, PATIENCE_MS);
  port.onmessage = ({ data }) => {
    clearTimeout(late);
    if (Number.isFinite(data?.height)) style("block-size", Math.min(Math.max(data.height, 0), 10_000) + "px");
    if (typeof data?.event !== "string" || !/^[a-z]+$/.test(data.event)) return;
    if (data.event === "shown") root.querySelector("slot")?.remove();
    const detail = {};
    for (const [name, value] of Object.entries(Object(data.detail))) if (typeof value === "string") detail[name] = value;
    emit(host, data.event, detail);
  };
  // The port goes to that origin or to nobody.
  iframe.addEventListener("load", () => iframe.contentWindow.postMessage(settings(), url.origin, [channel.port2]), { once: true });
  iframe.src = url;
  root.append(iframe);
  return (command) => port.postMessage(command === "update" ? settings() : { command });
}
