// What the page says to the sender, and what the sender says to the page.

const own = {};

/** Remembers whose answer this is: its element, and who hears what becomes of it. */
export function mine(id, seq, element, tell) {
  own[id] = { seq, element, tell };
}

/** The same answer goes on under another id, and so does its survey. */
export function renamed(id, other) {
  own[other] = own[id];
  own[id]?.tell?.("id " + other);
}

/** What became of an answer, told to its survey and to its page; an older version says nothing for a newer one. With a reason, it is the owner's to put right. */
export function report(emit, fail, word, id, seq, survey, why) {
  const one = own[id], { element, tell } = one ?? {}, detail = { id, survey };
  if (why) return fail(why, element, word, detail);
  if (one && one.seq !== seq) return;
  tell?.(word);
  if (word === "accepted") emit(element?.isConnected ? element : document, "delivered", detail);
}

/** Survey, place, endpoint, key, and a word where it sends nothing itself; of each survey on this page, as they are today. */
export function homes() {
  const get = (element, name) => element.getAttribute(name) || "", mode = (element) => get(element, "mode");
  const read = (element) => [
    get(element, "survey") || "default",
    /popover|modal|tab/.test(mode(element)) ? "" : location.pathname,
    get(element, "endpoint"), get(element, "key"),
    mode(element) === "iframe" || element.hasAttribute("preview") && get(element, "preview") !== "off" ? "silent" : "",
  ];
  const there = globalThis.goodword?.natives?.elements ?? document.querySelectorAll("good-word");
  return [...there].filter((element) => element.hasAttribute("endpoint")).flatMap(read);
}

/** Calls `online` when the connection is back, and `seen` when the page is looked at again. */
export function wake(online, seen) {
  addEventListener("online", online);
  addEventListener("pageshow", (event) => event.persisted && online());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && seen());
}
