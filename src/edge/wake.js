// What the page says to the sender.

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
