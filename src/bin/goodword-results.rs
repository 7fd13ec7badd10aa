//! The `goodword-results` binary: the analyst's view.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use goodword::edge::abort;
use goodword::results::mount::Mounted;

/// A view on the page, as the loader sees it.
#[wasm_bindgen]
pub struct Handle(Mounted);

#[wasm_bindgen]
impl Handle {
    /// Reads the element's attributes and its token again.
    pub fn update(&self) {
        self.0.update();
    }

    /// Ends the view.
    pub fn destroy(&self) {
        self.0.destroy();
    }
}

/// Shows the view in `place`, inside `root` of `host`. Our files stand in the folder `base`.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, base: String) -> Handle {
    Handle(Mounted::new(host, root, place, base))
}

/// Calls `fallback` when this binary has to stop.
#[wasm_bindgen]
pub fn on_abort(fallback: js_sys::Function) {
    abort::on_abort(fallback);
}

fn main() {}
