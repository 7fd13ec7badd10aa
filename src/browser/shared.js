// What the binaries of a page share: each has a copy of this file, and all find the same object.
export const shared = globalThis.goodword?.natives ?? {};
