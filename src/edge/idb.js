// What is kept in this browser: one IndexedDB database. This file alone knows its shape.

const DATABASE = "goodword", ENTRY = 2;
// The version says nothing: it rises when a store is missing, so that older and newer code share one database.
const STORES = {
  outbox: { keyPath: "id" },
  drafts: { keyPath: "survey" },
  kept: { keyPath: "id" },
  ledger: {},
  quarantine: { autoIncrement: true },
};
const MOST = 200, MOST_BYTES = 5e6;
const DAY = 86_400_000;
const drafting = {};
const OPEN_MS = 1_000;
let connection, since, full;

/** Opens the database; makes it only when `create` says so. */
function open(create, version) {
  return new Promise((resolve, reject) => {
    const request = version ? indexedDB.open(DATABASE, version) : indexedDB.open(DATABASE);
    request.onupgradeneeded = () => {
      if (!create) return request.transaction.abort();
      const there = request.result.objectStoreNames;
      for (const name in STORES) if (!there.contains(name)) request.result.createObjectStore(name, STORES[name]);
    };
    request.onerror = (event) => {
      event.preventDefault();
      // Another tab was quicker, and went further.
      request.error.name === "VersionError" ? resolve(open(create)) : reject(request.error);
    };
    request.onsuccess = () => {
      const database = request.result;
      // Another tab that adds a store must not wait for this one.
      database.onversionchange = () => { database.close(); connection = null; };
      database.onclose = () => { connection = null; };
      if (Object.keys(STORES).every((name) => database.objectStoreNames.contains(name))) return resolve(database);
      database.close();
      create ? resolve(open(create, database.version + 1)) : reject(new Error("not there yet"));
    };
  });
}

/** One connection for the page, made when it is first needed and again when it was lost. Some browsers never answer: who comes after the first does not wait for that again. */
async function connect(create, again = create) {
  if (!connection) {
    connection = open(create);
    since = Date.now();
    connection.catch(() => { connection = null; });
  }
  try {
    return await within(Math.max(since + OPEN_MS - Date.now(), 0), connection);
  } catch (error) {
    // Whoever only looked may have begun what failed.
    if (again && !connection) return connect(create, false);
    throw error;
  }
}

/** Runs `work` on the stores; settles when the transaction is through. Once more when the connection was lost. */
export async function transact(names, mode, work, { create = true, durability = "relaxed" } = {}) {
  for (let again = true; ; again = false) {
    const database = await connect(create);
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(names, mode, { durability });
        const request = work(...names.map((name) => transaction.objectStore(name)));
        transaction.oncomplete = () => resolve(request?.result);
        transaction.onabort = () => reject(transaction.error || new Error("given up"));
      });
    } catch (error) {
      if (!again || error.name === "QuotaExceededError") throw error;
      connection = null;
    }
  }
}

/** Whether the outbox holds as many responses as one site may keep in one browser. */
async function isFull() {
  const entries = await transact(["outbox"], "readonly", (outbox) => outbox.getAll(), { create: false });
  return entries.length >= MOST || entries.reduce((sum, { body }) => sum + (body?.length || 0), 0) > MOST_BYTES;
}

function put(entry, days) {
  const [id, seq, survey, endpoint, key, type, redirect, partial, body] = entry;
  const now = Date.now();
  const write = (outbox, drafts, kept) => {
    if (endpoint) outbox.put({ v: ENTRY, id, seq: +seq, survey, endpoint, key, type, redirect, partial, body, queued_at: now, refusals: 0, not_before: 0, refused: "" });
    if (days) kept.put({ id, survey, until: now + days * DAY, body });
    if (!partial) drafts.delete(survey);
    // Not when the page is told of the success, but now: it may be closed before.
    outbox.transaction.commit?.();
  };
  return transact(["outbox", "drafts", "kept"], "readwrite", write, { durability: "strict" });
}

async function saved(entry, days) {
  if (full) throw new Error("full");
  try {
    await put(entry, days);
  } catch (error) {
    // Half-finished surveys make room for a finished one.
    await transact(["drafts"], "readwrite", (drafts) => drafts.clear());
    await put(entry, days);
  }
  isFull().then((is) => { full = is; }, () => {});
}

function within(ms, work) {
  return Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), ms))]);
}

/** Writes an entry, a line for each field, and for some days a copy for this browser's own results. Tells "saved" when both are on disk, and nothing when they are not within `ms`. */
export function save(text, days, ms, tell) {
  const entry = text.split("\n");
  if (!entry[7]) clearTimeout(drafting[entry[2]]);
  within(ms, saved(entry, days)).then(() => tell("saved"), () => tell(""));
}

/** Keeps what is given so far, a moment after the last of several changes. */
export function draft(survey, text) {
  clearTimeout(drafting[survey]);
  const write = () => transact(["drafts"], "readwrite", (drafts) => drafts.put({ survey, at: Date.now(), text })).catch(() => {});
  drafting[survey] = setTimeout(write, 300);
  // What Send needs is open before Send: a page may be left in the same click.
  full ?? connect(true).then(isFull).then((is) => { full = is; }, () => {});
}

/** Tells what was given in an unfinished survey; nothing when there is none, or none is found within `ms`. Makes no database. */
export function drafted(survey, ms, tell) {
  const read = transact(["drafts"], "readonly", (drafts) => drafts.get(survey), { create: false });
  within(ms, read).then((found) => tell(found && found.at > Date.now() - 30 * DAY ? String(found.text) : ""), () => tell(""));
}
