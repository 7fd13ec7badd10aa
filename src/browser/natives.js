// What our modules use of the page's globals, as they were when the loader started. `cargo xtask dist` puts these names
// in the place of the globals, so that what a page patches later does not reach us.
const taken = globalThis.goodword?.natives ?? globalThis;

export const { Promise, JSON, Date, fetch, setTimeout, clearTimeout, queueMicrotask, performance, indexedDB } = taken;
