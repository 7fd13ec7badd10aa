//! The page we are a guest in.

use goodword_core::limits;
use goodword_core::response::Context;
use web_sys::{Url, window};

use crate::widget::props::{Address, Told};

/// A URL as the page would resolve it.
pub fn resolve(text: &str) -> Option<Address> {
    let base = window()?.document()?.base_uri().ok()??;
    let url = Url::new_with_base(text, &base).ok()?;
    Some(Address { href: url.href(), protocol: url.protocol(), hostname: url.hostname() })
}

/// What is told about the page: never its query or fragment.
pub fn context(told: Told, lang: &str) -> Context {
    let url = || {
        let location = window()?.location();
        Some(format!("{}{}", location.origin().ok()?, location.pathname().ok()?))
    };
    Context {
        url: told.url.then(url).flatten().map(|url| url.chars().take(limits::URL).collect()),
        locale: told.locale.then(|| lang.to_owned()),
        device: told.device.then(|| device().to_owned()),
        ..Context::default()
    }
}

/// By what the pointer can do and how wide the screen is, not by the browser's name.
fn device() -> &'static str {
    let matches =
        |query| window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches());
    match (matches("(pointer: coarse)"), matches("(min-width: 600px)")) {
        (false, _) => "desktop",
        (true, true) => "tablet",
        (true, false) => "mobile",
    }
}

/// Puts a text on the clipboard, where the browser allows it.
pub fn copy(text: &str) {
    if let Some(window) = window() {
        let _ = window.navigator().clipboard().write_text(text);
    }
}

/// One line for the site owner.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&line.into());
}
