// The words of a survey: in which language, and when they become others.

import assert from "node:assert/strict";
import test from "node:test";

let mutated;
globalThis.MutationObserver = class {
  constructor(tell) { mutated = tell; }
  observe() {}
};
globalThis.fetch = async (url) => ({ json: async () => ({ lang: /locale\/(.*)\.json/.exec(url)[1] }) });
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-GB"] }, configurable: true });
const { again, opening } = await import("../../src/widget/bootstrap.js");

/** An element with these attributes, in a page or in another element that says which language it speaks. */
function element(attributes, page, around) {
  const root = { host: around && element({}, around) };
  return {
    isConnected: true,
    get attributes() { return Object.entries(attributes).map(([name, value]) => ({ name, value })); },
    getAttribute: (name) => attributes[name] ?? null,
    closest: () => page === undefined ? null : { lang: page },
    querySelector: () => null,
    getRootNode: () => root,
    set: (name, value) => { attributes[name] = value; },
    speak: (lang) => { page = lang; },
  };
}

/** Long enough for everything that answers at once. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function told(host) {
  const all = [];
  opening(host, (text) => all.push(text.split("\0")[0] || "en"));
  await settled();
  return all;
}

test("the language is the element's, else that around it, else the browser's", async () => {
  const check = async (locale, page, around, expect) => {
    assert.deepEqual(await told(element(locale ? { locale } : {}, page, around)), [expect], [locale, page, around].join());
  };
  await check("de", "fr", undefined, "de");
  await check("", "fr", undefined, "fr");
  await check("", undefined, undefined, "en");
  await check("", undefined, "it", "it");
  await check("", "", "it", "en");
  await check("", "pt_BR", undefined, "pt-BR");
  await check("zh_TW", "de", undefined, "zh-Hant");
  await check("de_AT", undefined, undefined, "de");
  await check("nn_NO", undefined, undefined, "nb");
  await check("tlh", "sv", undefined, "sv");
  await check("not a language", "sv_SE", undefined, "sv");
});

test("another language, subject or survey is told, and nothing else", async () => {
  const attributes = { locale: "de" }, host = element(attributes, "fr"), all = [];
  opening(host, (text) => all.push(text.split("\0")[0] || "en"));
  const check = async (change, expect) => {
    change();
    await settled();
    assert.deepEqual(all.splice(0), expect, String(change));
  };
  await check(() => {}, ["de"]);
  await check(() => again(host), []);
  await check(() => { host.set("field-plan", "pro"); again(host); }, []);
  await check(() => { host.set("locale", "it"); again(host); }, ["it"]);
  await check(() => { host.set("subject", "Mira"); again(host); }, ["it"]);
  await check(() => { host.speak("sv"); mutated(); }, []);
  await check(() => { host.set("locale", ""); again(host); }, ["sv"]);
  await check(() => { host.speak("en"); mutated(); }, ["en"]);
  await check(() => { host.speak("es"); mutated(); host.speak("nl"); mutated(); }, ["nl"]);
  await check(() => { host.set("locale", null); opening(host, (text) => all.push("anew " + text.split("\0")[0])); }, ["anew nl"]);
});
