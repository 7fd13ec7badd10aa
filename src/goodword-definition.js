// An owner's own survey: read, checked, put into the visitor's language, and handed over as lines. Loaded when a survey
// has a definition. The rules are those of goodword_core::survey, which checks what a collector is given.

const MOST_BYTES = 65536, MOST = 100, TEXT = 10000, LABEL = 1000;
const STANDARD = ["empathy", "promise", "recommend", "comment"];
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const TRIGGER = /^(load|exit|manual|delay:\d+(\.\d+)?s|scroll:\d+(\.\d+)?%|(click|event):.+)$/s;

/** Says what is wrong, and where. */
function refuse(path, rule) {
  throw new Error((path ? path + ": " : "") + rule);
}

/** A text on one line: what separates parts is no part of it. */
const line = (text) => String(text ?? "").replace(/[\0-\x1f]+/g, " ");

function check(holds, path, rule) {
  if (!holds) refuse(path, rule);
}

function text(value, path, most = LABEL) {
  if (value == null) return "";
  check(typeof value === "string" && [...value].length <= most, path, "must be a text of at most " + most + " characters");
  return line(value);
}

function whole(value, path, fallback) {
  if (value == null && fallback != null) return fallback;
  check(Number.isInteger(value) && Math.abs(value) <= 1e6, path, "must be a whole number");
  return value;
}

/** A URL of a definition, or the definition itself, or a script that holds it. */
async function source(find, fetch) {
  if (find instanceof Element) return parse(find.textContent);
  if (typeof find === "object") return parse(JSON.stringify(find));
  const url = new URL(find, document.baseURI);
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$|\.localhost$/.test(url.hostname);
  check(url.protocol === "https:" || (url.protocol === "http:" && local), "config", "must be an https: URL");
  const response = await fetch(url.href, { credentials: "omit", headers: { accept: "application/json" } });
  check(response.ok, "config", "status " + response.status + " of " + url.href);
  return parse(await response.text());
}

function parse(json) {
  check(new TextEncoder().encode(json).length <= MOST_BYTES, "definition", "must be at most 64 kB");
  try {
    return JSON.parse(json, (key, value) => {
      if (["__proto__", "constructor", "prototype"].includes(key)) refuse("definition", "must not name " + key);
      return value;
    });
  } catch (error) {
    throw error instanceof SyntaxError ? new Error("definition: is not valid JSON: " + error.message) : error;
  }
}

const list = (value) => value == null ? [] : Array.isArray(value) ? value : [value];

function conditions(value, path, earlier) {
  return list(value).map((condition, at) => {
    const here = Array.isArray(value) ? path + "[" + at + "]" : path;
    check(condition && typeof condition === "object", here, "must be a condition");
    const { question, field } = condition;
    check((question == null) !== (field == null), here, "must name a question or a field");
    if (question != null) check(earlier.includes(question), here + ".question", "must be an earlier question");
    else check(typeof field === "string" && NAME.test(field), here + ".field", "must be the name of a field");
    const tests = ["is", "not", "at_least", "at_most", "answered"].filter((test) => condition[test] != null);
    check(tests.length === 1, here, "must hold one of is, not, at_least, at_most and answered");
    const of = (question != null ? "?" + question : "." + field), test = tests[0], given = condition[test];
    if (test === "answered") return of + "\x1d" + (given ? "any" : "none");
    if (test === "is" || test === "not") return [of, test, ...list(given).map(line)].join("\x1d");
    return [of, test === "at_least" ? "min" : "max", whole(given, here + "." + test)].join("\x1d");
  }).join("\x1e");
}

function options(question, path, labels) {
  const given = question.options;
  check(Array.isArray(given) && given.length >= 1 && given.length <= MOST, path + ".options", "must hold 1 to 100 options");
  const found = given.map((option, at) => {
    const here = path + ".options[" + at + "]", object = option && typeof option === "object";
    const value = text(object ? option.value : option, here, 200), label = text(object ? option.label : option, here, 200);
    check(value.trim(), here, "must be a text or have a value");
    return [value, text(labels?.[value], here, 200) || label || value];
  });
  const values = found.map(([value]) => value);
  values.forEach((value, at) => check(values.indexOf(value) === at, path + ".options[" + at + "]", "is used twice"));
  // Each order is as likely as any other (Fisher and Yates): otherwise the first options would be chosen too often.
  for (let last = found.length - 1; question.shuffle && last > 0; last--) {
    const at = Math.floor(Math.random() * (last + 1));
    [found[at], found[last]] = [found[last], found[at]];
  }
  return found.map((option) => option.join("\x1d")).join("\x1e");
}

/** Kind, flags, and two numbers and two texts that mean something to the kind. */
function kind(question, path, words) {
  const { kind } = question, text_of = (name) => text(words?.[name] ?? question[name], path + "." + name, 200);
  if (kind === "scale") {
    const style = question.style ?? "numbers", min = whole(question.min, path + ".min"), max = whole(question.max, path + ".max");
    check(["numbers", "stars", "faces"].includes(style), path + ".style", "must be numbers, stars or faces");
    check(max > min, path + ".max", "must be greater than min");
    check(max - min <= MOST, path + ".max", "must be at most 100 above min");
    check(style !== "faces" || max - min <= 4, path + ".max", "must be at most 4 above min for faces");
    check(style === "numbers" || max - min <= 9, path + ".max", "must be at most 9 above min for stars");
    return [kind, { stars: "s", faces: "f" }[style] ?? "", min, max, text_of("low"), text_of("high")];
  }
  if (kind === "choice") {
    return [kind, (question.multiple ? "m" : "") + (question.other ? "o" : ""), "", "", options(question, path, words?.options), ""];
  }
  if (kind === "text") {
    const format = question.format ?? "long", most = whole(question.max_chars, path + ".max_chars", TEXT);
    check(["long", "short", "email"].includes(format), path + ".format", "must be long, short or email");
    check(most >= 1 && most <= TEXT, path + ".max_chars", "must be 1 to 10000");
    return [kind, { email: "e", short: "h" }[format] ?? "", most, "", "", ""];
  }
  check(kind === "consent", path + ".kind", "must be scale, choice, text or consent");
  return [kind, "", "", "", "", ""];
}

