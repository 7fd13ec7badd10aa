// The outbox as the sender sees it. Which fields an entry has is known in Rust alone: here they are copied.
import { transact } from "../browser/database.js";

const QUEUE = ["outbox", "ledger", "quarantine"];
const COUNTS = { delivered: 0, lost: 0, refused: 0, lost_told: 0, refused_told: 0 };

/** Whether the body of a row is the response that it says it is. */
function isSound({ id, body }) {
  try {
    const response = JSON.parse(body);
    return response.id === id && typeof response.answers === "object";
  } catch {}
}

/** Counts in the ledger: `more` is added, name by name. */
function add(ledger, more) {
  ledger.get("counts").onsuccess = ({ target }) => {
    const counts = { ...COUNTS, ...target.result };
    for (const name in more) counts[name] += more[name];
    ledger.put(counts, "counts");
  };
}

/** Every row that waits, as `read` understands it. One that is damaged is put aside and counted; one of newer code is left alone. Makes no database. */
export async function waiting(version, read) {
  const found = [];
  const sort = (outbox, ledger, quarantine) => {
    outbox.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const row = cursor.value;
      if (!(row.v > version)) {
        if (!(row.v < 1) && isSound(row) && read(row)) {
          found.push(row);
        } else {
          quarantine.add({ at: Date.now(), row });
          cursor.delete();
          add(ledger, { lost: 1 });
        }
      }
      cursor.continue();
    };
  };
  await transact(QUEUE, "readwrite", sort, { create: false });
  return found;
}

/** Changes an entry, where its row holds `fits` for the seq of the row. */
function change(id, fits, work, more) {
  return transact(["outbox", "ledger"], "readwrite", (outbox, ledger) => {
    outbox.get(id).onsuccess = ({ target: { result: row } }) => {
      if (row && fits(row.seq ?? 1)) work(outbox, row);
    };
    add(ledger, more);
    // Where the site's data was cleared, there is nothing to change.
  }, { create: false });
}

/** Forgets an entry and what it has taken the place of, and counts why. A later version stays. */
export function forget(id, seq, delivered, lost, told) {
  const [lost_told, refused_told] = told;
  return change(id, (there) => there <= seq, (outbox) => outbox.delete(id), { delivered, lost, lost_told, refused_told });
}

/** Writes what has changed of an entry; unless a later version has taken its place. */
export function rewrite(id, seq, changes, counted) {
  const write = (outbox, row) => outbox.put({ redirect: "", partial: "", ...row, v: 2, seq, ...JSON.parse(changes) });
  return change(id, (there) => there === seq, write, { refused: counted });
}

/** Keeps what is there under another id, whichever version it is: somebody else's answers have this one. */
export function rename(id, other) {
  const write = (outbox, row) => {
    outbox.delete(id);
    outbox.put({ ...row, id: other, body: row.body.replace(id, other), renewed: 1 });
  };
  return change(id, () => true, write, {});
}

/** Endpoints that have ever named an answer of this browser: a text for each. */
const NAMED = "named ";

/** Remembers that an endpoint names what it accepts. */
export function named(endpoint) {
  return transact(["ledger"], "readwrite", (ledger) => ledger.put(1, NAMED + endpoint), { create: false }).catch(() => {});
}

/** Whether an endpoint has ever done so. */
export async function names(endpoint) {
  return transact(["ledger"], "readonly", (ledger) => ledger.get(NAMED + endpoint), { create: false }).then(Boolean, () => false);
}

/** Forgets every draft. */
export function reset() {
  return transact(["drafts"], "readwrite", (drafts) => drafts.clear(), { create: false }).catch(() => {});
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
