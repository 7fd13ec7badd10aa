// What is needed once a survey has been seen, has failed, or is shown in a frame. The loader imports it then.
import { rule } from "./courtesy.js";
import { mark } from "./mark.js";

/** Hashes of what is rarely loaded; `cargo xtask dist` fills them in. */
const FILES = /*FILES*/{}/*FILES*/;

const NAMES = ["survey", "mode", "trigger", "urls", "sample", "cooldown", "corner"];

let ours, say, native;

const now = () => Date.now();
function isSelector(text) {
  try { return document.createDocumentFragment().querySelector(text), true; } catch { return false; }
}

const sender = () => ours.load("goodword-sender");

/** Begins: `own` holds what the loader knows of itself. */
export function start(emit, fail, own) {
  [ours, say] = [own, fail];
  Object.assign(own.FILES, FILES);
}

/** Hears what becomes of a survey. */
export function hear(element, name, detail) {
  // Whoever has answered will send: the sender is fetched meanwhile.
  if (name === "answered") sender().catch(() => {});
  // What floats is remembered there, at once.
  if (/^d/.test(name) && !ours.courtesy?.knows(element)) mark(element, detail?.reason);
}

/** What the definition of a survey says of asking: settles once it is to be shown, which may be never. */
export function turn(handle, said) {
  const { element } = handle, draws = said.sample != null && !element.hasAttribute("sample");
  const text = (name) => element.getAttribute(name) || String(said[name] ?? "");
  const found = rule(Object.fromEntries(NAMES.map((name) => [name, text(name)])), isSelector), drawn = !draws || Math.random() < found.drawn;
  for (const [name, value] of Object.entries(said)) if (value != null && !element.hasAttribute(name)) element.setAttribute(name, value);
  const floats = ours.courtesy?.turn(element, drawn ? found : { ...found, kind: "manual" });
  return floats || drawn || new Promise((show) => { handle.show = show; });
}

/** Waits for the sign that a survey is asked at. */
export function watch({ kind, value, share }, fire, signal) {
  const on = (name, test) => addEventListener(name, (event) => fire(event, test), { capture: true, passive: true, signal });
  let lowest = 0;
  if (kind === "event") on(value, () => true);
  if (kind === "click") on("click", (event) => event.composedPath().some((node) => node.matches?.(value)));
  if (kind === "scroll") on("scroll", ({ target }) => {
    const page = target === document, box = page ? document.scrollingElement : target, most = box?.scrollHeight - box?.clientHeight;
    // A list that scrolls inside the page is not the page.
    return most > 0 && (page || box.clientHeight > innerHeight / 2 && box.clientWidth > innerWidth / 2) && box.scrollTop / most >= share - .01;
  });
  if (kind !== "exit") return;
  on("mouseout", (event) => !event.relatedTarget && event.clientY <= 0);
  // A finger has no edge to leave by: going back up by a screen is the sign there.
  on("scroll", () => (lowest = Math.max(lowest, scrollY)) - scrollY > innerHeight && navigator.maxTouchPoints);
}

/** Whether nothing of the page is left to scroll; `middle` are the elements there. */
export function isRead(middle) {
  const isLong = ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1;
  if (isLong(document.scrollingElement ?? document.documentElement)) return false;
  return !middle.some((element) => isLong(element) && /auto|scroll/.test(getComputedStyle(element).overflowY));
}

/** Takes an answer from its survey to the sender, which tells what becomes of it. */
export function send(element, entry, saved, tell) {
  if (saved && !entry.partial) mark(element);
  return sender().then((module) => module.submit(entry, !!saved, element, tell));
}

