//! A function of ours that JavaScript calls with a word. There is one kind, because each costs a guest a few hundred bytes.

use wasm_bindgen::prelude::*;

/// Makes the function.
pub fn callback(work: impl Fn(String) + 'static) -> JsValue {
    Closure::<dyn Fn(String)>::new(work).into_js_value()
}
