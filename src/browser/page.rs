//! The page we are a guest in: the typed side of `page.js`.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

use super::callback::callback;
use super::url::Url;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    fn resolved(text: &str, part: &str) -> Option<String>;
    /// The page without its query; empty where it has no address.
    pub fn place() -> String;
    /// The path of the page.
    pub fn path() -> String;
    /// `mobile`, `tablet` or `desktop`.
    pub fn device() -> String;
    fn now() -> f64;
    fn elapsed() -> f64;
    #[wasm_bindgen(js_name = random)]
    fn fill(bytes: &mut [u8]);
    pub(super) fn attribute(host: &HtmlElement, at: usize, part: &str) -> Option<String>;
    pub(super) fn adopt(root: &ShadowRoot, css: &str);
    pub(super) fn painted(root: &ShadowRoot);
    pub(super) fn unpainted(root: &ShadowRoot);
    pub(super) fn surface(root: &ShadowRoot);
    pub(super) fn emit(host: &HtmlElement, name: &str, detail: &str);
    pub(super) fn consult(host: &HtmlElement, detail: &str) -> bool;
    pub(super) fn asking(host: &HtmlElement, open: bool);
    pub(super) fn leave(host: &HtmlElement);
    pub(super) fn accent(root: &ShadowRoot, color: &str);
    /// Hears what is done to the elements in `place`, as `On::listen` marks them.
    pub fn listen(place: &Element, tell: &JsValue);
    /// Whether the browser asks for privacy (Global Privacy Control).
    pub fn discreet() -> bool;
    /// The host that a URL leads to.
    pub fn hostname(url: &str) -> String;
    #[wasm_bindgen(js_name = focus)]
    fn focus_node(node: &Node);
    #[wasm_bindgen(js_name = copy)]
    fn copy_text(text: &str, tell: &JsValue);
    /// One line for the site owner.
    pub fn warn(line: &str);
}

/// A URL as the page would resolve it.
pub fn resolve(text: &str) -> Option<Url> {
    let part = |name| resolved(text, name);
    Some(Url { href: part("href")?, protocol: part("protocol")?, hostname: part("hostname")? })
}

/// The visitor's clock, in Unix milliseconds.
pub fn now_ms() -> u64 {
    whole(now())
}

/// Milliseconds since the page began to load; never runs backwards.
pub fn elapsed_ms() -> u64 {
    whole(elapsed())
}

/// Ten bytes from the browser's cryptographic source.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    fill(&mut bytes);
    bytes
}

/// A number that nobody foresees, uniform over its range.
pub fn chance() -> u32 {
    let [a, b, c, d, ..] = random();
    u32::from_le_bytes([a, b, c, d])
}

/// Puts a text on the clipboard, and tells whether the browser allowed it.
pub fn copy(text: &str, tell: impl Fn(bool) + 'static) {
    copy_text(text, &callback(move |done: String| tell(!done.is_empty())));
}

/// Moves the focus to a node of ours.
pub fn focus(node: Option<Node>) {
    if let Some(node) = node {
        focus_node(&node);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clocks fit, and `as` saturates")]
fn whole(ms: f64) -> u64 {
    ms as u64
}
