// An owner's own survey: read, checked, put into the visitor's language, and handed over as lines. Loaded when a survey
// has a definition. The rules are those of goodword_core::survey, which checks what a collector is given.

const MOST_BYTES = 65536, MOST = 100, TEXT = 10000, LABEL = 1000, RETRY_MS = 1000;
const STANDARD = ["empathy", "promise", "recommend", "comment"];
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** What can be said of each part of a definition. */
const KEYS = {
  survey: "$schema id version introduction questions segments follow_up thanks thanks_button trigger frequency theme locales",
  question: "id kind label required show_if end_if jump",
  scale: "min max style low high",
  choice: "options multiple other shuffle least most",
  text: "format max_chars",
  option: "value label exclusive pinned",
  condition: "question field is not at_least at_most answered any",
  jump: "if to",
  introduction: "title text button",
  button: "label url",
  frequency: "sample cooldown",
  wording: "introduction questions thanks thanks_button texts",
  words: "label low high options",
  texts: "title progress progress_short empathy empathy_1 empathy_2 empathy_3 empathy_4 empathy_5 promise promise_broken promise_kept promise_exceeded promise_none recommend recommend_us recommend_low recommend_high comment comment_broken comment_low comment_high next back skip send close retry copy copied copy_failed later thanks sorry_promise sorry kept_word exceeded_word helps arrived waiting refused not_sent unsaved email_unsaved too_long talk person privacy follow_up follow_up_days no_thanks email email_goes email_bad promised promised_days tab required required_mark other_text many choose_min choose_max number stars face_1 face_2 face_3 face_4 face_5 begin preview",
};

/** Says what is wrong, and where. */
function refuse(path, rule) {
  throw new Error((path ? path + ": " : "") + rule);
}

/** A text on one line: what separates parts is no part of it. */
/** A text in a line: a break in it is one of Unicode's own, and nothing else of the kind is in it. */
const line = (text) => String(text ?? "").replace(/\r?\n/g, "\u2028").replace(/[\0-\x1f]+/g, " ");

function check(holds, path, rule) {
  if (!holds) refuse(path, rule);
}

/** What stands in an object of the owner's under a name, and never what every object has. */
const at = (object, name) => object && Object.hasOwn(object, name) ? object[name] : undefined;

const said = new Set();

/** One line for the owner about what is left out, once. */
function warn(path, message) {
  const line = "Goodword: " + (path ? path + ": " : "") + message;
  if (!said.has(line)) console.warn(line);
  said.add(line);
}

