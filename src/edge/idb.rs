//! What is kept in this browser, as the widget needs it. The database itself is known to `idb.js` alone.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::widget::outbox::Entry;

#[wasm_bindgen(module = "/src/edge/idb.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn save(entry: Vec<String>, keep_days: u32, ms: u32) -> Result<JsValue, JsValue>;
    async fn drafted(survey: &str, ms: u32) -> JsValue;
    /// Keeps what is given so far in a survey, soon.
    pub fn draft(survey: &str, texts: Vec<String>);
}

/// Whether the entry, and a copy for so many days, is on disk within `ms` milliseconds.
pub async fn put(entry: &Entry, keep_days: u32, ms: u32) -> bool {
    save(entry.to_fields(), keep_days, ms).await.is_ok()
}

/// What was given in an unfinished survey, if it is found within `ms` milliseconds.
pub async fn unfinished(survey: &str, ms: u32) -> Vec<String> {
    texts(&drafted(survey, ms).await)
}

/// The texts of a list; what is no text is empty.
pub fn texts(list: &JsValue) -> Vec<String> {
    Array::from(list).iter().map(|text| text.as_string().unwrap_or_default()).collect()
}
