// What a survey needs to know before it is shown: the words of its language, and the owner's own questions.

const LANGUAGES = "ar cs da de el en es fi fr he hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk zh-Hans zh-Hant".split(" ");
const PATIENCE_MS = 5000;
/** The words of the usual questions in English, a line each, where they are not in the wasm: `cargo xtask dist` puts them here. */
const ENGLISH = /*ENGLISH*/""/*ENGLISH*/;

/** The language around a node, also around the elements that it is a part of. */
const around = (node) => node && (node.closest("[lang]")?.lang ?? around(node.getRootNode().host));

/** The language of a survey: the element's, the page's or the browser's first that there are words for. */
function chosen(host) {
  for (const written of [host.getAttribute("locale"), around(host), ...navigator.languages]) {
    try {
      const tag = written.split(/[.@]/)[0].replace(/_/g, "-");
      const { language, script, region } = new Intl.Locale(tag).maximize();
      const near = [tag, language + "-" + script, language + "-" + region, /^n[on]$/.test(language) ? "nb" : language];
      const found = near.find((tag) => LANGUAGES.includes(tag));
      if (found) return found;
    } catch { /* no language at all */ }
  }
  return "en";
}

const tables = {};

/** The words of a language by their names, if they come in time. */
function table(lang) {
  const load = async () => (await fetch(new URL("locale/" + lang + ".json", import.meta.url), { credentials: "omit" })).json();
  const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  return tables[lang] ??= Promise.race([load(), late()]).catch(() => { tables[lang] = null; });
}

const lines = (table) => Object.values(table).join("\n");

/** The words that a survey is shown in, a line each: none where they do not come. */
export async function words(host) {
  const lang = chosen(host);
  return lang === "en" ? ENGLISH : lines(await table(lang));
}

const seen = new WeakMap();

/** Whether a setting is another than before. What a page does to an element for its own ends is none. */
export function changed(host) {
  const settings = [...host.attributes].map(({ name, value }) => /^(class|style|id|(aria|data)-.*)$/.test(name) || name + value).join();
  return seen.get(host) !== settings && !!seen.set(host, settings);
}

/** What each survey last asked for, and whom it is told. */
const opened = new WeakMap();
let surveys = [];

/** Another language of the page is another of the surveys that follow it. */
const watch = new MutationObserver(() => surveys.forEach((survey) => again(survey.deref())));

/**
 * Tells the words, a line each or none for English, and behind a NUL the owner's questions, or `!` and what is wrong with
 * them: now, and whenever they have become others.
 */
export function opening(host, tell) {
  changed(host);
  opened.set(host, { tell });
  surveys = surveys.filter((survey) => survey.deref()?.isConnected);
  surveys.push(new WeakRef(host));
  for (let node = host; node; node = node.host) watch.observe(node = node.getRootNode(), { attributeFilter: ["lang"], subtree: true });
  again(host);
}

/** Looks for the words and the questions again where they may have become others. */
export async function again(host) {
  const survey = opened.get(host);
  if (!survey) return;
  const lang = chosen(host);
  const find = host.definition || host.getAttribute("config") || host.querySelector("script[type='application/json']");
  const asks = [lang, find, host.getAttribute("subject")];
  if (survey.asks?.every((part, at) => part === asks[at])) return;
  survey.asks = asks;
  // Whoever is asked already waits for no trigger any more.
  const { text, texts } = !find ? { text: "" } : await globalThis.goodword.natives.glue("goodword-definition")
    .then((module) => module.definition(find, lang, fetch, !survey.told && host)).catch((error) => ({ text: "!" + error.message }));
  const known = (lang !== "en" || texts) && await table(lang);
  if (survey.asks !== asks) return;
  survey.told ||= text[0] !== "!";
  survey.tell((known ? lines({ ...known, ...texts }) : ENGLISH) + "\0" + text);
}
