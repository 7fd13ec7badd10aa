// The answers that this browser keeps for its own results.
import { transact } from "../browser/database.js";

/** All of them as a file, a response on each line; nothing when there are none. What was kept long enough is dropped. */
export async function kept() {
  const now = Date.now(), bodies = [];
  const read = (kept) => {
    kept.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      cursor.value.until > now ? bodies.push(cursor.value.body + "\n") : cursor.delete();
      cursor.continue();
    };
  };
  try {
    await transact(["kept"], "readwrite", read, { create: false });
  } catch { /* where nothing can be kept, nothing is */ }
  return bodies.length ? new File(bodies, "kept.ndjson") : null;
}
