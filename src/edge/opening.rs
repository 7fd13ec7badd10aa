//! What a survey needs to know before it is shown: the typed side of `opening.js`.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::ear::ear;

#[wasm_bindgen(module = "/src/edge/opening.js")]
extern "C" {
    #[wasm_bindgen(js_name = opening)]
    fn find(host: &HtmlElement, tell: JsValue);
    /// Whether a setting is another than before.
    pub(super) fn changed(host: &HtmlElement) -> bool;
    /// The form that a language has for a number: its CLDR plural category.
    pub fn plural(lang: &str, number: f64) -> String;
    /// A number in the digits of a language.
    pub fn number(lang: &str, number: f64) -> String;
}

/// Finds the words, and the owner's own questions.
pub(super) fn opening(host: &HtmlElement, tell: impl Fn(String) + 'static) {
    find(host, ear(tell));
}
