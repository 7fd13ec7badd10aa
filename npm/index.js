/**
 * Calls the `goodword()` of the page: at once where it is there, else as soon as it comes. On a server nothing happens.
 */
export function goodword(...call) {
  if (typeof document === "undefined") return;
  globalThis.goodword ??= function () {
    (globalThis.goodword.q ??= []).push(arguments);
  };
  return globalThis.goodword(...call);
}

/** Loads `goodword.js` from where a site serves the folder `dist`; an application that is bundled imports "goodword/element". */
export function load(src) {
  return new Promise((resolve, reject) => {
    if (typeof document === "undefined" || globalThis.goodword?.loaded) return resolve();
    const script = document.createElement("script");
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("cannot load " + src));
    script.src = src;
    document.head.append(script);
  });
}
