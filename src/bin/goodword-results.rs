//! The `goodword-results` binary: the analyst's view.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ShadowRoot};

use goodword::results::mount::MountedResults;

/// Shows the view in `place`, inside `root` of `host`. Our files stand in the folder `base`. Returns a function that
/// takes `"update"`: attributes or the token have changed.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, base: String) -> JsValue {
    let mounted = MountedResults::new(host, root, place, base);
    let tell = move |command: String| {
        if command == "update" {
            mounted.update();
        }
    };
    Closure::<dyn Fn(String)>::new(tell).into_js_value()
}

fn main() {}
