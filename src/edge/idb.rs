//! What is kept in this browser, as the widget needs it. The database itself is known to `idb.js` alone.

use wasm_bindgen::prelude::*;

use super::ear::ear;

#[wasm_bindgen(module = "/src/edge/idb.js")]
extern "C" {
    fn save(entry: &str, keep_days: u32, ms: u32, tell: JsValue);
    fn drafted(survey: &str, ms: u32, tell: JsValue);
    /// Keeps what is given so far in a survey, soon.
    pub fn draft(survey: &str, text: &str);
}

/// Writes an entry, and a copy for so many days; `tell` hears whether it is on disk within `ms` milliseconds.
pub fn put(entry: &str, keep_days: u32, ms: u32, tell: impl Fn(bool) + 'static) {
    save(entry, keep_days, ms, ear(move |word| tell(word == "saved")));
}

/// `tell` hears what was given in an unfinished survey; nothing if it is not found within `ms` milliseconds.
pub fn unfinished(survey: &str, ms: u32, tell: impl Fn(String) + 'static) {
    drafted(survey, ms, ear(tell));
}
