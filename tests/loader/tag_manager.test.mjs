// The template of Google Tag Manager: its own tests, with what the sandbox offers stood in, and held to its permissions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const TEMPLATE = readFileSync(new URL("../../plugins/tag-manager/template.tpl", import.meta.url), "utf8");

/** The sections by their names. */
const sections = Object.fromEntries(TEMPLATE.split(/^___([A-Z_]+)___$/m).slice(1).reduce((pairs, text, at, all) => at % 2 ? [...pairs, [all[at - 1], text.trim()]] : pairs, []));

/** A block of YAML without its indentation. */
const block = (text) => text.split("\n").map((line) => line.slice(/^ */.exec(text)[0].length)).join("\n");

const [scenarios, setup] = sections.TESTS.split(/^setup: \|-\n/m);
const cases = scenarios.split(/^- name: /m).slice(1).map((text) => {
  const [name, code] = text.split("\n  code: |-\n");
  return { name, code: block(code) };
});

const permissions = Object.fromEntries(JSON.parse(sections.WEB_PERMISSIONS).map(({ instance: { key, param } }) => [key.publicId, param[0].value.listItem]));

/** Whether the page's global may be used: what the sandbox checks, and its tests do not. */
function isAllowed(name, ...uses) {
  const found = permissions.access_globals.map(({ mapKey, mapValue }) => Object.fromEntries(mapKey.map(({ string }, at) => [string, mapValue[at].string ?? mapValue[at].boolean])));
  return found.some((one) => one.key === name && uses.every((use) => one[use]));
}

const isLoadable = (url) => permissions.inject_script.some(({ string }) => {
  const pattern = string.split("*").map((part) => part.replace(/[.\/]/g, "\\$&"));
  return new RegExp(`^${pattern[0]}[^/]+${pattern.slice(1).join(".*")}$`).test(url);
});

/** The template with its API: what Tag Manager gives its tests. */
function sandbox() {
  const called = {}, spied = (name, work) => (...given) => { (called[name] ??= []).push(given); return work?.(...given); };
  const api = {
    makeTableMap: (rows, name, value) => Object.fromEntries(rows.map((row) => [row[name], row[value]])),
    injectScript: (url, onSuccess) => onSuccess(),
    createArgumentsQueue: () => () => {},
  };
  const checks = {
    injectScript: (url) => assert.ok(isLoadable(url), `${url} is not among the permissions`),
    createArgumentsQueue(name, queue) {
      assert.ok(isAllowed(name, "read", "write", "execute") && isAllowed(queue, "read", "write"), `${name} is not among the permissions`);
    },
  };
  const require = (name) => spied(name, (...given) => { checks[name]?.(...given); return api[name](...given); });
  const code = new Function("require", "data", sections.SANDBOXED_JS_FOR_WEB_TEMPLATE);
  return {
    mock: (name, work) => { api[name] = work; },
    runCode: (data) => code(require, { ...data, gtmOnSuccess: spied("gtmOnSuccess"), gtmOnFailure: spied("gtmOnFailure") }),
    assertApi: (name) => ({ wasCalled: () => assert.ok(called[name], `${name} was not called`), wasNotCalled: () => assert.ok(!called[name], `${name} was called`) }),
    assertThat: (found) => ({ isEqualTo: (expected) => assert.deepEqual(found, expected) }),
  };
}

for (const { name, code } of cases) {
  test("tag manager: " + name, () => {
    const { mock, runCode, assertApi, assertThat } = sandbox();
    new Function("mock", "runCode", "assertApi", "assertThat", block(setup) + "\n" + code)(mock, runCode, assertApi, assertThat);
  });
}

test("tag manager: all sections are there, and its parameters are those that its code reads", () => {
  assert.equal(cases.length, 4);
  assert.deepEqual(Object.keys(sections), ["TERMS_OF_SERVICE", "INFO", "TEMPLATE_PARAMETERS", "SANDBOXED_JS_FOR_WEB_TEMPLATE", "WEB_PERMISSIONS", "TESTS", "NOTES"]);
  const { displayName, categories } = JSON.parse(sections.INFO);
  assert.deepEqual([displayName, categories], ["Goodword", ["SURVEY"]]);
  const read = new Set([...sections.SANDBOXED_JS_FOR_WEB_TEMPLATE.matchAll(/\bdata\.(\w+)/g)].map(([, name]) => name).filter((name) => !name.startsWith("gtm")));
  assert.deepEqual(JSON.parse(sections.TEMPLATE_PARAMETERS).map(({ name }) => name).sort(), [...read].sort());
});

test("tag manager: another script is not loaded", () => {
  for (const url of ["https://shop.example/goodword.js", "https://shop.example/a/b/goodword.js"]) assert.ok(isLoadable(url), url);
  for (const url of ["http://shop.example/goodword.js", "https://shop.example/other.js", "https://shop.example/goodword.js.evil"]) assert.ok(!isLoadable(url), url);
});
