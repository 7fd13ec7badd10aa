// The outbox as the sender sees it.
import { transact } from "./idb.js";

const QUEUE = ["outbox", "ledger", "quarantine"];
const COUNTS = { delivered: 0, lost: 0, refused: 0, lost_told: 0, refused_told: 0 };

const isText = (value) => typeof value === "string";

/** The lines of a row of ours, its history first; nothing for one that is damaged. */
function read({ v, id, seq = 1, survey, endpoint, key = "", type, redirect = "", partial = "", body, queued_at = Date.now(), refusals = 0, not_before = 0, refused = "" }) {
  const texts = [id, survey, endpoint, key, type, redirect, partial, body, refused];
  const numbers = [seq, queued_at, refusals, not_before];
  if (v < 1 || !texts.every(isText) || !numbers.every(Number.isSafeInteger)) return;
  try {
    const response = JSON.parse(body);
    if (response.id !== id || typeof response.answers !== "object") return;
  } catch {
    return;
  }
  return [queued_at, refusals, not_before, refused, id, seq, survey, endpoint, key, type, redirect, partial, body].join("\n");
}

/** Counts in the ledger: `more` is added, name by name. */
function add(ledger, more) {
  ledger.get("counts").onsuccess = ({ target }) => {
    const counts = { ...COUNTS, ...target.result };
    for (const name in more) counts[name] += more[name];
    ledger.put(counts, "counts");
  };
}

/** Every entry that waits. A damaged one is put aside and counted; one of newer code is left alone. Makes no database. */
export async function waiting() {
  const found = [];
  const sort = (outbox, ledger, quarantine) => {
    outbox.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const row = cursor.value, text = row.v > 2 ? null : read(row);
      if (text) found.push(text);
      if (text === undefined) {
        quarantine.add({ at: Date.now(), row });
        cursor.delete();
        add(ledger, { lost: 1 });
      }
      cursor.continue();
    };
  };
  await transact(QUEUE, "readwrite", sort, { create: false });
  return found;
}

/** Changes an entry, unless a later version has taken its place. `history` empty: it is forgotten. */
function change(id, seq, work, more) {
  return transact(["outbox", "ledger"], "readwrite", (outbox, ledger) => {
    outbox.get(id).onsuccess = ({ target: { result: row } }) => {
      if (row && (row.seq ?? 1) === +seq) work(outbox, row);
    };
    add(ledger, more);
    // Where the site's data was cleared, there is nothing to change.
  }, { create: false });
}

/** Forgets an entry, and counts why. */
export function forget(id, seq, delivered, lost, told) {
  const [lost_told, refused_told] = told;
  return change(id, seq, (outbox) => outbox.delete(id), { delivered, lost, lost_told, refused_told });
}

/** Writes an entry's history and address. */
export function rewrite(id, seq, endpoint, key, history_lines, counted) {
  const [queued_at, refusals, not_before, refused] = history_lines.split("\n");
  const history = { v: 2, seq: +seq, endpoint, key, queued_at: +queued_at, refusals: +refusals, not_before: +not_before, refused };
  return change(id, seq, (outbox, row) => outbox.put({ redirect: "", partial: "", ...row, ...history }), { refused: counted });
}

/** Delivered, lost, refused, and how many of the last two the owner has been told of. Zeros without a database. */
export async function counts() {
  try {
    const found = await transact(["ledger"], "readonly", (ledger) => ledger.get("counts"), { create: false });
    return Object.values({ ...COUNTS, ...found }).map(Number);
  } catch {
    return Object.values(COUNTS);
  }
}

/** What `goodword("status")` tells. `refused` is id, reason, id, …. */
export function status(queued, delivered, lost, refused) {
  const pairs = Array.from({ length: refused.length / 2 }, (_, at) => ({ id: refused[2 * at], reason: refused[2 * at + 1] }));
  return { queued, delivered, lost, refused: pairs };
}

const LOCK = "goodword";
const owner = Math.random();

/** Takes the lease when nobody holds it, or whoever does has been silent for `ms`, or always with `force`. */
async function claim(ms, force) {
  let mine;
  await transact(["ledger"], "readwrite", (ledger) => {
    ledger.get("lease").onsuccess = ({ target: { result: lease } }) => {
      const now = Date.now();
      // A lease that ends later than any could is of a clock that has been set since.
      mine = force || !lease || lease.owner === owner || lease.until < now || lease.until > now + ms;
      if (mine) ledger.put({ owner, until: now + ms }, "lease");
    };
  }, { create: false });
  return mine;
}

/** Says that this sender still lives. */
export function renew(ms) {
  return claim(ms, true).catch(() => {});
}

function release() {
  return transact(["ledger"], "readwrite", (ledger) => {
    ledger.get("lease").onsuccess = ({ target: { result: lease } }) => lease?.owner === owner && ledger.delete("lease");
  }, { create: false }).catch(() => {});
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function leased(ms, work) {
  while (!(await claim(ms).catch(() => true))) await sleep(ms / 20);
  await work();
  await release();
}

/** Runs `work` while no other tab does: by a Web Lock, which ends with its tab; a frozen tab's is taken after `ms` of silence. Without locks, by a lease on disk. */
export async function alone(ms, work) {
  const held = async () => { await renew(ms); await work(); await release(); };
  for (;;) {
    let started;
    const abort = new AbortController(), timer = setTimeout(() => abort.abort(), ms);
    try {
      return await navigator.locks.request(LOCK, { signal: abort.signal }, () => { started = true; clearTimeout(timer); return held(); });
    } catch {
      clearTimeout(timer);
      if (started) return;
      if (!abort.signal.aborted) return leased(ms, work);
      if (await claim(ms).catch(() => true)) return navigator.locks.request(LOCK, { steal: true }, held).catch(() => {});
    }
  }
}
