//! One POST to the owner's endpoint.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::widget::outbox::{Entry, Reply};

/// Above this a browser refuses `keepalive`; all requests of a page share 64 KiB of it.
const KEEPALIVE_BYTES: usize = 60_000;

#[wasm_bindgen(module = "/src/edge/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = post)]
    async fn exchange(url: &str, content_type: &str, body: &str, keepalive: bool, ms: f64) -> JsValue;
}

/// Sends an entry once, in `ms` milliseconds at most.
#[allow(clippy::cast_precision_loss, reason = "a time limit is far below 2^53 milliseconds")]
pub async fn post(entry: &Entry, body: &str, ms: u64) -> Reply {
    let keepalive = body.len() <= KEEPALIVE_BYTES;
    let came = exchange(&entry.endpoint, entry.content_type.header(), body, keepalive, ms as f64).await;
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
    let (id, problem, retry_after) = (text(), text(), text());
    Some(Reply::Status { status, id, problem, retry_after })
}
