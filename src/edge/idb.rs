//! The outbox on disk. The database itself is known to `idb.js` alone.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::widget::outbox::Entry;

#[wasm_bindgen(module = "/src/edge/idb.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn save(entry: Vec<String>, ms: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn forget(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn waiting() -> Result<JsValue, JsValue>;
}

/// Whether the entry is on disk within `ms` milliseconds.
pub async fn put(entry: &Entry, ms: i32) -> bool {
    save(entry.to_fields(), ms).await.is_ok()
}

/// Forgets a delivered entry. A failure only means that it is sent again, and the id keeps it one response.
pub async fn delete(id: &str) {
    let _ = forget(id).await;
}

/// Every entry that waits; none where the browser keeps nothing.
pub async fn all() -> Vec<Entry> {
    let Ok(entries) = waiting().await else { return Vec::new() };
    Array::from(&entries).iter().filter_map(|fields| Entry::from_fields(texts(&fields))).collect()
}

fn texts(list: &JsValue) -> Vec<String> {
    Array::from(list).iter().filter_map(|text| text.as_string()).collect()
}
