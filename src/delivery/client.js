// What the widget keeps and sends: drafts, and by way of `submit.js` answers.
import { connect, transact, within } from "../browser/database.js";
import { shared } from "../browser/shared.js";
import { drafting, rows } from "./drafts.js";

const DAY = 86_400_000;
// How long an id may take to be given back by an element that has just been replaced.
const HOLD_MS = 250;
// How long Send waits for its code.
const READY_MS = 5_000;
const held = {};

/** Tells when what Send needs is there; or cannot be had, and then Send tries again. */
export function ready(tell) {
  within(READY_MS, load()).then(() => tell(""), () => tell(""));
}

async function load() {
  shared.submit || await shared.glue?.("goodword-sender");
}

/** Saves an entry, then sends it: `submit` of `submit.js`. */
export function submit(...given) {
  // At once, if it can be: the page may be left in the same click.
  shared.submit ? shared.submit(...given) : load().then(() => shared.submit(...given)).catch(() => given.at(-1)("waiting"));
}

/** Sends an entry once, and nobody hears of it. */
export function mention(send, json) {
  send(JSON.parse(json));
}

/** Whether an id is free: from then on it is this element's, until it is given back. */
function hold(id) {
  if (held[id]) return false;
  const { locks } = navigator;
  return new Promise((resolve) => {
    const take = () => new Promise((release) => { held[id] = release; resolve(true); });
    // Without locks, what was begun in this tab is this tab's.
    if (!locks) return resolve(sessionStorage["goodword:draft"] === id && (take(), true));
    const abort = new AbortController();
    setTimeout(() => abort.abort(), HOLD_MS);
    locks.request("goodword " + id, { signal: abort.signal }, take).catch(() => resolve(false));
  });
}

/** Holds an id that was made here, however long the browser takes to say so: nobody else is to find it free meanwhile. */
function own(id) {
  const released = new Promise((release) => { held[id] = release; });
  navigator.locks.request("goodword " + id, () => released).catch(() => {});
}

/** Gives an id back: its element has left, and what was given in it is kept for the next; or it is not needed any more. */
export async function release(id, keep) {
  const { timer, write } = drafting[id] ?? {}, row = rows[id];
  clearTimeout(timer);
  delete drafting[id];
  if (keep) await write?.();
  else if (row) transact(["drafts"], "readwrite", (drafts) => drafts.delete(row), { create: false }).catch(() => {});
  held[id]?.();
  delete held[id];
}

// A page that is kept for the visitor's way back holds nothing meanwhile.
addEventListener("pagehide", () => Object.keys(held).forEach((id) => release(id, true)));

/** Keeps what is given so far, a moment after the last of several changes. */
export function draft(key, id, text) {
  clearTimeout(drafting[id]?.timer);
  const write = () => {
    delete drafting[id];
    return transact(["drafts"], "readwrite", (drafts) => {
      // Hidden fields that came meanwhile make it another's.
      if (rows[id] && rows[id] !== key + id) drafts.delete(rows[id]);
      drafts.put({ survey: rows[id] = key + id, at: Date.now(), text });
    }).catch(() => {});
  };
  drafting[id] = { timer: setTimeout(write, 300), write };
  try {
    navigator.locks ? held[id] || own(id) : sessionStorage["goodword:draft"] = id;
  } catch { /* begun anew, then, after a reload */ }
  // The disk is there before Send needs it.
  shared.prepare ? shared.prepare() : connect(true).catch(() => {});
}

// The usual questions, in the order in which drafts were kept before they named them.
const USUAL = ["empathy", "promise", "recommend", "comment"];

/** A draft by its names: id, seq, step, reached, answers. */
function parse(text) {
  if (text[0] === "{") return JSON.parse(text);
  const [id, seq, step, reached, ...given] = text.split("\x1f"), answers = {};
  // A letter for what it is, which the question knows, and the answer.
  if (given.length === USUAL.length) USUAL.forEach((name, at) => { if (given[at]) answers[name] = given[at].slice(1); });
  return { id, seq, step: USUAL[step], reached: USUAL[reached], answers };
}

const found = {};

async function take(key, survey) {
  const all = await transact(["drafts"], "readonly", (drafts) => drafts.getAll(), { create: false });
  // Those of code that knew a survey's name alone come last.
  const of = ({ survey: name }) => name.startsWith(key) ? 2 : name === survey ? 1 : 0;
  for (const row of all.filter(of).sort((a, b) => of(b) - of(a) || b.at - a.at)) {
    const draft = Object(parse(row.text)), { id } = draft;
    if (row.at > Date.now() - 30 * DAY && await hold(id)) {
      rows[id] = row.survey;
      found[key] = draft;
      return true;
    }
  }
}

/** Tells whether anything was given in an unfinished survey that nobody else is filling, and is found within `ms`. Makes no database. */
export function drafted(key, survey, ms, tell) {
  within(ms, take(key, survey)).then((is) => tell(is ? "found" : ""), () => tell(""));
}

const read = (key, of, name) => {
  const draft = Object(found[key]), holder = of ? Object(draft[of]) : draft;
  if (Object.hasOwn(holder, name)) return holder[name];
};

/** A part of the draft that was found under a key, as text; nothing where there is none, or a list. */
export function part(key, of, name) {
  const value = read(key, of, name);
  if (typeof value !== "object" && value !== undefined) return String(value);
}

/** The texts of an answer that is a list. */
export function parts(key, name) {
  const value = read(key, "answers", name);
  return Array.isArray(value) ? value.map(String) : [];
}
