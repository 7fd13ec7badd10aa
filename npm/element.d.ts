export type { GoodWordElement } from "./types.js";
