//! The last thing that runs after a panic: the loader takes our elements off the page and shows the fallback.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;

thread_local! {
    static FALLBACK: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `fallback` when this binary has to stop.
pub fn on_abort(fallback: Function) {
    FALLBACK.with(|place| *place.borrow_mut() = Some(fallback));
    wasm_bindgen::handler::set_on_abort(|| {
        if let Some(fallback) = FALLBACK.with(|place| place.try_borrow_mut().ok()?.take()) {
            let _ = fallback.call0(&JsValue::NULL);
        }
    });
}
