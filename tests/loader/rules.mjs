// What an owner's settings say of asking, where they want it, and what is remembered of a visitor.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, marked, rested, resting, rule } from "../../src/loader/courtesy.js";

const isSelector = (text) => !/[[{]$/.test(text);
const read = (texts) => rule(texts, isSelector);
const DAY_MS = 864e5;

test("a trigger is understood, in the ways people write it", () => {
  const check = (trigger, expect) => {
    const { kind, ms, share, value } = read({ trigger });
    assert.deepEqual(JSON.parse(JSON.stringify({ kind, ms, share, value })), expect, trigger);
  };
  check("", { kind: "load" });
  check("load", { kind: "load" });
  check("manual", { kind: "manual" });
  check("exit", { kind: "exit" });
  check("exit-intent", { kind: "exit" });
  check("delay:5s", { kind: "delay", ms: 5000 });
  check("delay:5", { kind: "delay", ms: 5000 });
  check("delay:500ms", { kind: "delay", ms: 500 });
  check("delay:0.6s", { kind: "delay", ms: 600 });
  check("delay:2m", { kind: "delay", ms: 120_000 });
  check("scroll:60%", { kind: "scroll", share: .6 });
  check("scroll:60", { kind: "scroll", share: .6 });
  check("click:.feedback a:hover", { kind: "click", value: ".feedback a:hover" });
  check("event:paid", { kind: "event", value: "paid" });
});

test("a setting that cannot be used is named, with what would be right", () => {
  const check = (texts, expect) => assert.throws(() => read(texts), { message: expect }, JSON.stringify(texts));
  for (const trigger of ["scroll", "click", "click:", "event:", "Exit", "onload", "delay", "delay:", "delay:abc", "delay:-1s", "scroll:abc", "scroll:120%"]) {
    check({ trigger }, `trigger="${trigger}" asks nobody: it must be load, delay:5s, scroll:60%, exit, click:CSS, event:NAME or manual`);
  }
  check({ trigger: "click:a[" }, 'trigger="click:a[" asks nobody: it must hold a CSS selector behind click:');
  for (const sample of ["0,1", "abc", "1.5", "110%", "-1"]) check({ sample }, `sample="${sample}" asks nobody: it must be a number from 0 to 1, such as 0.25 or 25%`);
  for (const cooldown of ["abc", "1 year", "-3", "1e9"]) check({ cooldown }, `cooldown="${cooldown}" asks nobody: it must be a number of days, such as 30`);
  check({ mode: "popup" }, 'mode="popup" asks nobody: it must be inline, popover, modal, tab or iframe');
  check({ urls: "/a checkout*" }, 'urls="checkout*" asks nobody: it must begin with /, #, ? or a scheme');
});

test("a share and a number of days are understood with their units", () => {
  assert.deepEqual(["", "0.1", ".5", "1", "10%", "100 %", "0"].map((sample) => read({ sample }).drawn), [1, .1, .5, 1, .1, 1, 0]);
  assert.deepEqual(["", "0", "7", "7d", "1w", "2 weeks"].map((cooldown) => read({ cooldown }).days), [undefined, 0, 7, 7, 7, 14]);
});

test("a pattern is compared with as much of the address as it names", () => {
  const check = (urls, href, expect) => assert.equal(fits(urls, href), expect, urls + " at " + href);
  check("", "https://a.example/", true);
  check("/done/*", "https://a.example/done/17?x=1#y", true);
  check("/done/* !/done/admin", "https://a.example/done/admin", false);
  check("!/cart", "https://a.example/", true);
  check("!/cart", "https://a.example/cart", false);
  check("/über/*", "https://a.example/%C3%BCber/uns", true);
  check("/%C3%BCber/*", "https://a.example/über/uns", true);
  check("/search?q=*", "https://a.example/search?q=bread", true);
  check("/search?q=*", "https://a.example/search", false);
  check("?q=*", "https://a.example/search?q=bread", true);
  check("/search", "https://a.example/search?q=bread", true);
  check("#/checkout*", "https://a.example/app?x=1#/checkout/done", true);
  check("/x#/checkout*", "https://a.example/x#/checkout/done", true);
  check("/x#/checkout*", "https://a.example/y#/checkout/done", false);
  check("#/a?step=*", "https://a.example/?x#/a?step=2", true);
  check("/a:b", "https://a.example/a:b", true);
  check("https://a.example/x#/b*", "https://a.example/x#/b/1", true);
  check("https://a.example/done", "https://a.example/done?x=1", true);
  check("https://*.example/*", "https://b.example/1", true);
  check("https://b.example/*", "https://a.example/1", false);
  check("/100%", "https://a.example/100%", true);
  check("/a.c", "https://a.example/abc", false);
});

test("who said no is left in peace, and after the third time for good", () => {
  const until = (mark, reason, days) => (parseFloat(marked(mark, reason, days, 0)) / DAY_MS);
  assert.equal(until("", "close"), 90);
  assert.equal(until("", "close", 7), 7);
  assert.equal(until("", "close", 0), 0);
  assert.equal(until("", "later"), 1);
  assert.equal(until("", undefined), 36500);
  assert.equal(until("", undefined, 7), 7);
  let mark = "";
  for (const expect of [7, 7, 36500, 36500]) {
    mark = marked(mark, "close", 7, 0);
    assert.equal(parseFloat(mark) / DAY_MS, expect, mark);
  }
  assert.equal(until(mark, "later", 7), 36500);
  assert.equal(until(mark, undefined, 7), 36500);
  assert.equal(marked("1234 2", "close", undefined, 0), 36500 * DAY_MS + " 3", "what an earlier version wrote");
});

test("other surveys of a site wait for a day", () => {
  const rest = rested("one", 1000);
  assert.equal(resting("two", "", rest, 1000 + DAY_MS - 1), true);
  assert.equal(resting("two", "", rest, 1000 + DAY_MS), false);
  assert.equal(resting("one", "", rest, 1001), false, "its own days are its own affair");
  assert.equal(resting("one", "2000 1", "", 1999), true);
  assert.equal(resting("one", "2000 1", "", 2000), false);
  assert.equal(resting("one", "", "", 5), false);
});
