//! Forms.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, SubmitEvent};

/// What stands in the field called `name` of the form that is sent. The field is emptied.
pub fn take(event: &SubmitEvent, name: &str) -> Option<String> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let field = form.elements().named_item(name)?.dyn_into::<HtmlInputElement>().ok()?;
    let text = field.value();
    field.set_value("");
    Some(text)
}
