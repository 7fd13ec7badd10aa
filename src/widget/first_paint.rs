//! The first question before the wasm is there: the typed side of `first_paint.js`.

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use crate::features::CUSTOM_SURVEYS;

#[wasm_bindgen(module = "/src/widget/first_paint.js")]
extern "C" {
    #[wasm_bindgen(js_name = dress)]
    fn dress_with(root: &ShadowRoot, css: &str);
}

// A site's glue holds it: what is painted before the wasm is there needs it.
const STYLES: &str = if cfg!(texts_apart) {
    ""
} else if CUSTOM_SURVEYS {
    concat!(include_str!("../../styles/widget.css"), include_str!("../../styles/widget-own.css"))
} else {
    include_str!("../../styles/widget.css")
};

/// Gives a root the style sheet of the surveys. An adopted sheet needs no permission from the page's CSP.
pub fn dress(root: &ShadowRoot) {
    dress_with(root, STYLES);
}
