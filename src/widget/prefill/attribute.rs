//! The attribute `answers`: the typed side of `prefill.js`.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::browser::host::Host;
use crate::widget::draft::SavedDraft;

#[wasm_bindgen(module = "/src/widget/prefill.js")]
extern "C" {
    fn usable(host: &HtmlElement) -> bool;
    fn names(host: &HtmlElement) -> Vec<String>;
    fn text(host: &HtmlElement, name: &str) -> Option<String>;
    fn texts(host: &HtmlElement, name: &str) -> Vec<String>;
}

/// The attribute of an element, which is read as a draft is.
pub struct Attribute<'a>(pub &'a Host);

impl Attribute<'_> {
    /// Whether it is an object of answers, or missing.
    pub fn is_usable(&self) -> bool {
        usable(self.0.element())
    }

    /// The ids of the questions that it answers.
    pub fn names(&self) -> Vec<String> {
        names(self.0.element())
    }
}

impl SavedDraft for Attribute<'_> {
    fn part(&self, _: &str, name: &str) -> Option<String> {
        text(self.0.element(), name)
    }

    fn parts(&self, name: &str) -> Vec<String> {
        texts(self.0.element(), name)
    }
}
