//! Where answers, and the clicks of a visitor, may go.

use crate::browser::url::Url;

/// An absolute URL that a visitor's answers or clicks may go to: `https:`, or `http:` on this machine. Otherwise the rule
/// that it breaks.
pub fn link(text: &str, resolve: impl Fn(&str) -> Option<Url>) -> Result<String, &'static str> {
    web(resolve(text), "must be an https: URL")
}

/// The same of a way to a person, which may also lead to a letter or a call.
pub fn person(text: &str, resolve: impl Fn(&str) -> Option<Url>) -> Result<String, &'static str> {
    match resolve(text) {
        Some(Url { href, protocol, .. }) if matches!(protocol.as_str(), "mailto:" | "tel:" | "sms:") => Ok(href),
        url => web(url, "must be an https:, mailto:, tel: or sms: URL"),
    }
}

fn web(url: Option<Url>, rule: &'static str) -> Result<String, &'static str> {
    let Some(Url { href, protocol, hostname }) = url else { return Err("is no URL") };
    let local = matches!(hostname.as_str(), "localhost" | "127.0.0.1" | "[::1]") || hostname.ends_with(".localhost");
    match protocol.as_str() {
        "https:" => Ok(href),
        "http:" if local => Ok(href),
        "http:" => Err("must be https: (http: is for localhost only)"),
        _ => Err(rule),
    }
}
