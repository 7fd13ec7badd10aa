// What a survey answers to beside clicks: digits, Enter and Escape, a touch on the bar, and the keyboard on the screen. It is
// loaded once something is painted, because nobody is faster than that.

/** How long a touched answer is seen before the next question comes, in milliseconds. */
const SEEN_MS = 160;

/** The roots of the surveys that are painted; those that have left the page are forgotten with their elements. */
let roots = [];

/** Hears the keys in a root, once. */
export function hear(root) {
  if (!roots.length) addEventListener("keydown", away);
  roots = roots.filter((one) => one.deref()?.host.isConnected);
  roots.push(new WeakRef(root));
  let touched, onward;
  root.addEventListener("pointerdown", () => touched = true);
  root.addEventListener("keydown", (event) => touched = shortcut(event));
  root.addEventListener("focusin", minded);
  root.addEventListener("change", ({ target }) => {
    // A touch on an answer of the bar is enough to go on. The bar grows in the next moment, so it is asked now.
    if (!touched || target.type !== "radio" || !getComputedStyle(target).getPropertyValue("--bar")) return;
    clearTimeout(onward);
    onward = setTimeout(() => target.form?.requestSubmit(), SEEN_MS);
  }, { capture: true });
}

/** A digit chooses among answers, and Enter on a question goes on. */
function shortcut({ target, key, ctrlKey, metaKey, altKey }) {
  const step = target.closest(".step");
  if (!step || ctrlKey || metaKey || altKey || target.matches("textarea,.line,a")) return;
  const all = [...step.querySelectorAll("input:not(.line)")];
  const one = /^\d$/.test(key) && (all.find(({ value }) => value === key) ?? all[key - 1]);
  if (one) one.focus(), one.click();
  if (key === "Enter" && target.localName === "h2") step.closest("form").requestSubmit();
}

/** Escape closes a survey that floats from anywhere, unless the page had a use for it. */
function away(event) {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  for (const root of roots.map((one) => one.deref())) {
    const card = root?.host.isConnected && !event.composedPath().includes(root.host) && root.querySelector("section[role=dialog]");
    card && card.dispatchEvent(new KeyboardEvent("keydown", event));
  }
}

/** While a field is written in, a card at the foot of the screen stands above the keyboard. */
function minded({ target }) {
  const card = target.closest(".card"), view = globalThis.visualViewport;
  if (!card || !view || !target.matches("textarea,.line")) return;
  const fit = () => {
    const left = !card.isConnected || target.getRootNode().activeElement !== target;
    if (left) view.removeEventListener("resize", fit);
    // Whoever has zoomed in sees a part of the page, and no keyboard.
    const covered = left || view.scale > 1.01 ? 0 : Math.max(innerHeight - view.height - view.offsetTop, 0);
    card.style.setProperty("--covered", covered + "px");
  };
  view.addEventListener("resize", fit);
  target.addEventListener("blur", () => setTimeout(fit), { once: true });
  fit();
}
