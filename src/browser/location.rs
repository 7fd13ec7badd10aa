//! Addresses as the page would resolve them.

use gloo::events::EventListener;
use web_sys::window;

use super::url::Url;

/// Takes an address apart, as the page would resolve it. Nothing when it is none.
pub fn resolve(text: &str) -> Option<Url> {
    let base = window()?.document()?.base_uri().ok()??;
    let url = web_sys::Url::new_with_base(text, &base).ok()?;
    Some(Url { href: url.href(), protocol: url.protocol(), hostname: url.hostname() })
}

/// Whether an address is on the page's own site.
pub fn is_same_origin(url: &Url) -> bool {
    let ours = window().and_then(|window| window.location().origin().ok());
    let theirs = web_sys::Url::new(&url.href).map(|url| url.origin());
    theirs.is_ok_and(|theirs| ours == Some(theirs))
}

/// What stands behind the `#` of the page's address.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Calls `hear` with what stands there whenever the reader of the page changes it, for as long as the answer is kept.
#[must_use]
pub fn on_fragment(hear: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| hear(fragment())))
}

/// Puts `text` there as a step of the history, so that Back undoes it, and without an event; nothing at all where a page
/// forbids it.
pub fn push_fragment(text: &str) {
    let Some(window) = window() else { return };
    let Ok(page) = window.location().href() else { return };
    let page = page.split('#').next().unwrap_or_default();
    let address = if text.is_empty() { page.to_owned() } else { format!("{page}#{text}") };
    let is_new = window.location().href().is_ok_and(|now| now != address);
    if let Some(history) = window.history().ok().filter(|_| is_new) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}
