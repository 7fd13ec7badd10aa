//! The element in the owner's page that we live in.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, CustomEvent, CustomEventInit, HtmlElement, Node, ShadowRoot};

/// The element and its shadow root.
#[derive(Debug, Clone, PartialEq)]
pub struct Host {
    element: HtmlElement,
    root: ShadowRoot,
}

impl Host {
    /// The element and the root that the loader attached to it.
    pub fn new(element: HtmlElement, root: ShadowRoot) -> Self {
        Self { element, root }
    }

    /// Name and value of every attribute.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let names = self.element.get_attribute_names();
        let pair = |name: JsValue| {
            let name = name.as_string()?;
            let value = self.element.get_attribute(&name)?;
            Some((name, value))
        };
        names.iter().filter_map(pair).collect()
    }

    /// Gives the root a style sheet. An adopted sheet needs no permission from the page's CSP.
    pub fn adopt(&self, css: &str) {
        if let Ok(sheet) = CssStyleSheet::new() {
            let _ = sheet.replace_sync(css);
            self.root.set_adopted_style_sheets(&Array::of1(&sheet));
        }
    }

    /// Takes the owner's fallback away, now that something better is painted.
    pub fn replace_fallback(&self) {
        if let Ok(Some(slot)) = self.root.query_selector("slot") {
            slot.remove();
        }
    }

    /// Tells the page. Returns false when a listener cancelled what was told.
    pub fn emit(&self, name: &str, detail: &[(&str, &str)]) -> bool {
        let values = Object::new();
        for (key, value) in detail {
            let _ = Reflect::set(&values, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(name == "beforesubmit");
        init.set_detail(&values);
        let event = CustomEvent::new_with_event_init_dict(&format!("goodword:{name}"), &init);
        event.and_then(|event| self.element.dispatch_event(&event)).unwrap_or(true)
    }
}

/// Moves the focus to a node of ours.
pub fn focus(node: Option<Node>) {
    if let Some(element) = node.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
