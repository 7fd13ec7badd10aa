//! What a response says of where it was given.

use goodword_core::limits;
use goodword_core::object::UnknownFields;
use goodword_core::response::Context;

use super::settings::ContextParts;
use crate::browser::page;

/// Of the page, what the owner wants: never its query or fragment, and nothing where the browser asks for privacy.
pub fn context(told: ContextParts, lang: &str) -> Option<Context> {
    if page::discreet() {
        return None;
    }
    let url = told.url.then(page::place).filter(|url| !url.is_empty() && url.len() <= limits::URL);
    let locale = told.locale.then(|| lang.to_owned());
    let device = told.device.then(page::device);
    let some = url.is_some() || locale.is_some() || device.is_some();
    some.then_some(Context { url, locale, device, unknown: UnknownFields::default() })
}
