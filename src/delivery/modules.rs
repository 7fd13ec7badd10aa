//! JavaScript that other JavaScript of this room imports. wasm-bindgen takes along what Rust names, and that alone.

#![allow(dead_code, reason = "naming them is all that is wanted")]

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/delivery/http.js")]
extern "C" {
    fn exchange(url: &str) -> JsValue;
}

#[wasm_bindgen(module = "/src/delivery/leaving.js")]
extern "C" {
    fn thaw(id: &str, seq: u32) -> JsValue;
}

#[wasm_bindgen(module = "/src/delivery/drafts.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = drafting)]
    static DRAFTING: JsValue;
}

#[wasm_bindgen(module = "/src/delivery/form.js")]
extern "C" {
    fn form(json: &str) -> JsValue;
}
