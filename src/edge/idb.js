// The outbox on disk: one IndexedDB database, written durably before the first request. This file alone knows its shape.

const DATABASE = "goodword", VERSION = 1, OUTBOX = "outbox", ENTRY = 1;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(OUTBOX, { keyPath: "id" });
    request.onerror = reject;
    request.onsuccess = () => resolve(request.result);
  });
}

/** Runs `work` on the store; settles when the transaction is through. */
async function transact(mode, work) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(OUTBOX, mode, { durability: "strict" });
      const request = work(transaction.objectStore(OUTBOX));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = reject;
    });
  } finally {
    // A newer version of us in another tab must not wait for this one.
    database.close();
  }
}

/** Writes an entry. Settles when it is on disk, and fails when it cannot be within `ms`. */
export function save([id, survey, endpoint, type, body], ms) {
  const saved = transact("readwrite", (outbox) => outbox.put({ v: ENTRY, id, survey, endpoint, type, body }));
  return Promise.race([saved, new Promise((_, reject) => setTimeout(reject, ms))]);
}

/** Forgets a delivered entry. */
export function forget(id) {
  return transact("readwrite", (outbox) => outbox.delete(id));
}

/** Every entry that waits. One of a version that this code does not know is left alone. */
export async function waiting() {
  const entries = await transact("readonly", (outbox) => outbox.getAll());
  return entries.filter(({ v }) => v === ENTRY).map(({ id, survey, endpoint, type, body }) => [id, survey, endpoint, type, body]);
}
