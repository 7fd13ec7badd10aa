//! What a survey needs to know before it is shown: the typed side of `bootstrap.js`.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::browser::callback::callback;
use crate::browser::host::Host;

#[wasm_bindgen(module = "/src/widget/bootstrap.js")]
extern "C" {
    #[wasm_bindgen(js_name = opening)]
    fn find(host: &HtmlElement, tell: JsValue);
    fn again(host: &HtmlElement);
    #[wasm_bindgen(js_name = changed)]
    fn has_changed(host: &HtmlElement) -> bool;
}

/// Whether a setting is another than before.
pub fn changed(host: &Host) -> bool {
    has_changed(host.element())
}

/// Finds the words, and the owner's own questions: now, and whenever they have become others.
pub fn open(host: &Host, tell: impl Fn(String) + 'static) {
    find(host.element(), callback(tell));
}

/// Looks for them again, because settings are others than before.
pub fn open_again(host: &Host) {
    again(host.element());
}