/** How many letters must change to make one word of another; two that have changed places are one. */
function distance(one, other) {
  let before = [], row = [...Array(other.length + 1).keys()];
  for (let down = 1; down <= one.length; down++) {
    const next = [down];
    for (let right = 1; right <= other.length; right++) {
      const swapped = down > 1 && right > 1 && one[down - 1] === other[right - 2] && one[down - 2] === other[right - 1];
      next[right] = Math.min(next[right - 1] + 1, row[right] + 1, row[right - 1] + (one[down - 1] !== other[right - 1]), swapped ? before[right - 2] + 1 : Infinity);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

/** The name that was most likely meant; nothing where none is near. */
export function meant(written, names) {
  const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const far = (name) => distance(plain(written), plain(name));
  const nearest = [...names].sort((one, other) => far(one) - far(other))[0];
  return nearest && far(nearest) <= Math.min(2, plain(nearest).length / 3) ? nearest : undefined;
}

/** Names what an object holds that nobody reads: most often a name that is misspelt. */
function known(object, path, names) {
  if (!object || typeof object !== "object" || Array.isArray(object)) return;
  for (const name of Object.keys(object)) {
    if (names.includes(name)) continue;
    const near = meant(name, names);
    warn(path, "unknown key " + name + (near ? ", did you mean " + near + "?" : ""));
  }
}

/** The keys of these parts together. */
const keys = (...parts) => parts.flatMap((part) => (at(KEYS, part) ?? "").split(" "));

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

/** An address as this page would resolve it. */
function address(text, path) {
  let url;
  try { url = new URL(text, document.baseURI); } catch { /* said below */ }
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$|\.localhost$/.test(url?.hostname);
  check(url?.protocol === "https:" || (url?.protocol === "http:" && local), path, "must be an https: URL");
  return url.href;
}

/** A URL of a definition, or the definition itself, or a script that holds it. */
async function source(find, fetch) {
  if (find instanceof Element) return parse(find.textContent);
  if (typeof find === "object") return parse(JSON.stringify(find));
  const href = address(find, "config");
  const response = await patiently(() => fetch(href, { credentials: "omit", headers: { accept: "application/json" } }));
  check(response.ok, "config", "status " + response.status + " of " + href);
  return parse(await response.text());
}

/** Asks once more when nobody answered, or a server that had no time for it. */
async function patiently(ask) {
  const first = await ask().catch(() => {});
  if (first && first.status < 500) return first;
  const { setTimeout } = globalThis.goodword?.natives ?? globalThis;
  await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  return ask();
}

function parse(json) {
  check(new TextEncoder().encode(json).length <= MOST_BYTES, "definition", "must be at most 64 kB");
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error("definition: is not valid JSON: " + error.message);
  }
}

const list = (value) => value == null ? [] : Array.isArray(value) ? value : [value];

/** The place of one of several, or of the only one. */
const among = (value, path, place) => Array.isArray(value) ? path + "[" + place + "]" : path;

/** What must hold whole: a condition, or a list of such and of groups of which one must hold. */
function conditions(value, path, earlier) {
  return list(value).map((part, place) => {
    const here = among(value, path, place), any = part?.any;
    if (any == null) return condition(part, here, earlier);
    check(Object.keys(part).length === 1, here, "must hold any alone");
    check(Array.isArray(any) && any.length >= 1 && any.length <= MOST, here + ".any", "must hold 1 to 100 conditions");
    return any.map((one, at) => condition(one, here + ".any[" + at + "]", earlier)).join("\x1c");
  }).join("\x1e");
}

function condition(condition, here, earlier) {
  check(condition && typeof condition === "object", here, "must be a condition");
  known(condition, here, keys("condition"));
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
}

/** Where the survey goes on: the question that it leads to, and what must hold. Only forward, so that it ends. */
function jumps(value, path, earlier, later) {
  return list(value).map((jump, place) => {
    const here = among(value, path, place);
    check(jump && typeof jump === "object", here, "must be a jump");
    known(jump, here, keys("jump"));
    check(list(jump.if).length, here + ".if", "is required");
    check(later.includes(jump.to), here + ".to", "must be a later question");
    return [jump.to, conditions(jump.if, here + ".if", earlier)].join("\x1e");
  }).join("\x1b");
}

/** Each order of what stands at these places is as likely as any other (Fisher and Yates): otherwise the first options would be chosen too often. */
function shuffle(found, places) {
  for (let last = places.length - 1; last > 0; last--) {
    const one = places[Math.floor(Math.random() * (last + 1))], other = places[last];
    [found[one], found[other]] = [found[other], found[one]];
  }
}

/** How many may be chosen: at least, and at most; 0 where nothing is said. */
function limits({ multiple, options, other, least, most }, path) {
  const there = options.length + (other ? 1 : 0), number = "must be 1 to the number of options";
  for (const [name, value] of Object.entries({ least, most })) {
    check(value == null || multiple, path + "." + name, "is for multiple alone");
    check(value == null || Number.isInteger(value) && value >= 1 && value <= there, path + "." + name, number);
  }
  check(least == null || most == null || least <= most, path + ".most", "must not be less than least");
  return [least ?? 0, most ?? 0];
}

function options(question, path, labels) {
  const given = question.options;
  check(Array.isArray(given) && given.length >= 1 && given.length <= MOST, path + ".options", "must hold 1 to 100 options");
  const pinned = [], found = given.map((option, place) => {
    const here = path + ".options[" + place + "]", object = option && typeof option === "object";
    known(object && option, here, keys("option"));
    const value = text(object ? option.value : option, here, 200), label = text(object ? option.label : option, here, 200);
    check(value.trim(), here, "must be a text or have a value");
    pinned.push(!!(object && option.pinned));
    return [value, text(at(labels, value), here, 200) || label || value, ...(object && option.exclusive ? ["x"] : [])];
  });
  const values = found.map(([value]) => value);
  values.forEach((value, place) => check(values.indexOf(value) === place, path + ".options[" + place + "]", "is used twice"));
  known(labels, path + ".options in locales", values);
  if (question.shuffle) shuffle(found, [...found.keys()].filter((place) => !pinned[place]));
  return found.map((option) => option.join("\x1d")).join("\x1e");
}

/** Names places in a wording that nothing will ever fill. */
function places(label, path, earlier) {
  for (const [place, id] of label.matchAll(/\{answers\.([^{}|]*)(?:\|[^{}]*)?\}/g)) {
    if (earlier.includes(id)) continue;
    const near = meant(id, earlier);
    warn(path, place + " is no earlier question" + (near ? ", did you mean " + near + "?" : ""));
  }
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
    const given = options(question, path, words?.options);
    return [kind, (question.multiple ? "m" : "") + (question.other ? "o" : ""), ...limits(question, path), given, ""];
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
  for (const [name, wording] of Object.entries(locales)) {
    const path = "locales." + name;
    known(wording, path, keys("wording"));
    known(wording?.introduction, path + ".introduction", keys("introduction"));
    known(wording?.thanks_button, path + ".thanks_button", keys("button"));
    known(wording?.texts, path + ".texts", keys("texts"));
    known(wording?.questions, path + ".questions", list(definition.questions).map((question) => question?.id));
    for (const [id, words] of Object.entries(wording?.questions ?? {})) known(words, path + ".questions." + id, keys("words"));
  }
  return at(locales, lang) ?? at(locales, lang.replace("-", "_")) ?? at(locales, lang.split("-")[0]) ?? {};
}

/** What is said before the first question: title, text, and a button that begins. */
function introduction(given, words) {
  if (given == null) return ["", "", ""];
  check(typeof given === "object", "introduction", "must be an object");
  known(given, "introduction", keys("introduction"));
  const part = (name, most) => text(words?.[name] ?? given[name], "introduction." + name, most);
  const [title, more, button] = [part("title", 200), part("text"), part("button", 200)];
  check(title.trim(), "introduction.title", "is required");
  return [title, more, button];
}

/** Where the thank-you leads on: label and address. */
function thanksButton(given, words) {
  if (given == null) return ["", ""];
  check(typeof given === "object", "thanks_button", "must be an object");
  known(given, "thanks_button", keys("button"));
  const label = text(words?.label ?? given.label, "thanks_button.label", 200);
  check(label.trim(), "thanks_button.label", "is required");
  const url = text(words?.url ?? given.url, "thanks_button.url", 2000);
  check(url.trim(), "thanks_button.url", "is required");
  return [label, address(url, "thanks_button.url")];
}

/** What a definition says beside its questions, as attributes of the element. */
function settings({ trigger, frequency, follow_up, theme }) {
  const between = (value, least, most) => typeof value === "number" && value >= least && value <= most;
  const { sample, cooldown } = frequency ?? {};
  known(frequency, "frequency", keys("frequency"));
  check(frequency == null || typeof frequency === "object", "frequency", "must be an object");
  check(trigger == null || typeof trigger === "string", "trigger", "must be a text");
  check(sample == null || between(sample, 0, 1), "frequency.sample", "must be a number from 0 to 1");
  check(cooldown == null || between(cooldown, 0, 36500), "frequency.cooldown", "must be a number of days from 0 to 36500");
  check(follow_up == null || follow_up === "off" || Number.isInteger(follow_up) && between(follow_up, 1, 8784), "follow_up", "must be a number of hours from 1 to 8784, or off");
  check(theme == null || ["auto", "light", "dark"].includes(theme), "theme", "must be auto, light or dark");
  return { trigger, sample, cooldown, "follow-up": follow_up, theme };
}

/** `{text, texts}`: the survey in lines, and what the owner says instead of our words, once `host` is to show it. */
export async function definition(find, lang, fetch, host) {
  const survey = await source(find, fetch);
  check(survey && typeof survey === "object" && !Array.isArray(survey), "definition", "must be one JSON object");
  const { questions } = survey, own = words(survey, lang), earlier = [];
  known(survey, "", keys("survey"));
  check(Array.isArray(questions) && questions.length >= 1 && questions.length <= MOST, "questions", "must hold 1 to 100 questions");
  const lines = questions.map((question, place) => {
    const path = "questions[" + place + "]", id = question?.id;
    check(typeof id === "string" && NAME.test(id), path + ".id", "must be 1 to 64 letters, digits, hyphens, dots or underscores, starting with a letter or digit");
    check(!earlier.includes(id), path + ".id", "is used twice");
    const word = at(own.questions, id), label = text(word?.label ?? question.label, path + ".label");
    const standard = STANDARD.includes(id);
    known(question, path, keys("question", question.kind));
    places(label, path + ".label", earlier);
    check(standard || label, path + ".label", "is required");
    const [name, flags, ...parts] = standard ? ["standard", "", "", "", "", ""] : kind(question, path, word);
    const show_if = conditions(question.show_if, path + ".show_if", earlier);
    earlier.push(id);
    const end_if = conditions(question.end_if, path + ".end_if", earlier);
    const later = questions.slice(place + 1).map((question) => question?.id);
    const jump = jumps(question.jump, path + ".jump", earlier, later);
    return [id, name, flags + (question.required ? "r" : ""), label, ...parts, show_if, end_if, jump].join("\x1f");
  });
  const thanks = text(own.thanks ?? survey.thanks, "thanks");
  const mine = Object.entries(own.texts ?? {}).filter(([name]) => keys("texts").includes(name));
  const texts = Object.fromEntries(mine.map(([name, value]) => [name, text(value, "texts." + name)]));
  const button = thanksButton(survey.thanks_button, own.thanks_button);
  const first = introduction(survey.introduction, own.introduction);
  const head = [text(survey.version, "version", 64), thanks, ...button, ...first].join("\x1f");
  const said = settings(survey);
  // When and whom: by the rules of every survey.
  await host?.turn?.(said);
  return { text: [head, ...lines].join("\n"), texts: Object.keys(texts).length ? texts : undefined };
}
