// An owner's own survey, as goodword-definition.js reads it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

globalThis.Element ??= class {};
globalThis.document ??= { baseURI: "https://shop.example/" };
// A pause is none here.
globalThis.goodword = { natives: { setTimeout: (work) => work() } };
const { definition, meant } = await import("../../src/loader/goodword-definition.js");

const scale = { id: "effort", kind: "scale", min: 1, max: 7, label: "How easy was it?" };

/** What is said on the console while `work` runs. */
async function said(work) {
  const lines = [], { warn } = console;
  console.warn = (line) => lines.push(line);
  await work().finally(() => { console.warn = warn; });
  return lines;
}

async function check(survey, ...expect) {
  const lines = await said(() => definition(survey, "de", fetch));
  assert.deepEqual(lines, expect.map((line) => "Goodword: " + line), JSON.stringify(survey));
}

test("misspelt keys are named at every level, once", async () => {
  await check({ questions: [{ ...scale, low: "Hard", required: true, show_if: { field: "plan", is: "pro" } }], $schema: "s", version: "1" });
  await check({ questions: [{ ...scale, requierd: true }] }, "questions[0]: unknown key requierd, did you mean required?");
  await check({ questions: [{ ...scale, requierd: true }] });
  await check({ questions: [scale, { id: "comment", showIf: [] }] }, "questions[1]: unknown key showIf, did you mean show_if?");
  await check({ questions: [{ ...scale, options: ["a"] }] }, "questions[0]: unknown key options");
  await check({ questions: [scale], thank: "Cheers." }, "unknown key thank, did you mean thanks?");
  await check({ questions: [scale], frequency: { colldown: 3 } }, "frequency: unknown key colldown, did you mean cooldown?");
  await check({ questions: [scale, { id: "comment", show_if: { question: "effort", atMost: 3, at_most: 3 } }] },
    "questions[1].show_if: unknown key atMost, did you mean at_most?");
  await check({ questions: [scale, { id: "comment", show_if: { any: [{ question: "effort", atmost: 3, at_most: 3 }] } }] },
    "questions[1].show_if.any[0]: unknown key atmost, did you mean at_most?");
  await check({ questions: [{ ...scale, jump: { if: { field: "plan", is: "pro" }, too: "x", to: "comment" } }, { id: "comment" }] },
    "questions[0].jump: unknown key too");
  await check({ questions: [scale], introduction: { title: "Hello", buton: "Go" }, thanks_button: { label: "Back", url: "/", target: "x" } },
    "thanks_button: unknown key target", "introduction: unknown key buton, did you mean button?");
  await check({ questions: [{ id: "a", kind: "choice", multiple: true, label: "?", options: [{ value: "b", exclusiv: true }], mosst: 1 }] },
    "questions[0]: unknown key mosst, did you mean most?", "questions[0].options[0]: unknown key exclusiv, did you mean exclusive?");
  await check({ questions: [scale], locales: { fr: { introduction: { titel: "x" }, thanks_button: { labl: "x" } } } },
    "locales.fr.introduction: unknown key titel, did you mean title?", "locales.fr.thanks_button: unknown key labl, did you mean label?");
  await check({ questions: [{ id: "a", kind: "choice", label: "?", options: [{ value: "b", lable: "B" }] }] },
    "questions[0].options[0]: unknown key lable, did you mean label?");
  await check({ questions: [scale], locales: { fr: { txts: {}, texts: { titel: "x" }, questions: { efort: { labl: "x" } } } } },
    "locales.fr: unknown key txts, did you mean texts?", "locales.fr.texts: unknown key titel, did you mean title?",
    "locales.fr.questions: unknown key efort, did you mean effort?", "locales.fr.questions.efort: unknown key labl, did you mean label?");
  await check({ questions: [{ ...scale, min: 2 }, { id: "comment", label: "Why {answers.efort}? {answers.effort|x} {fields.any}" }] },
    "questions[1].label: {answers.efort} is no earlier question, did you mean effort?");
});

test("what the collector refuses is refused in the same words", async () => {
  const cases = JSON.parse(await readFile(new URL("../../crates/goodword-core/tests/data/definitions.json", import.meta.url)));
  for (const { questions, problem } of cases) {
    const told = await definition({ id: "s", questions }, "en", fetch).then(() => "", (error) => error.message);
    assert.equal(told, problem, JSON.stringify(questions));
  }
});

