// Makes the elements known to Vue's templates: `/// <reference types="goodword/vue" />`.
import type { HTMLAttributes } from "vue";
import type { Attributes, GoodwordEventMap, ResultsAttributes } from "./types.js";

type Listeners = {
  [Name in keyof GoodwordEventMap as `on${Capitalize<Name>}`]?: (event: GoodwordEventMap[Name]) => void;
};

declare module "vue" {
  interface GlobalComponents {
    "good-word": new () => { $props: HTMLAttributes & Attributes & Listeners };
    "good-word-results": new () => { $props: HTMLAttributes & ResultsAttributes };
  }
}
