// What the page says to the sender, and what the sender says to the page.

const own = {};

/** Remembers whose answer this is: its element, and who hears what becomes of it. */
export function mine(id, element, tell) {
  own[id] = { element, tell };
}

/** What became of an answer, told to its survey; one from an earlier page is told of to this one. With a reason, it is the owner's to put right. */
export function told(emit, fail, word, id, survey, why) {
  const { element, tell } = own[id] ?? {}, detail = { id, survey };
  if (why) fail(why, element, word, detail);
  else if (tell) tell(word);
  else if (word === "accepted") emit(document, "delivered", detail);
}

/** Survey, endpoint, key, survey, … of the surveys on this page, as they are today. */
export function addresses() {
  const read = (element) => [element.getAttribute("survey") || "default", element.getAttribute("endpoint"), element.getAttribute("key") || ""];
  return Array.from(document.querySelectorAll("good-word[endpoint]"), read).flat();
}

/** Calls `online` when the connection is back, and `seen` when the page is looked at again. */
export function wake(online, seen) {
  addEventListener("online", online);
  addEventListener("pageshow", (event) => event.persisted && online());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && seen());
}
