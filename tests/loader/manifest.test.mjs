// What the manifest promises of triggers and settings, the rules and the schema of a definition hold.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { rule } from "../../src/loader/courtesy.js";

const read = (path) => JSON.parse(readFileSync(new URL("../../" + path, import.meta.url), "utf8"));
const { settings, triggers } = read("types/manifest.json");
const pattern = new RegExp(read("crates/goodword-core/schema/survey.schema.json").properties.trigger.pattern);
const isSelector = () => true;

test("each trigger is understood as its examples are written, by a page and in a definition", () => {
  for (const { word, value } of triggers) {
    for (const trigger of value ? value.examples.map((example) => word + ":" + example) : [word]) {
      assert.equal(rule({ trigger }, isSelector).kind, word, trigger);
      assert.match(trigger, pattern);
    }
  }
});

test("what is no trigger is refused by both", () => {
  const broken = ["Exit", "onload", "delay", "delay:", "delay:abc", "delay:-1s", "scroll:abc", "click", "click:", "event:", "load:1"];
  for (const trigger of broken) {
    assert.throws(() => rule({ trigger }, isSelector), { message: /^trigger=/ }, trigger);
    assert.doesNotMatch(trigger, pattern);
  }
});

test("what a setting is by default is as if it were not set, and each of its words can be used", () => {
  const plain = rule({}, isSelector), floating = ["survey", "mode", "trigger", "urls", "sample", "cooldown", "corner"];
  const told = settings.filter(({ name }) => floating.includes(name));
  assert.equal(told.length, floating.length);
  for (const { name, values = [], default: usual } of told) {
    // Where a survey stands is the element's to know.
    if (usual && name !== "mode") assert.deepEqual(rule({ [name]: usual }, isSelector), plain, name);
    for (const value of values) rule({ [name]: value }, isSelector);
  }
});
