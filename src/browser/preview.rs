//! A survey in a frame of its own, so that it has the size of a phone and meets no style of ours: the typed side of
//! `preview.js`.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::callback::callback;

#[wasm_bindgen(module = "/src/browser/preview.js")]
extern "C" {
    fn listen(frame: &Element, tell: &JsValue);
    /// Shows what `text` says, JSON, as soon as the frame is there.
    pub fn show(frame: &Element, text: &str);
}

/// Hears what is chosen in the frame: the id of what was clicked.
pub fn hear(frame: &Element, tell: impl Fn(String) + 'static) {
    listen(frame, &callback(tell));
}
