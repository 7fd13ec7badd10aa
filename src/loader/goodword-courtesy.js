// What sees and does for courtesy.js: it listens for what surveys wait for, looks at what lies on the page, and remembers
// what a visitor said. The loader imports it before a survey that floats over the page.
import { Courtesy, resting, rule } from "./courtesy.js";
import { mark } from "./mark.js";
import { modal } from "./modals.js";
import { placed } from "./placement.js";
import { around, at } from "./sight.js";

const now = () => Date.now();
const NAMES = ["survey", "mode", "trigger", "urls", "sample", "cooldown", "corner"];

const surveys = new Map(), courtesy = new Courtesy();
let timer, ours, say, isRead;

const kept = (name) => {
  try { return localStorage["goodword:" + name] ?? ""; } catch { return ""; }
};

function isSelector(text) {
  try { return document.createDocumentFragment().querySelector(text), true; } catch { return false; }
}

function read(element) {
  return rule(Object.fromEntries(NAMES.map((name) => [name, element.getAttribute(name) ?? ""])), isSelector);
}

/** Finds a place for a survey, and tells whether there is one. The corner that it was to have is remembered. */
function room(element) {
  const one = surveys.get(element);
  one.corner ??= element.getAttribute("corner") || "bottom-end";
  return placed(element, one.mode, one.corner, one.place()?.querySelector(".card")?.getBoundingClientRect());
}

const ACTS = {
  show: (one) => one.begin(),
  ask: (one) => one.begin("ask"),
  return: (one) => one.begin("return"),
  withdraw: (one) => one.tell("withdraw"),
  aside: (one) => step(one.place(), true),
  back: (one) => step(one.place(), false),
};

/** Takes a survey out of sight, with all that is in it, or leads it back. */
function step(place, aside) {
  const dialog = place?.querySelector("dialog");
  if (!place) return;
  place.hidden = aside;
  aside ? dialog?.close() : dialog?.open || dialog?.showModal();
}

function act(decisions) {
  for (const [word, element] of decisions) {
    const one = surveys.get(element);
    if (one) ACTS[word](one);
  }
}

function look() {
  if (!surveys.size) return clearTimeout(timer);
  const { decisions, wait } = courtesy.look({
    now: now(), hidden: document.prerendering || document.visibilityState === "hidden", href: location.href,
    tells: !!globalThis.navigation, modal, room, read: () => isRead?.(), rests: (survey) => resting(survey, kept(survey), kept(""), now()),
  });
  act(decisions);
  clearTimeout(timer);
  if (wait < Infinity) timer = setTimeout(look, wait);
}

function listen(element, found) {
  const one = surveys.get(element);
  one.stop.abort();
  one.stop = new AbortController();
  [one.mode, one.kind] = [found.mode, found.kind];
  if (!/click|event|scroll|exit/.test(found.kind)) return;
  const fire = (event, test) => {
    if (!courtesy.watches(element) || !test(event)) return;
    courtesy.fire(element);
    look();
  };
  // The signs that most surveys do not wait for are known to the other module.
  ours.load("goodword-more").then((module) => {
    isRead = () => module.isRead([...around(at(innerWidth / 2, innerHeight / 2))]);
    module.watch(found, fire, one.stop.signal);
  }).catch(say);
}

/** A survey has come that floats over the page, and somebody wants it now or not. */
export function join(handle, wish) {
  const { element, start, tell } = handle;
  if (!surveys.has(element)) {
    const found = isDrawn(handle, wish);
    if (!found) return;
    const begin = (word) => {
      if (!/click|event/.test(one.kind)) one.stop.abort();
      one.show?.();
      start().then((there) => there ? word && tell(word) : leave(element));
    };
    const one = { ...handle, begin, stop: new AbortController() };
    surveys.set(element, one);
    for (const name of ["submitted", "dismissed", "delivered", "error"]) element.addEventListener("goodword:" + name, hear);
    listen(element, found);
    courtesy.join(element, found, now());
  }
  if (wish) courtesy.wish(element);
  look();
}

/** A survey has left the page. */
function leave(element) {
  surveys.get(element)?.stop.abort();
  surveys.delete(element);
  courtesy.leave(element);
  look();
}

/** The settings of a survey, if they can be used, and this visitor is among those who are asked. The loader has drawn where the share is a plain number. */
export function isDrawn({ element, fail }, wish) {
  try {
    const found = read(element);
    return (wish || !isNaN(element.getAttribute("sample")) || Math.random() < found.drawn) && found;
  } catch (error) {
    fail(error, element, "settings");
  }
}

/** A survey is open, or no more. */
function asking(element, open) {
  open ? courtesy.opened(element) : courtesy.closed(element);
  look();
}

/** Hears from a survey what becomes of it. What was said is remembered at once: the page may be left in the same click. */
function hear({ type, currentTarget: element, detail }) {
  if (/submitted/.test(type)) courtesy.submitted(element);
  if (/:d/.test(type)) mark(element, detail?.reason);
  // What cannot be shown stands in nobody's way.
  if (detail?.code === "definition") leave(element);
}

for (const name of ["visibilitychange", "prerenderingchange"]) document.addEventListener(name, look);
for (const name of ["popstate", "hashchange"]) addEventListener(name, look);
globalThis.navigation?.addEventListener?.("currententrychange", look);
/** What its definition says of asking is known of a survey: settles once it is to be shown, if it is one that is asked. */
const turn = (element, found) => surveys.has(element) && new Promise((show) => {
  surveys.get(element).show = show;
  listen(element, found);
  if (courtesy.turn(element, found, now())) show();
  look();
});

/** A survey was answered or closed in another tab. */
const heard = (survey) => now() < parseFloat(kept(survey)) && act(courtesy.marked(survey));

addEventListener("storage", ({ key }) => /^goodword:./.test(key) && heard(key.slice(9)));
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const element of surveys.keys()) heard(element.getAttribute("survey") || "default");
});

/** Begins: `own` holds what the loader knows of itself, and of this. */
export function start(emit, fail, own) {
  [ours, say] = [own, fail];
  own.courtesy = { asking, leave, turn, knows: (element) => surveys.has(element) };
}
