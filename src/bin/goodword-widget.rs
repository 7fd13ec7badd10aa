//! The `goodword-widget` binary: what the loader imports when a survey is wanted.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use goodword::edge::abort;
use goodword::edge::submit::Sender;
use goodword::widget::mount::Mounted;

/// A survey on the page, as the loader sees it.
#[wasm_bindgen]
pub struct Handle(Mounted);

#[wasm_bindgen]
impl Handle {
    /// Reads the element's attributes again.
    pub fn update(&self) {
        self.0.update();
    }

    /// Asks, if the survey was closed.
    pub fn ask(&self) {
        self.0.ask();
    }

    /// Closes the survey.
    pub fn close(&self) {
        self.0.close();
    }
}

/// Shows a survey in `place`, inside `root` of `host`; `send` takes an entry to the sender. `null` when the settings
/// cannot be used; the page was told why.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, send: Sender) -> Option<Handle> {
    Mounted::new(host, root, place, send).map(Handle)
}

/// Calls `fallback` when this binary has to stop.
#[wasm_bindgen]
pub fn on_abort(fallback: Function) {
    abort::on_abort(fallback);
}

fn main() {}
