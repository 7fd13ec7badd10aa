// Save first, then send. It comes with the sender, once a survey is shown; Send waits for it to be there.
import { connect, transact, within } from "../browser/database.js";
import { freeze } from "./leaving.js";
import { shared } from "../browser/shared.js";
import { drafting, rows } from "./drafts.js";

const MOST = 200, MOST_BYTES = 5e6;
const DAY = 86_400_000;
// How long a visitor waits for the disk before the answer is sent without it.
const SAVE_MS = 1_000;
let full;

/** Whether the outbox holds as many responses as one site may keep in one browser. */
async function isFull() {
  const entries = await transact(["outbox"], "readonly", (outbox) => outbox.getAll(), { create: false });
  return entries.length >= MOST || entries.reduce((sum, { body }) => sum + (body?.length || 0), 0) > MOST_BYTES;
}

function put(entry, days, again) {
  const { id, seq, survey, endpoint, partial, body } = entry, now = Date.now();
  const write = (outbox, drafts, kept) => {
    const row = { ...entry, queued_at: now, refusals: 0, not_before: 0, refused: "" };
    // The second attempt may come after a newer version was put there.
    if (again) return outbox.get(id).onsuccess = ({ target: { result } }) => result?.seq > seq || outbox.put(row);
    if (endpoint) outbox.put(row);
    if (days) kept.put({ id, survey, until: now + days * DAY, body });
    if (!partial && rows[id]) drafts.delete(rows[id]);
    // Not when the page is told of the success, but now: it may be closed before.
    outbox.transaction.commit?.();
  };
  return transact(["outbox", "drafts", "kept"], "readwrite", write, { durability: "strict" });
}

async function saved(entry, days) {
  if (full) throw new Error("full");
  try {
    await put(entry, days);
  } catch {
    // Half-finished surveys make room for a finished one.
    await transact(["drafts"], "readwrite", (drafts) => drafts.clear());
    await put(entry, days, entry.endpoint && !days);
  }
  isFull().then((is) => { full = is; }, () => {});
}

/**
 * Saves an entry, for some days a copy for this browser's own results, and hands it to `send`. Tells "saved" when it is on
 * disk, which it may not be in time; then what becomes of it. `body` goes out at once if the page is left before.
 */
function submit(send, json, body, days, save, tell) {
  const entry = JSON.parse(json), { id, seq, endpoint, type, partial } = entry;
  if (!partial) {
    clearTimeout(drafting[id]?.timer);
    delete drafting[id];
  }
  if (endpoint) freeze(id, seq, endpoint, type, body);
  const kept = save ? within(SAVE_MS, saved(entry, days)) : Promise.resolve();
  kept.then(() => true, () => false).then((is) => {
    if (is) tell("saved");
    // What is only kept here has arrived when it is saved.
    endpoint ? send(entry, is, tell) : tell(is ? "accepted" : "waiting");
  });
}

/** What Send needs is open before Send: a page may be left in the same click. */
function prepare() {
  full ?? connect(true).then(isFull).then((is) => { full = is; }, () => {});
}

/** Puts it where the widget finds it. */
export function register() {
  Object.assign(shared, { submit, prepare });
}
register();
