// Makes the elements known to Svelte's templates: `/// <reference types="goodword/svelte" />`.
import type { HTMLAttributes } from "svelte/elements";
import type { Attributes, GoodWordElement, GoodWordResultsElement, GoodwordEventMap, ResultsAttributes } from "./types.js";

type Listeners = {
  [Name in keyof GoodwordEventMap as `on${Name}`]?: (event: GoodwordEventMap[Name]) => void;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "good-word": HTMLAttributes<GoodWordElement> & Attributes & Listeners;
    "good-word-results": HTMLAttributes<GoodWordResultsElement> & ResultsAttributes;
  }
}
