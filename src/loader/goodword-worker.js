import init, { start } from "./goodword-reader.js";
await init({ module_or_path: new URL("goodword-reader_bg.wasm", import.meta.url) });
start(self);
