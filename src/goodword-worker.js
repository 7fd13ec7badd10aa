import init, { start } from "./goodword-reader.js";
await init();
start(self);
