// What the pages of this folder share. Each acts out situations of one kind in a page of somebody else's; its query names
// the situation, and how that ended stands in `data-verdict` of the document.
"use strict";
const situation = decodeURIComponent(location.search.slice(1));
// Every situation has a survey of its own, so that what was posted can be told apart.
const survey = location.pathname.split("/").pop().replace(".html", "") + "." + situation.replace(/\W+/g, "-").slice(0, 40);
const heard = [], trouble = [];

["ready", "shown", "answered", "submitted", "delivered", "dismissed", "error"].forEach((name) => {
  document.addEventListener("goodword:" + name, (event) => heard.push({ name, ...event.detail }));
});
addEventListener("error", (event) => setTimeout(() => event.defaultPrevented || trouble.push(event.message)));
addEventListener("unhandledrejection", (event) => setTimeout(() => event.defaultPrevented || trouble.push(String(event.reason))));
const warned = [];
for (const level of ["warn", "error"]) {
  const said = console[level];
  console[level] = (...words) => { warned.push(words.join(" ")); said.apply(console, words); };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `look` finds something. */
async function until(look, ms = 7000) {
  const end = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found || performance.now() > end) return found;
    await pause(25);
  }
}

/** As long as anybody would wait who expects that nothing happens. */
const quiet = () => pause(1500);

const times = (name) => heard.filter((event) => event.name === name).length;
const surveys = (root = document) => [...root.querySelectorAll("good-word")];
const card = (host) => host?.shadowRoot?.querySelector(".card");

/** Whether a survey can be seen. */
function seen(host) {
  const there = card(host);
  return Boolean(there?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && there.getClientRects().length);
}

const open = (root = document) => surveys(root).filter(seen);
const asks = (ms) => until(() => open()[0], ms);

/** The tag, as a page or a tag manager adds it. */
function tag(settings = {}, { to = document.head, src = "/goodword.js" } = {}) {
  const script = Object.assign(document.createElement("script"), { src, async: true });
  Object.assign(script.dataset, { endpoint: "/v1/responses", survey, shadow: "open", ...settings });
  to.append(script);
  return script;
}

/** The loader alone. */
function loader(src = "/goodword.js") {
  return new Promise((resolve) => document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve })));
}

/** An element that is not in a page yet. */
function element(settings = {}) {
  const made = document.createElement("good-word");
  for (const [name, value] of Object.entries({ endpoint: "/v1/responses", survey, shadow: "open", ...settings })) made.setAttribute(name, value);
  return made;
}

/** The queue stub that a page has before the loader comes. */
function stub() {
  window.goodword = function () { (window.goodword.q = window.goodword.q || []).push(arguments); };
}

const button = (host, name) => [...(host.shadowRoot?.querySelectorAll("button") ?? [])].find((one) => one.textContent.trim() === name);

async function click(host, name) {
  const found = await until(() => { const one = button(host, name); return one && !one.disabled && one; });
  if (!found) throw new Error("no button " + name);
  found.click();
  await pause(60);
}

const close = (host) => card(host).querySelector(".close").click();
const radios = (host) => [...(card(host)?.querySelectorAll("input[type=radio]") ?? [])];
const chosen = (host) => radios(host).findIndex((one) => one.checked);

/** Chooses one of the answers, the last of them at most. */
async function choose(host, at) {
  const one = () => radios(host)[Math.min(at, radios(host).length - 1)];
  (await until(one)).click();
  await until(() => one()?.checked);
}

async function write(host, text) {
  const box = await until(() => card(host)?.querySelector("textarea"));
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  await pause(60);
}

/** Answers every question that is left, and sends. */
async function answer(host, at, words = "") {
  for (let step = 0; step < 8; step++) {
    const send = button(host, "Send"), question = card(host)?.innerText;
    if (!send && !card(host)?.querySelector("form")) return;
    if (radios(host).length && chosen(host) < 0) await choose(host, at);
    if (words && card(host).querySelector("textarea")) await write(host, words);
    if (send) return click(host, "Send");
    await click(host, button(host, "Next") ? "Next" : "Skip");
    await until(() => card(host)?.innerText !== question);
  }
}

/** What the endpoint was sent of this situation: id, seq, status of the reply, answers. */
async function posts() {
  return (await (await fetch("/posts")).json()).filter((post) => post.survey === survey);
}

/** Waits until so many whole answers have come. */
const arrived = (count) => until(async () => (await posts()).filter((post) => post.complete).length >= count);

/** A tab of the same visitor's: a frame with a page that has these settings. */
async function tab(settings = {}) {
  const query = encodeURIComponent(JSON.stringify({ endpoint: "/v1/responses", survey, shadow: "open", ...settings }));
  const frame = document.body.appendChild(Object.assign(document.createElement("iframe"), { src: "tab.html?" + query, width: 480, height: 560 }));
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  return frame;
}

const inside = (frame, ms) => until(() => open(frame.contentDocument)[0], ms);

async function reloaded(frame) {
  const loads = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.contentWindow.location.reload();
  await loads;
}

/** Plays the situation that the query names; it ends with whether that went well, and with what was seen. */
function play(situations) {
  const end = (passed, words) => { document.documentElement.dataset.verdict = (passed ? "PASS " : "FAIL ") + words; };
  const begin = async () => {
    const [passed, words] = await situations[situation]();
    await pause(20);
    end(passed && !trouble.length, [words, ...trouble].join("; "));
  };
  begin().catch((error) => end(false, error.stack));
}
