// What an owner has chosen for the visitor beforehand, as prefill.js reads it from the attribute.

import assert from "node:assert/strict";
import test from "node:test";

import { names, text, texts, usable } from "../../src/widget/prefill.js";

const host = (answers) => ({ getAttribute: () => answers });

test("an object of answers is read by the ids of questions", () => {
  const element = host('{"recommend": 0, "why": ["price", 7], "more": "", "quote": true, "none": null}');
  assert.ok(usable(element));
  assert.deepEqual(names(element), ["recommend", "why", "more", "quote"]);
  assert.deepEqual(["recommend", "why", "more", "quote", "none", "gone"].map((name) => text(element, name)), ["0", undefined, "", "true", undefined, undefined]);
  assert.deepEqual(["why", "more", "gone"].map((name) => texts(element, name)), [["price", "7"], [], []]);
});

test("what is no object holds nothing, and nothing is held that every object has", () => {
  for (const answers of ["{", "7", "[1]", "null", '"a"']) {
    const element = host(answers);
    assert.deepEqual([usable(element), names(element), text(element, "0"), texts(element, "0")], [false, [], undefined, []], answers);
  }
  for (const answers of [null, "", "{}"]) assert.deepEqual([usable(host(answers)), names(host(answers))], [true, []], answers);
  assert.deepEqual([text(host("{}"), "toString"), texts(host("{}"), "constructor")], [undefined, []]);
  assert.equal(text(host('{"a": {"b": 1}}'), "a"), undefined);
});
