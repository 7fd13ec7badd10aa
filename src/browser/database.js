// What is kept in this browser: one IndexedDB database. This file alone knows its stores.
import { shared } from "./shared.js";

const DATABASE = "goodword";
// The version says nothing: it rises when a store is missing, so that older and newer code share one database.
const STORES = {
  outbox: { keyPath: "id" },
  drafts: { keyPath: "survey" },
  kept: { keyPath: "id" },
  ledger: {},
  quarantine: { autoIncrement: true },
};
const OPEN_MS = 1_000;

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
      database.onversionchange = () => { database.close(); shared.database = null; };
      database.onclose = () => { shared.database = null; };
      if (Object.keys(STORES).every((name) => database.objectStoreNames.contains(name))) return resolve(database);
      database.close();
      create ? resolve(open(create, database.version + 1)) : reject(new Error("not there yet"));
    };
  });
}

/** What `work` comes to, unless it takes longer. */
export function within(ms, work) {
  return Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), ms))]);
}

/** One connection for the page, made when it is first needed and again when it was lost. Some browsers never answer: who comes after the first does not wait for that again. */
export async function connect(create, again = create) {
  if (!shared.database) {
    shared.database = open(create);
    shared.since = Date.now();
    shared.database.catch(() => { shared.database = null; });
  }
  try {
    return await within(Math.max(shared.since + OPEN_MS - Date.now(), 0), shared.database);
  } catch (error) {
    // Whoever only looked may have begun what failed.
    if (again && !shared.database) return connect(create, false);
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
      shared.database = null;
    }
  }
}
