//! How a language writes numbers and counts: the typed side of `intl.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/intl.js")]
extern "C" {
    /// The form that a language has for a number: its CLDR plural category.
    pub fn plural(lang: &str, number: f64) -> String;
    /// A number in the digits of a language.
    pub fn number(lang: &str, number: f64) -> String;
}
