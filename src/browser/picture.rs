//! Drawings as pictures: the typed side of `picture.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/picture.js")]
extern "C" {
    /// Offers a drawing of so many pixels as a PNG file, unless the browser cannot draw it.
    pub fn png(svg: &str, width: f64, height: f64, name: &str);
}