test("what the studio refuses is refused in the same words", async () => {
  const cases = JSON.parse(await readFile(new URL("../../crates/goodword-studio/tests/data/refusals.json", import.meta.url)));
  for (const { definition: survey, problem } of cases) {
    const told = await definition(survey, "en", fetch).then(() => "", (error) => error.message);
    assert.equal(told, problem, JSON.stringify(survey));
  }
});

test("what the widget alone reads is refused in words of its own", async () => {
  const check = async (more, expect) => {
    const told = await definition({ questions: [{ id: "promise" }, { id: "comment" }], ...more }, "en", fetch).then(() => "", (error) => error.message);
    assert.equal(told, expect, JSON.stringify(more));
  };
  const shown = (show_if) => ({ questions: [{ id: "promise" }, { id: "comment", show_if }] });
  const pro = { field: "plan", is: "pro" }, kept = { question: "promise", is: "kept" };
  await check(shown([pro, { any: [pro, kept] }]), "");
  await check(shown({ any: [] }), "questions[1].show_if.any: must hold 1 to 100 conditions");
  await check(shown({ any: pro }), "questions[1].show_if.any: must hold 1 to 100 conditions");
  await check(shown([{ any: [pro], ...kept }]), "questions[1].show_if[0]: must hold any alone");
  await check(shown({ any: [{ any: [pro] }] }), "questions[1].show_if.any[0]: must name a question or a field");
  await check(shown([pro, { any: [pro, { question: "comment", is: "x" }] }]), "questions[1].show_if[1].any[1].question: must be an earlier question");
  await check({ questions: [{ id: "promise", jump: { if: { any: [kept, 7] }, to: "comment" } }, { id: "comment" }] },
    "questions[0].jump.if.any[1]: must be a condition");
  await check({ questions: [{ id: "promise", jump: [7] }, { id: "comment" }] }, "questions[0].jump[0]: must be a jump");
  await check({ introduction: "Hello" }, "introduction: must be an object");
  await check({ introduction: { text: "Hello" } }, "introduction.title: is required");
  await check({ introduction: { title: "Hello", text: 7 } }, "introduction.text: must be a text of at most 1000 characters");
  await check({ thanks_button: { url: "/" } }, "thanks_button.label: is required");
  await check({ thanks_button: { label: "Back" } }, "thanks_button.url: is required");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "http://shop.example/", "https://:x"]) {
    await check({ thanks_button: { label: "Back", url } }, "thanks_button.url: must be an https: URL");
  }
  await check({ thanks_button: { label: "Back", url: "/shop" } }, "");
});

test("an introduction and a button speak the visitor's language", async () => {
  const survey = {
    version: "3", thanks: "Cheers.", questions: [scale], introduction: { title: "Hello", text: "Two minutes.", button: "Go" },
    thanks_button: { label: "Shop", url: "/shop" },
    locales: { de: { introduction: { title: "Hallo" }, thanks_button: { label: "Laden", url: "https://shop.example/de" } } },
  };
  const head = async (lang) => (await definition(survey, lang, fetch)).text.split("\n")[0].split("\x1f");
  assert.deepEqual(await head("en"), ["3", "Cheers.", "Shop", "https://shop.example/shop", "Hello", "Two minutes.", "Go"]);
  assert.deepEqual(await head("de"), ["3", "Cheers.", "Laden", "https://shop.example/de", "Hallo", "Two minutes.", "Go"]);
  assert.deepEqual((await definition({ questions: [scale] }, "en", fetch)).text.split("\n")[0], "\x1f".repeat(6));
});

test("conditions, jumps and limits are handed over", async () => {
  const any = { any: [{ question: "effort", at_most: 3 }, { field: "plan", is: ["pro", "team"] }] };
  const why = { id: "why", kind: "choice", label: "Why?", multiple: true, least: 1, most: 2, options: ["a", { value: "none", label: "None", exclusive: true }] };
  const survey = { questions: [{ ...scale, jump: [{ if: [any, { question: "effort", answered: true }], to: "end" }, { if: any, to: "why" }] }, why, { id: "end", kind: "consent", label: "?", show_if: any }] };
  const [, first, second, third] = (await definition(survey, "en", fetch)).text.split("\n").map((line) => line.split("\x1f"));
  const group = "?effort\x1dmax\x1d3\x1c.plan\x1dis\x1dpro\x1dteam";
  assert.equal(first[10], "end\x1e" + group + "\x1e?effort\x1dany\x1bwhy\x1e" + group);
  assert.deepEqual(second.slice(4, 7), ["1", "2", "a\x1da\x1enone\x1dNone\x1dx"]);
  assert.equal(third[8], group);
});

