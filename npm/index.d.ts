import type { Goodword } from "./types.js";

export type * from "./types.js";

/** Calls the `goodword()` of the page: at once where it is there, else as soon as it comes. On a server nothing happens. */
export declare const goodword: Goodword;

/** Loads `goodword.js` from where a site serves the folder `dist`; an application that is bundled imports "goodword/element". */
export declare function load(src: string | URL): Promise<void>;
