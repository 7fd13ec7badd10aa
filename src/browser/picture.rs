//! Drawings as pictures: the typed side of `picture.js`.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/picture.js")]
extern "C" {
    #[wasm_bindgen(js_name = png)]
    async fn drawn(svg: &str, width: f64, height: f64) -> JsValue;
}

/// Hands over a drawing of so many pixels as PNG, unless the browser cannot draw it.
pub fn png(svg: String, (width, height): (f64, f64), take: impl FnOnce(Blob) + 'static) {
    spawn_local(async move {
        if let Ok(blob) = drawn(&svg, width, height).await.dyn_into::<Blob>() {
            take(blob);
        }
    });
}