test("what is pinned keeps its place, and each order of the others is as likely as any", async () => {
  const option = (value, pinned) => ({ value, pinned }), seen = {};
  const question = { id: "q", kind: "choice", label: "?", shuffle: true, options: [option("first", true), "a", "b", option("mid", true), "c", option("last", true)] };
  for (let time = 0; time < 3000; time++) {
    const { text } = await definition({ questions: [question] }, "en", fetch);
    const order = text.split("\x1f").at(-5).split("\x1e").map((option) => option.split("\x1d")[0]);
    assert.deepEqual([order[0], order[3], order[5]], ["first", "mid", "last"]);
    const rest = order[1] + order[2] + order[4];
    seen[rest] = (seen[rest] ?? 0) + 1;
  }
  assert.deepEqual(Object.keys(seen).sort(), ["abc", "acb", "bac", "bca", "cab", "cba"]);
  for (const [order, times] of Object.entries(seen)) assert.ok(times > 350 && times < 650, order + " " + times);
});

test("the name that was meant is the nearest, if any is near", () => {
  const names = ["required", "show_if", "end_if", "label", "low", "min", "is"];
  const check = (written, expect) => assert.equal(meant(written, names), expect, written);
  check("requierd", "required");
  check("showIf", "show_if");
  check("Label", "label");
  check("mn", "min");
  check("on", undefined);
  check("colour", undefined);
});

test("every text of ours can be said otherwise, and no other", async () => {
  const table = JSON.parse(await readFile(new URL("../../src/locale/tables/en.json", import.meta.url)));
  const [lang, dir, checked, ...keys] = Object.keys(table);
  assert.deepEqual([lang, dir, checked], ["lang", "dir", "checked"]);
  const texts = Object.fromEntries(keys.map((key) => [key, "x"]));
  await check({ questions: [scale], locales: { de: { texts } } });
  const found = await definition({ questions: [scale], locales: { de: { texts: { ...texts, titel: "y" } } } }, "de", fetch);
  assert.deepEqual(found.texts, texts);
});

test("what every object has is nothing that an owner wrote", async () => {
  const survey = JSON.parse(`{"questions": [
    {"id": "constructor", "kind": "choice", "label": "Which?", "options": ["constructor", "__proto__", "toString", "other"]}],
    "locales": {"de": {"questions": {"constructor": {"options": {"other": "anderes", "__proto__": "Urbild"}}}}}}`);
  const { text } = await definition(survey, "de", fetch);
  const options = text.split("\n")[1].split("\x1f")[6].split("\x1e").map((option) => option.split("\x1d"));
  assert.deepEqual(options, [["constructor", "constructor"], ["__proto__", "Urbild"], ["toString", "toString"], ["other", "anderes"]]);
  assert.equal({}.polluted, undefined);
  assert.equal((await definition({ questions: [scale], locales: { de: {} } }, "constructor", fetch)).texts, undefined);
});

test("words in a language may be named with an underscore", async () => {
  const label = async (locales, lang) => (await definition({ questions: [scale], locales }, lang, fetch)).text.split("\n")[1].split("\x1f")[3];
  const words = (label) => ({ questions: { effort: { label } } });
  const check = async (locales, lang, expect) => assert.equal(await label(locales, lang), expect, lang);
  await check({ "pt-BR": words("a"), pt: words("b") }, "pt-BR", "a");
  await check({ pt_BR: words("a"), pt: words("b") }, "pt-BR", "a");
  await check({ pt: words("b") }, "pt-BR", "b");
});

test("a server that had no time is asked once more, and only then", async () => {
  const body = JSON.stringify({ questions: [scale] });
  const check = async (replies, tries, expect) => {
    let asked = 0;
    const fetch = async () => {
      const reply = replies[asked++];
      if (reply === "offline") throw new TypeError("Failed to fetch");
      return new Response(reply === 200 ? body : "{", { status: reply === "broken" ? 200 : reply });
    };
    const told = await definition("/survey.json", "en", fetch).then(() => "shown", (error) => error.message);
    assert.deepEqual([asked, told.split(": is not valid JSON")[0]], [tries, expect], String(replies));
  };
  await check([200], 1, "shown");
  await check([503, 200], 2, "shown");
  await check(["offline", 200], 2, "shown");
  await check([503, 503], 2, "config: status 503 of https://shop.example/survey.json");
  await check(["offline", "offline"], 2, "Failed to fetch");
  await check([404, 200], 1, "config: status 404 of https://shop.example/survey.json");
  await check(["broken", 200], 1, "definition");
});
