// A guest's courtesy: when a visitor is asked, where, how often, and whether at all. Values go in and decisions come out:
// no page, no clock and no storage is known here, so that every rule can be tried without a browser. What sees and does
// is goodword-courtesy.js.

const DAY_MS = 864e5, NEVER_DAYS = 36500, USUAL_DAYS = 90, MOST_TIMES = 3;
/** How often the page is looked at while something is open or waits. */
export const LOOK_MS = 500;
/** How long a page that cannot be scrolled is read before it counts as scrolled. */
const READ_MS = 2000;

/** How long a survey that is open looks out for buttons that come under it. */
const FELT_MS = 10_000;

const TRIGGER = "must be load, delay:5s, scroll:60%, exit, click:CSS, event:NAME or manual";
const UNITS = { ms: 1, m: 6e4, min: 6e4 };

function refuse(name, given, right) {
  throw new Error(name + '="' + given + '" asks nobody: it ' + right);
}

/** A number with its unit, each as a text; nothing for what is no number. */
const measured = (text, units) => new RegExp("^\\s*(\\d*\\.?\\d+)\\s*(" + units + ")?\\s*$", "i").exec(text)?.slice(1);

function trigger(text, isSelector) {
  const [kind, value] = text.split(/:(.*)/s);
  if (text === "" || text === "load") return { kind: "load" };
  if (text === "manual" || text === "exit") return { kind };
  if (text === "exit-intent") return { kind: "exit" };
  const [number, unit = ""] = measured(value, { delay: "ms|s|m|min", scroll: "%" }[kind]) ?? [];
  if (kind === "delay" && number) return { kind, ms: number * (UNITS[unit.toLowerCase()] ?? 1000) };
  if (kind === "scroll" && number <= 100) return { kind, share: number / 100 };
  if (kind === "event" && value || kind === "click" && value && isSelector(value)) return { kind, value };
  return refuse("trigger", text, kind === "click" && value ? "must hold a CSS selector behind click:" : TRIGGER);
}

/**
 * What the owner's settings say of asking. Each is a text, and an empty one is not set. Throws what is wrong with the
 * first that cannot be used.
 */
