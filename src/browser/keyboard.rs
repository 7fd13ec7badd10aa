//! From one point of a drawing to the next.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

use super::page;

/// Moves the focus among the siblings of what has it, as the arrow keys, Home and End say.
pub fn follow(event: &KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let parent = here.parent_element();
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => here.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => here.previous_element_sibling(),
        "Home" => parent.and_then(|parent| parent.first_element_child()),
        "End" => parent.and_then(|parent| parent.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    page::focus(next.map(Into::into));
}

/// What stands in the field that changed.
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<HtmlSelectElement>() {
        Ok(select) => select.value(),
        Err(target) => target.dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default(),
    }
}

/// How far the element that scrolled has come, and how high it and what is in it are.
pub fn scrolled(event: &Event) -> (f64, f64, f64) {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.map_or((0.0, 0.0, 0.0), |element| {
        (element.scroll_top().into(), element.client_height().into(), element.scroll_height().into())
    })
}
