// What is frozen and not yet sent goes out at once when the page is left: most visitors never come back to a site. The id
// makes a second copy of it harmless.
import { exchange } from "./http.js";
import { shared } from "../browser/shared.js";

// One binary of a page freezes, another sends.
const frozen = shared.frozen ??= new Map();

/** Remembers what is to be sent; a newer version takes the place of an older one. */
export function freeze(id, seq, url, type, body) {
  frozen.set(id, { seq, url, type, body });
}

/** Gives what was remembered to the sender: the reply to what went out meanwhile, if it did, and to the address of today. */
export function thaw(id, seq, url) {
  const one = frozen.get(id);
  if (one?.seq !== seq) return;
  frozen.delete(id);
  if (one.url === url) return one.reply;
}

function leave() {
  for (const one of frozen.values()) {
    one.reply ??= exchange(one.url, one.type, one.body, true, 30_000);
    one.reply.catch(() => {});
  }
}

if (!shared.leaves) {
  shared.leaves = true;
  addEventListener("pagehide", leave);
  for (const type of ["visibilitychange", "freeze"]) document.addEventListener(type, () => document.visibilityState === "hidden" && leave());
}
