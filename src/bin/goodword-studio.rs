//! The `goodword-studio` binary: the builder.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use goodword::studio::mount;

/// Shows the studio in `place`, inside `root` of `host`.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element) {
    mount::mount(host, root, place);
}

fn main() {}
