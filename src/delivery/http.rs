//! One POST to the owner's endpoint: the typed side of `post.js`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{Doubt, Entry, Reply};

#[wasm_bindgen(module = "/src/delivery/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = post)]
    async fn exchange(id: &str, seq: u32, url: &str, kind: &str, body: &str, keepalive: bool, ms: f64) -> JsValue;
    /// Whether the browser believes that there is a network.
    pub fn online() -> bool;
}

/// Sends an entry once, in `ms` milliseconds at most. With `keepalive` the request outlives the page, where there is room
/// for that.
#[allow(clippy::cast_precision_loss, reason = "a time-out is far below 2^53 milliseconds")]
pub async fn post(entry: &Entry, body: &str, keepalive: bool, ms: u64) -> Reply {
    let kind = entry.content_type.word();
    let came = exchange(&entry.id, entry.seq, &entry.endpoint, kind, body, keepalive, ms as f64).await;
    let came = Array::from(&came);
    let mut parts = came.iter();
    match parts.next().and_then(|kind| kind.as_string()).as_deref() {
        Some("redirect") => Reply::Redirect,
        Some("forbidden") => Reply::Forbidden,
        Some("status") => status(&mut parts).unwrap_or(Reply::Nothing),
        _ => Reply::Nothing,
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn status(parts: &mut dyn Iterator<Item = JsValue>) -> Option<Reply> {
    let status = parts.next()?.as_f64()? as u16;
    let mut text = || parts.next().and_then(|text| text.as_string());
    let (id, problem, retry_after, doubt) = (text(), text(), text(), text());
    Some(Reply::Status { status, id, problem, retry_after, doubt: doubt.and_then(|word| Doubt::parse(&word)) })
}
