// How a binary starts, in the place of wasm-bindgen's own way, most of which a guest never takes. `module_or_path` is a
// response, a URL, or the promise of one; without it the wasm lies beside this file, and is the one that was made with it.
// Its names are those that wasm-bindgen keeps for itself, because an export may have any other.
let wasm, __wbg_init_promise;

function __wbg_init({ module_or_path } = {}) {
  return (__wbg_init_promise ??= __wbg_load(module_or_path ?? new URL("NAME_bg.wasm", import.meta.url)).catch((error) => {
    // The next one may have more luck.
    __wbg_init_promise = undefined;
    throw error;
  }));
}

async function __wbg_load(source) {
  let response = await source;
  // Not by its class: a response may come from another frame of the page.
  if (!response.headers) response = await fetch(response, { integrity: "INTEGRITY", credentials: "omit" });
  const imports = __wbg_get_imports();
  // A server that does not label wasm as such is forgiven.
  const labelled = response.headers.get("content-type") === "application/wasm";
  const { instance } = await (labelled
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports));
  wasm = instance.exports;
  wasm.__wbindgen_start();
  return wasm;
}
