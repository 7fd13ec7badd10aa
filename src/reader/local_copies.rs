//! The answers that this browser keeps for its own results.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::File;

#[wasm_bindgen(module = "/src/reader/local_copies.js")]
extern "C" {
    async fn kept() -> JsValue;
}

/// All of them, a response on each line; nothing when there are none.
pub async fn file() -> Option<File> {
    kept().await.dyn_into().ok()
}
