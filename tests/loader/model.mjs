// Random walks over everything that can happen around the surveys of a page, in two tabs: what courtesy promises holds at
// every step. With GOODWORD_WALKS, as many walks as one has time for; with GOODWORD_SEED, one of them again.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

const SOURCE = fs.readFileSync(new URL("../../src/loader/courtesy.js", import.meta.url), "utf8");
const load = (source) => import("data:text/javascript," + encodeURIComponent(source));
const WALKS = +(process.env.GOODWORD_WALKS ?? 3000), STEPS = 60;

/** A generator of numbers that comes out alike for a seed (mulberry32). */
function chance(seed) {
  return (most) => {
    seed = seed + 0x6D2B79F5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return Math.floor(((t ^ t >>> 14) >>> 0) / 4294967296 * most);
  };
}

const TRIGGERS = ["load", "delay:3s", "scroll:50%", "exit", "click:.a", "event:paid", "manual"];
const MODES = ["popover", "popover", "modal", "tab"], SURVEYS = ["one", "two", "three"], URLS = ["", "", "/a*", "!/b"];

/** One tab of a visitor, with the surveys that a page shows. */
class Tab {
  constructor(rules, world) {
    Object.assign(this, { rules, world, courtesy: new rules.Courtesy(), elements: [], hidden: false, modal: false, busy: false, path: "/a", wait: Infinity });
  }

  get open() { return this.elements.filter((one) => one.open && !one.aside); }

  look() {
    const { world, rules } = this;
    const { decisions, wait } = this.courtesy.look({
      now: world.now, hidden: this.hidden, href: "https://a.example" + this.path, tells: world.tells,
      modal: () => this.modal, room: () => !this.busy, read: () => world.short,
      rests: (survey) => rules.resting(survey, world.marks[survey] ?? "", world.rest, world.now),
    });
    assert.ok(wait > 0, "a timer of no time runs for ever");
    this.wait = wait;
    this.act(decisions);
  }

  act(decisions) {
    for (const [word, element] of decisions) {
      assert.ok(this.elements.includes(element), word + " of an element that has left");
      this[word](element);
    }
  }

  appear(element, wish) {
    const { rule } = element, { world } = this;
    assert.ok(!this.hidden, "asked in a hidden page");
    assert.ok(!this.modal, "asked beside an open modal");
    assert.ok(!this.busy || wish, "laid over a button");
    assert.ok(this.rules.fits(rule.urls, "https://a.example" + this.path) || element.free, "asked where the owner does not want it");
    if (rule.mode === "tab" && !wish) {
      assert.ok(!this.elements.some((other) => other !== element && other.edge && other.rule.side === rule.side), "two tabs in one place");
      element.edge = true;
      return;
    }
    const rests = this.rules.resting(rule.survey, world.marks[rule.survey] ?? "", world.rest, world.now);
    assert.ok(!rests || wish, "asked in its cooldown");
    assert.ok(!this.elements.some((other) => other !== element && other.open), "two open at once");
    if (rule.mode === "tab") element.edge = true;
    element.open = true;
  }

  show(element) {
    element.asked = (element.asked ?? 0) + 1;
    assert.ok(element.asked === 1, "asked twice by itself");
    this.appear(element, false);
  }

  ask(element) {
    assert.ok(element.wished, "taken for a wish");
    element.wished = element.withdrawn = false;
    element.willed = true;
    this.appear(element, true);
  }

  return(element) {
    assert.ok(element.withdrawn, "returns though it was not withdrawn");
    element.withdrawn = false;
    this.appear(element, element.willed);
  }

  withdraw(element) {
    assert.ok(element.open, "withdrawn though it is closed");
    element.open = element.aside = false;
    element.withdrawn = true;
    this.courtesy.closed(element);
  }

  aside(element) { element.aside = true; }

  back(element) {
    assert.ok(!this.modal, "came back beside a modal");
    element.aside = false;
  }

  close(element, reason) {
    const { rules, world } = this, { survey, days } = element.rule;
    element.open = element.aside = element.free = element.willed = false;
    world.marks[survey] = rules.marked(world.marks[survey] ?? "", reason, days, world.now);
    world.rest = rules.rested(survey, world.now);
    this.courtesy.closed(element);
    for (const other of world.tabs) if (other !== this) {
      other.act(other.courtesy.marked(survey));
      assert.ok(!other.elements.some((one) => one.open && one.rule.survey === survey && !one.given && one.rule.mode !== "tab") || world.now >= parseFloat(world.marks[survey]), "still open in another tab");
    }
  }

  leave(element) {
    this.courtesy.leave(element);
    this.elements = this.elements.filter((one) => one !== element);
  }
}

