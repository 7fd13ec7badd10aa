//! The element in the owner's page that we live in.

use goodword_core::json::Json;
use web_sys::{HtmlElement, ShadowRoot};

use super::page;

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

    /// The element itself.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Its root.
    pub fn root(&self) -> &ShadowRoot {
        &self.root
    }

    /// Name and value of every attribute.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = Vec::new();
        let part = |at, part| page::attribute(&self.element, at, part);
        while let Some(name) = part(attributes.len(), "name") {
            let value = part(attributes.len(), "value");
            attributes.push((name, value.unwrap_or_default()));
        }
        attributes
    }

    /// A property that the page set to a text.
    pub fn property(&self, name: &str) -> Option<String> {
        js_sys::Reflect::get(&self.element, &name.into()).ok()?.as_string()
    }

    /// Gives the root a style sheet. An adopted sheet needs no permission from the page's CSP.
    pub fn adopt(&self, css: &str) {
        page::adopt(&self.root, css);
    }

    /// Takes the owner's fallback away, now that something better is painted.
    pub fn replace_fallback(&self) {
        page::painted(&self.root);
    }

    /// Puts the owner's fallback back, where the survey was.
    pub fn restore_fallback(&self) {
        page::unpainted(&self.root);
    }

    /// Lifts what floats above everything else of the page.
    pub fn surface(&self) {
        page::surface(&self.root);
    }

    /// Tells the page: name, value, name, value …
    pub fn emit(&self, name: &str, detail: &[&str]) {
        page::emit(&self.element, name, &object(detail));
    }

    /// Asks the page whether answers may be sent; fields that go with them become attributes.
    pub fn consult(&self, detail: &[&str]) -> bool {
        page::consult(&self.element, &object(detail))
    }

    /// Says whether a survey is open in it.
    pub fn asking(&self, open: bool) {
        page::asking(&self.element, open);
    }

    /// Leads the visitor back to where they were in the page.
    pub fn leave(&self) {
        page::leave(&self.element);
    }

    /// Shows the card in the owner's colour.
    pub fn accent(&self) {
        let accent = self.attributes().into_iter().find(|(name, _)| name == "accent");
        page::accent(&self.root, &accent.map_or_else(String::new, |(_, color)| color));
    }
}

fn object(detail: &[&str]) -> String {
    Json::object(|json| {
        for pair in detail.chunks_exact(2) {
            if let [name, value] = pair {
                json.text(name, value);
            }
        }
    })
}
