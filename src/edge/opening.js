// What a survey needs to know before it is shown: the words of its language, and the owner's own questions.

const LANGUAGES = "ar cs da de el en es fi fr he hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk zh-Hans zh-Hant".split(" ");
const PATIENCE_MS = 5000;

/** The language of a survey: the element's, the page's or the browser's first that there are words for. */
function chosen(host) {
  for (const tag of [host.getAttribute("locale"), host.closest("[lang]")?.lang, ...navigator.languages]) {
    try {
      const { language, script, region } = new Intl.Locale(tag).maximize();
      const near = [tag, language + "-" + script, language + "-" + region, /^n[on]$/.test(language) ? "nb" : language];
      const found = near.find((tag) => LANGUAGES.includes(tag));
      if (found) return found;
    } catch { /* no language at all */ }
  }
  return "en";
}

async function table(lang) {
  const response = await fetch(new URL("locale/" + lang + ".json", import.meta.url), { credentials: "omit" });
  return response.json();
}

const seen = new WeakMap();

/** Whether a setting is another than before. What a page does to an element for its own ends is none. */
export function changed(host) {
  const settings = [...host.attributes].map(({ name, value }) => /^(class|style|id|(aria|data)-.*)$/.test(name) || name + value).join();
  return seen.get(host) !== settings && !!seen.set(host, settings);
}

/**
 * Tells the words, a line each or none for English, and behind a NUL the owner's questions, or `!` and what is wrong with
 * them.
 */
export function opening(host, tell) {
  changed(host);
  const lang = chosen(host), late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  const find = host.definition || host.getAttribute("config") || host.querySelector("script[type='application/json']");
  const own = !find ? { text: "" } : globalThis.goodword.natives.glue("goodword-definition")
    .then((module) => module.definition(find, lang, fetch, host)).catch((error) => ({ text: "!" + error.message }));
  const words = async () => {
    const { text, texts } = await own;
    const known = (lang !== "en" || texts) && await Promise.race([table(lang), late()]).catch(() => {});
    return (known ? Object.values({ ...known, ...texts }).join("\n") : "") + "\0" + text;
  };
  words().then(tell);
}

/** The form that a language has for a number: its CLDR plural category. */
export function plural(lang, number) {
  return new Intl.PluralRules(lang).select(number);
}

let format, of;

/** A number in the digits of a language. What formats them is made once: that takes longer than all the numbers of a question. */
export function number(lang, number) {
  if (of !== lang) [of, format] = [lang, new Intl.NumberFormat(lang)];
  return format.format(number);
}
