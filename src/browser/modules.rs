//! JavaScript that other JavaScript imports. wasm-bindgen takes along what Rust names, and that alone.

#![allow(dead_code, reason = "naming them is all that is wanted")]

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/database.js")]
extern "C" {
    fn within(ms: u32, work: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/browser/shared.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = shared)]
    static SHARED: JsValue;
}
