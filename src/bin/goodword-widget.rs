//! The `goodword-widget` binary: what the loader imports when the usual questions are wanted.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use goodword::delivery::client::SendFunction;
use goodword::widget::mount;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Shows a survey in `place`, inside `root` of `host`; `send` takes an entry to the sender. Returns a function that takes
/// `"update"` (attributes changed), `"ask"` or `"close"`; `undefined` when the settings cannot be used, and then the page
/// was told why.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, send: SendFunction) -> JsValue {
    mount::mount(host, root, place, send)
}

fn main() {}