function walk(rules, seed) {
  const pick = chance(seed), one = (list) => list[pick(list.length)];
  const world = { now: 1, marks: {}, rest: "", tells: !pick(2), short: !pick(3) };
  world.tabs = [new Tab(rules, world), new Tab(rules, world)];
  const steps = {
    comes(tab) {
      if (tab.elements.length > 4) return;
      const rule = rules.rule({ survey: one(SURVEYS), mode: one(MODES), trigger: one(TRIGGERS), urls: one(URLS), cooldown: one(["", "", "0", "1w"]), corner: one(["", "bottom-start"]) }, () => true);
      const element = { rule };
      tab.elements.push(element);
      tab.courtesy.join(element, rule, world.now);
    },
    leaves(tab) { tab.elements[0] && tab.leave(one(tab.elements)); },
    fires(tab) {
      const element = tab.elements[0] && one(tab.elements);
      if (!element) return;
      element.wished ||= /click|event/.test(element.rule.kind) && tab.courtesy.watches(element);
      tab.courtesy.fire(element);
    },
    wishes(tab) {
      const element = tab.elements[0] && one(tab.elements);
      if (!element || element.open) return;
      element.wished = element.free = true;
      tab.courtesy.wish(element);
    },
    defines(tab) {
      const element = tab.elements[0] && one(tab.elements);
      if (!element || !element.open || element.turned || element.rule.mode === "tab") return;
      element.turned = true;
      const rule = { ...element.rule, ...rules.rule({ survey: element.rule.survey, mode: element.rule.mode, trigger: one(TRIGGERS), urls: element.rule.urls }, () => true) };
      element.rule = rule;
      if (tab.courtesy.turn(element, rule, world.now)) return;
      Object.assign(element, { open: false, aside: false, asked: 0 });
    },
    tabOpens(tab) {
      const element = tab.elements.find((element) => element.edge && !element.open && !element.aside);
      if (!element || tab.hidden) return;
      element.open = true;
      tab.courtesy.opened(element);
    },
    closes(tab) { tab.open[0] && tab.close(one(tab.open), one(["close", "later", undefined])); },
    submits(tab) {
      const element = tab.open[0];
      if (!element) return;
      element.given = true;
      tab.courtesy.submitted(element);
    },
    modal(tab) { tab.modal = !tab.modal; },
    busy(tab) { tab.busy = !tab.busy; },
    hides(tab) { tab.hidden = !tab.hidden; },
    goes(tab) { tab.path = one(["/a", "/a/1", "/b", "/c"]); },
    time() { world.now += one([100, 500, 3000, 60_000, 864e5, 8 * 864e5, 91 * 864e5]); },
  };
  const names = Object.keys(steps), done = [];
  try {
    for (let step = 0; step < STEPS; step++) {
      const name = one(names), tab = one(world.tabs);
      done.push(name);
      steps[name](tab);
      for (const tab of world.tabs) {
        tab.look();
        tab.look();
        assert.ok(tab.open.length <= 1, "two in sight at once");
        assert.ok(tab.hidden || !tab.modal || !tab.open.length, "in sight beside a modal");
        const { size } = tab.courtesy;
        assert.equal(size, tab.elements.length, "something is kept of an element that left");
        assert.ok(tab.elements.length || tab.wait === Infinity, "a timer runs for nothing");
        for (const element of tab.open) assert.ok(tab.hidden || element.free || rules.fits(element.rule.urls, "https://a.example" + tab.path), "still open on a route that is not wanted");
      }
    }
  } catch (error) {
    error.message += `\n  seed ${seed}, after ${done.join(" ")}`;
    throw error;
  }
}

const find = async (rules, walks) => {
  for (let seed = 1; seed <= walks; seed++) walk(rules, seed);
};

test("a visitor meets with courtesy, whatever happens", async () => {
  const rules = await load(SOURCE);
  if (process.env.GOODWORD_SEED) return walk(rules, +process.env.GOODWORD_SEED);
  await find(rules, WALKS);
});

// Each rule, broken once.
const BROKEN = {
  "asks in a cooldown": ["if (!wish && !tab && view.rests(survey))", "if (false)"],
  "forgets what another tab closed": ["if (one.at === \"open\") decisions.push([\"withdraw\", id]);", ""],
  "asks two at once": [": other.at === \"open\";", ": false;"],
  "shows two tabs in one place": ["tab ? other.rule.mode === \"tab\" && other.begun && other.rule.side === side", "tab ? false"],
  "asks beside a modal": ["|| view.modal(id) || !view.room(id) && !wish", "|| !view.room(id) && !wish"],
  "stays beside a modal": ["away || view.modal(id) ||", "away ||"],
  "lies over a button": ["|| !view.room(id) && !wish) continue", ") continue"],
  "asks in a hidden page": ["if (view.hidden) return { decisions, wait };", ""],
  "stays when its route is left": ["away = !one.free && !fits(urls, view.href)", "away = false"],
  "asks where it is not wanted": ["if (!one.free && !fits(urls, view.href)) {", "if (false) {"],
  "keeps what has left": ["    this.#all.delete(id);", ""],
  "asks again by itself": ["byHand(one) ? \"watching\" : \"done\"", "\"waiting\""],
  "takes every sign for a wish": ["one.wish = byHand(one);", "one.wish = true;"],
  "leaves two in sight": ["one.at === \"open\" && one.order < last ||", ""],
};

for (const [name, [rule, instead]] of Object.entries(BROKEN)) {
  test("the walks find a page that " + name, async () => {
    assert.equal(SOURCE.split(rule).length, 2, "the rule stands there once: " + rule);
    const rules = await load(SOURCE.replace(rule, instead));
    await assert.rejects(find(rules, 400), { code: "ERR_ASSERTION" });
  });
}