export function rule({ survey = "", mode = "", trigger: when = "", urls = "", sample = "", cooldown = "", corner = "" }, isSelector) {
  if (!/^(popover|modal|tab|inline|iframe|)$/.test(mode)) refuse("mode", mode, "must be inline, popover, modal, tab or iframe");
  const [number, percent] = measured(sample || "1", "%") ?? [], drawn = percent ? number / 100 : +number;
  if (!(drawn <= 1)) refuse("sample", sample, "must be a number from 0 to 1, such as 0.25 or 25%");
  const [count, unit = ""] = measured(cooldown || "0", "d|days?|w|weeks?") ?? [], days = count * (/^w/i.test(unit) ? 7 : 1);
  if (!(days <= NEVER_DAYS)) refuse("cooldown", cooldown, "must be a number of days, such as 30");
  for (const pattern of urls.match(/\S+/g) ?? []) {
    if (!/^!?([/#?*]|[\w+.*-]+:\/\/)/.test(pattern)) refuse("urls", pattern, "must begin with /, #, ? or a scheme");
  }
  return { survey: survey || "default", mode, urls, side: /start$/.test(corner), drawn, days: cooldown ? days : undefined, ...trigger(when, isSelector) };
}

function decoded(text) {
  try { return decodeURI(text); } catch { return text; }
}

/**
 * Whether `urls` want an address. `*` stands for anything; `!` in front excludes. A pattern is compared with as much of
 * the address as it names: the path, the query where it has a `?`, the fragment where it has a `#`, and all behind a
 * scheme.
 */
export function fits(urls, href) {
  const { origin, pathname, search, hash } = new URL(href);
  const fit = (pattern) => {
    const whole = /^[\w+.*-]+:\/\//.test(pattern) ? origin : "", start = pattern[0];
    const path = start === "#" || start === "?" ? "" : whole + pathname;
    const query = start !== "#" && /^[^#]*\?/.test(pattern) ? search : "";
    const text = path + query + (pattern.includes("#") ? hash : "");
    const test = decoded(pattern).replace(/[^\w\s]/g, (sign) => sign === "*" ? ".*" : "\\" + sign);
    return new RegExp("^" + test + "$", "s").test(decoded(text));
  };
  const parts = urls.match(/\S+/g) ?? [], wanted = parts.filter((part) => part[0] !== "!");
  return (!wanted[0] || wanted.some(fit)) && !parts.some((part) => part[0] === "!" && fit(part.slice(1)));
}

/**
 * What is remembered of a survey from now on: until when nobody asks, and how often the visitor said no. After the third
 * time that is for good; after an answer it is, unless the owner named a number of days.
 */
export function marked(mark, reason, days, now) {
  const times = (+mark.split(" ")[1] || 0) + (reason === "close");
  const wait = times >= MOST_TIMES ? NEVER_DAYS : reason === "later" ? 1 : days ?? (reason ? USUAL_DAYS : NEVER_DAYS);
  return now + wait * DAY_MS + " " + times;
}

/** What is remembered of the site: a day without other surveys. */
export const rested = (survey, now) => now + DAY_MS + " " + survey;

/** Whether a visitor is left in peace by what is remembered of a survey, and of the site. */
export function resting(survey, mark, rest, now) {
  const [until, by] = rest.split(" ");
  return now < parseFloat(mark) || by !== survey && now < until;
}

/** Whether a survey waits for what the visitor does to be asked. */
const byHand = (one) => /click|event/.test(one.rule.kind);

/** What is by the visitor's own hand may be asked again, everything else once. */
const after = (one) => byHand(one) ? "watching" : "done";

/**
 * The floating surveys of a page. `look` is told what the page is like and says what is to be done, as pairs of a word
 * and a survey: "show", "ask" (somebody wants it), "return" (after "withdraw"), "aside" (out of sight, and nothing is lost), "back",
 * "withdraw" (closed, and nobody has said no).
 */
export class Courtesy {
  /** By survey: its rule, and how far it has come: watching, waiting, open, tab (on the edge) or done. */
  #all = new Map();
  #order = 0;

  /** How many surveys there are. */
  get size() { return this.#all.size; }

  /** A survey has come. `now` is when. */
  join(id, rule, now) {
    if (this.#all.has(id)) return;
    const one = { rule, at: "watching", order: 0 };
    this.#all.set(id, one);
    this.#begin(one, now);
  }

  #begin(one, now) {
    const { kind, ms } = one.rule;
    one.due = kind === "delay" ? now + ms : kind === "scroll" ? now + READ_MS : undefined;
    if (kind === "load") one.at = "waiting";
  }

  /** A survey has left: nothing is kept of it. */
  leave(id) {
    this.#all.delete(id);
  }

  /** Whether a survey still waits for its trigger. */
  watches(id) {
    const one = this.#all.get(id);
    return one?.at === "watching" || one?.at === "tab" && byHand(one);
  }

  /** The trigger of a survey was seen. */
  fire(id) {
    if (!this.watches(id)) return;
    const one = this.#all.get(id);
    one.at = "waiting";
    one.due = undefined;
    one.wish = byHand(one);
  }

  /** The visitor, or the owner's code for them, wants a survey, whatever it waits for. */
  wish(id) {
    const one = this.#all.get(id);
    if (one && one.at !== "open") Object.assign(one, { at: "waiting", wish: true, free: true, gone: false, due: undefined });
  }

  /** What its definition says of asking is known now: it waits for that. Tells whether the visitor wants it anyway. */
  turn(id, rule, now) {
    const one = this.#all.get(id);
    if (!one) return false;
    one.rule = rule;
    if (one.wish) return true;
    one.at = "watching";
    this.#begin(one, now);
    return false;
  }

  /** A survey is open: a tab opens by itself. */
  opened(id) {
    const one = this.#all.get(id);
    if (one?.begun && one.rule.mode === "tab" && one.at !== "open") Object.assign(one, { at: "open", order: ++this.#order });
  }

  /** A survey is closed: what waits for a click may be asked again, and a tab is on the edge again. */
  closed(id) {
    const one = this.#all.get(id);
    if (one?.at !== "open") return;
    Object.assign(one, { at: one.rule.mode === "tab" ? "tab" : after(one), wish: false, free: false, given: false });
  }

  /** The visitor has answered it: it goes by nobody's hand but theirs. */
  submitted(id) {
    const one = this.#all.get(id);
    if (one) one.given = true;
  }

  /** A survey was answered or closed elsewhere. */
  marked(survey) {
    const decisions = [];
    for (const [id, one] of this.#all) {
      if (one.rule.survey !== survey || one.given || one.rule.mode === "tab") continue;
      if (one.at === "open") decisions.push(["withdraw", id]);
      if (one.at === "open" || one.at === "waiting" && !one.wish) one.at = after(one);
    }
    return decisions;
  }

  /**
   * What is to be done on a page that is like this. `view` holds `now`, whether it is `hidden`, its `href`, whether the
   * page tells when that changes (`tells`), and asks in turn: is there a `modal` beside a survey, what `rests`, is there
   * `room` for it, was a page `read` that cannot be scrolled. Tells also in how many milliseconds to look again.
   */
  look(view) {
    const decisions = [];
    let wait = Infinity;
    for (const [id, one] of this.#all) {
      if (one.at !== "watching" || one.due === undefined) continue;
      if (view.now < one.due) wait = Math.min(wait, one.due - view.now);
      else {
        const { kind } = one.rule;
        one.due = undefined;
        if (kind === "delay" || view.read(id)) this.fire(id);
      }
    }
    if (view.hidden) return { decisions, wait };
    this.#stepAside(view, decisions);
    const polls = this.#ask(view, decisions);
    const there = [...this.#all.values()].some(({ at }) => at === "open" || at === "tab");
    return { decisions, wait: polls || there ? Math.min(wait, LOOK_MS) : wait };
  }

  /** What is open goes with its route, and out of the way of what came later. */
  #stepAside(view, decisions) {
    const last = Math.max(...[...this.#all.values()].map((one) => one.at === "open" ? one.order : 0));
    for (const [id, one] of this.#all) {
      if (one.at !== "open" && one.at !== "tab") continue;
      const { mode, urls } = one.rule, away = !one.free && !fits(urls, view.href);
      if (away && mode !== "tab") {
        Object.assign(one, { at: "waiting", aside: false, gone: true });
        decisions.push(["withdraw", id]);
        continue;
      }
      // What is laid over the page comes early: later, the visitor's hand is in the survey.
      const felt = !one.wish && (one.aside || view.now < one.since + FELT_MS);
      const aside = away || view.modal(id) || one.at === "open" && one.order < last || felt && !view.room(id);
      if (aside !== !!one.aside) decisions.push([aside ? "aside" : "back", id]);
      one.aside = aside;
    }
  }

  /** Of what waits, one is asked at a time. Tells whether something of it must be looked for. */
  #ask(view, decisions) {
    let polls = false;
    const waiting = [...this.#all].filter(([, { at }]) => at === "waiting").sort(([, a], [, b]) => !!b.wish - !!a.wish);
    for (const [id, one] of waiting) {
      const { rule: { survey, mode, urls, side }, wish } = one, tab = mode === "tab" && !wish;
      if (!wish && !tab && view.rests(survey)) {
        one.at = "done";
        continue;
      }
      if (!one.free && !fits(urls, view.href)) {
        polls ||= !view.tells;
        continue;
      }
      polls = true;
      const rivals = (other) => tab ? other.rule.mode === "tab" && other.begun && other.rule.side === side : other.at === "open";
      if ([...this.#all.values()].some((other) => other !== one && rivals(other)) || view.modal(id) || !view.room(id) && !wish) continue;
      decisions.push([one.gone ? "return" : wish ? "ask" : "show", id]);
      Object.assign(one, { begun: true, gone: false, since: view.now });
      if (tab) one.at = "tab";
      else Object.assign(one, { at: "open", order: ++this.#order });
    }
    return polls;
  }
}
