//! The page we are a guest in: the typed side of `page.js`.

use goodword_core::limits;
use goodword_core::object::Unknown;
use goodword_core::response::Context;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

use crate::widget::props::{Address, Told};

#[wasm_bindgen(module = "/src/edge/page.js")]
extern "C" {
    fn resolved(text: &str, part: &str) -> Option<String>;
    fn place() -> String;
    fn device() -> String;
    fn now() -> f64;
    fn elapsed() -> f64;
    #[wasm_bindgen(js_name = random)]
    fn fill(bytes: &mut [u8]);
    pub(super) fn attribute(host: &HtmlElement, at: usize, part: &str) -> Option<String>;
    pub(super) fn adopt(root: &ShadowRoot, css: &str);
    pub(super) fn painted(root: &ShadowRoot);
    pub(super) fn emit(host: &HtmlElement, name: &str, detail: &str);
    pub(super) fn consult(host: &HtmlElement, detail: &str) -> bool;
    pub(super) fn asking(host: &HtmlElement, open: bool);
    pub(super) fn leave(host: &HtmlElement);
    pub(super) fn accent(root: &ShadowRoot, color: &str);
    /// Hears what is done to the elements in `place`, as `On::listen` marks them.
    pub fn hear(place: &Element, tell: &JsValue);
    fn discreet() -> bool;
    /// The host that a URL leads to.
    pub fn hostname(url: &str) -> String;
    #[wasm_bindgen(js_name = focus)]
    fn focus_node(node: &Node);
    /// Puts a text on the clipboard, where the browser allows it.
    pub fn copy(text: &str);
    /// One line for the site owner.
    pub fn warn(line: &str);
}

/// A URL as the page would resolve it.
pub fn resolve(text: &str) -> Option<Address> {
    let part = |name| resolved(text, name);
    Some(Address { href: part("href")?, protocol: part("protocol")?, hostname: part("hostname")? })
}

/// What is told about the page: never its query or fragment, and nothing where the browser asks for privacy.
pub fn context(told: Told, lang: &str) -> Option<Context> {
    if discreet() {
        return None;
    }
    let url = told.url.then(place).filter(|url| url.len() <= limits::URL);
    let locale = told.locale.then(|| lang.to_owned());
    let device = told.device.then(device);
    let some = url.is_some() || locale.is_some() || device.is_some();
    some.then_some(Context { url, locale, device, unknown: Unknown::default() })
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
