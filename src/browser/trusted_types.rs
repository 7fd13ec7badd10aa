//! Trusted Types: a page may demand that addresses of scripts go through a named policy.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The policy's name, for a page that lists those it allows (`trusted-types goodword-worker`).
const POLICY: &str = "goodword-worker";

/// `address` as the page wants addresses of scripts; the text itself where it wants nothing special, or refuses.
pub fn script_address(address: &str) -> JsValue {
    let text = JsValue::from_str(address);
    made(&text).unwrap_or(text)
}

fn made(address: &JsValue) -> Result<JsValue, JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    let rules = Object::new();
    let same = Closure::<dyn Fn(JsValue) -> JsValue>::new(|address| address);
    Reflect::set(&rules, &"createScriptURL".into(), same.as_ref())?;
    let policy = method(&types, "createPolicy")?.call2(&types, &POLICY.into(), &rules)?;
    method(&policy, "createScriptURL")?.call1(&policy, address)
}

fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(object, &name.into())?.dyn_into()
}
