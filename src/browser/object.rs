//! An object of JavaScript, read by the names of its fields.

use goodword_core::Value;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::fields::Fields;

/// The object.
#[derive(Debug, Clone)]
pub struct Object(pub JsValue);

impl Object {
    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap_or_default()
    }
}

impl Fields for Object {
    fn value(&self, name: &str) -> Option<Value> {
        let value = self.get(name);
        if value.is_null() || value.is_undefined() {
            return None;
        }
        if let Some(text) = value.as_string() {
            return Some(Value::Text(text));
        }
        if let Some(number) = value.as_f64() {
            return Some(whole(number).map_or(Value::Bool(false), Value::Whole));
        }
        Some(Value::Bool(false))
    }
}

/// A number that is whole and exact.
#[allow(
    clippy::cast_possible_truncation,
    clippy::float_cmp,
    clippy::cast_precision_loss,
    reason = "that is what is asked"
)]
fn whole(number: f64) -> Option<i64> {
    let whole = number as i64;
    (whole as f64 == number && number.abs() < 9_007_199_254_740_992.0).then_some(whole)
}