/** The words for a language: of its own, or of the language without its region. */
function words(definition, lang) {
  const locales = definition.locales ?? {};
  check(typeof locales === "object", "locales", "must be an object");
  return locales[lang] ?? locales[lang.split("-")[0]] ?? {};
}

/** What a definition says beside its questions, as attributes of the element. */
function settings({ trigger, frequency, follow_up, theme }) {
  const between = (value, least, most) => typeof value === "number" && value >= least && value <= most;
  const { sample, cooldown } = frequency ?? {};
  check(frequency == null || typeof frequency === "object", "frequency", "must be an object");
  check(trigger == null || TRIGGER.test(trigger), "trigger", "must be load, delay:5s, scroll:60%, exit, click:CSS, event:NAME or manual");
  check(sample == null || between(sample, 0, 1), "frequency.sample", "must be a number from 0 to 1");
  check(cooldown == null || between(cooldown, 0, 36500), "frequency.cooldown", "must be a number of days from 0 to 36500");
  check(follow_up == null || follow_up === "off" || Number.isInteger(follow_up) && between(follow_up, 1, 8784), "follow_up", "must be a number of hours from 1 to 8784, or off");
  check(theme == null || ["auto", "light", "dark"].includes(theme), "theme", "must be auto, light or dark");
  return { trigger, sample, cooldown, "follow-up": follow_up, theme };
}

/**
 * Waits until the owner's definition wants the survey shown, which may be never; what the element says itself has been
 * done by the loader. The rules are the loader's.
 */
async function turn(host, { trigger, sample, ...others }) {
  const open = (name) => !host.hasAttribute(name);
  for (const [name, value] of Object.entries(others)) if (value != null && open(name)) host.setAttribute(name, value);
  if (host.wanted) return;
  const { glue, here, setTimeout } = globalThis.goodword.natives, mode = host.getAttribute("mode");
  const drawn = sample == null || !open("sample") || Math.random() < sample;
  const waits = trigger && trigger !== "load" && open("trigger") && /popover|modal|tab/.test(mode);
  if (drawn && !waits) return;
  const over = () => document.querySelector("dialog[open],[aria-modal=true]") || [...document.querySelectorAll("good-word")].some((other) => other.asking);
  const [kind, value] = (waits ? trigger : "").split(/:(.*)/s);
  const watch = /click|event|scroll|exit/.test(kind) && drawn && (await glue("goodword-more")).watch;
  return new Promise((show) => {
    // Whatever it waits for: the owner's code may ask.
    const ask = host.ask = () => {
      delete host.ask;
      show();
      host.ask();
    };
    const go = (event) => {
      if (host.ask !== ask) return;
      if (!here(host.getAttribute("urls") || "") || over()) return setTimeout(go, 1000, event);
      event ? host.ask() : (delete host.ask, show());
    };
    if (!drawn) return;
    if (kind === "delay") setTimeout(go, parseFloat(value) * 1000);
    if (watch) watch(trigger, go);
  });
}

/** `{text, texts}`: the survey in lines, and what the owner says instead of our words, once `host` is to show it. */
export async function definition(find, lang, fetch, host) {
  const survey = await source(find, fetch);
  check(survey && typeof survey === "object" && !Array.isArray(survey), "definition", "must be one JSON object");
  const { questions } = survey, own = words(survey, lang), earlier = [];
  check(Array.isArray(questions) && questions.length >= 1 && questions.length <= MOST, "questions", "must hold 1 to 100 questions");
  const lines = questions.map((question, at) => {
    const path = "questions[" + at + "]", id = question?.id;
    check(typeof id === "string" && NAME.test(id), path + ".id", "must be 1 to 64 letters, digits, hyphens, dots or underscores, starting with a letter or digit");
    check(!earlier.includes(id), path + ".id", "is used twice");
    const word = own.questions?.[id], label = text(word?.label ?? question.label, path + ".label");
    const standard = STANDARD.includes(id);
    check(standard || label, path + ".label", "is required");
    const [name, flags, ...parts] = standard ? ["standard", "", "", "", "", ""] : kind(question, path, word);
    const show_if = conditions(question.show_if, path + ".show_if", earlier);
    earlier.push(id);
    const end_if = conditions(question.end_if, path + ".end_if", earlier);
    return [id, name, flags + (question.required ? "r" : ""), label, ...parts, show_if, end_if].join("\x1f");
  });
  const thanks = text(own.thanks ?? survey.thanks, "thanks");
  const texts = Object.fromEntries(Object.entries(own.texts ?? {}).map(([name, value]) => [name, text(value, "texts." + name)]));
  const head = [text(survey.version, "version", 64), thanks].join("\x1f");
  const said = settings(survey);
  if (host) await turn(host, said);
  return { text: [head, ...lines].join("\n"), texts: Object.keys(texts).length ? texts : undefined };
}