/** The rarer of the loader's commands; `each` does something with every survey, `tell` is what is given behind the name. */
export function command(name, each, tell) {
  if (name === "status") {
    const status = sender().then((module) => module.status());
    if (tell) status.then(tell).catch(say);
    return status;
  }
  if (name === "prefill") {
    const answers = globalThis.JSON.stringify(tell ?? {});
    each((element) => element.setAttribute("answers", answers));
    return;
  }
  if (name !== "reset") return say("no command " + name);
  each((element) => {
    // They were another person's.
    element.removeAttribute("answers");
    element.reset();
  });
  try {
    for (const key of Object.keys(localStorage)) if (/^goodword:/.test(key)) delete localStorage[key];
  } catch { /* nothing is kept here */ }
  return sender().then((module) => module.reset());
}

/** `fetch` as the browser made it, where the page has another: a fresh frame's. */
export function untouched(...given) {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  if (!native) document.head.append(frame);
  native ??= frame.contentWindow.fetch.bind(frame.contentWindow);
  return native(...given);
}

/**
 * A panic ends as a trap, and nothing may run in its binary again. It takes its elements with it: the owner's fallback
 * comes back. Tells what is to be said instead of an error that says too little.
 */
export function stop(error) {
  if (/CSP|unsafe-eval/.test(error)) return "script-src lacks 'wasm-unsafe-eval'";
  const name = error?.name === "RuntimeError" && /goodword-[a-z]+/.exec(error.stack)?.[0];
  if (!name) return "";
  ours.loaded[name] = Promise.reject(new Error(name + " stopped"));
  ours.loaded[name].catch(() => {});
  ours.elements.forEach((element) => element.binary === name && element.fall(new Error(name + " stopped")));
  return "";
}

/** Whether a survey of this page sends elsewhere than it did when an answer was refused. */
function moved({ survey, endpoint, key }) {
  const get = (element, name) => element.getAttribute(name) || "";
  const differs = (element) => {
    try {
      return new URL(get(element, "endpoint"), document.baseURI).href !== endpoint || get(element, "key") !== (key ?? "");
    } catch { /* no address */ }
  };
  return [...ours.elements].some((element) => element.hasAttribute("endpoint") && (get(element, "survey") || "default") === survey && differs(element));
}

/** Sends what waits, if something does. What nobody took is tried again where its address has changed, and once a day. */
export function resume(rows) {
  if (rows.every((row) => row.refused) && !rows.some(moved)) {
    try {
      if (now() < localStorage["goodword:/"]) return;
      localStorage["goodword:/"] = now() + 864e5;
    } catch {
      return;
    }
  }
  return sender().then((module) => module.resume());
}

// <settings>
/** What the frame is told; where answers go, and what is kept, is the frame's own affair. */
const SETTINGS = [
  "survey", "config", "key", "identity", "subject", "locale", "theme", "accent", "layout", "follow-up", "person-url", "privacy-url",
  "partial", "context", "answers", "preview",
];
/** Addresses, which the frame would read as its own. */
const URLS = ["config", "person-url", "privacy-url"];
// </settings>

const PATIENCE_MS = 10_000;

/** The owner's own survey as text, where it stands in the page. */
const definition = (host) => host.definition ? globalThis.JSON.stringify(host.definition) : host.querySelector("script[type='application/json']")?.textContent || "";

/** Shows the survey of `host` in `root`; `emit` passes its events on. Returns a function that takes the loader's commands. */
export function frame(host, root, base, emit) {
  // The page of the frame stands beside the files that change, not in the folder of a version.
  const url = new URL(base.replace(/v\/[^/]+\/$/, "") + "frame"), channel = new MessageChannel(), port = channel.port1;
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
    let around = host;
    while (around && !around.lang) around = around.parentNode ?? around.host;
    texts.locale ||= around?.lang || "";
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
    if (typeof data?.title === "string" && !host.hasAttribute("aria-label")) [iframe.title, iframe.lang] = [data.title.slice(0, 200), String(data.lang)];
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
  return (command) => {
    // A frame that is moved begins anew, and one that has left has nobody to speak for.
    if (command === "leave") return port.close(), iframe.remove(), clearTimeout(late);
    port.postMessage(command === "update" ? settings() : { command });
  };
}
