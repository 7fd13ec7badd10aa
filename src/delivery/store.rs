//! The outbox on disk, as the sender needs it: the typed side of `store.js`.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::{Losses, QueuedEntry, VERSION};
use crate::browser::object::Object;
use crate::browser::page;

#[wasm_bindgen(module = "/src/delivery/store.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn waiting(version: f64, read: &Closure<dyn FnMut(JsValue) -> bool>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = forget)]
    async fn remove(id: &str, seq: u32, delivered: u32, lost: u32, told: Vec<u32>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = rewrite)]
    async fn write(id: &str, seq: u32, changes: &str, refused: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = rename)]
    async fn under(id: &str, other: &str) -> Result<JsValue, JsValue>;
    async fn counts() -> JsValue;
    #[wasm_bindgen(js_name = named)]
    async fn remember(endpoint: &str) -> JsValue;
    #[wasm_bindgen(js_name = names)]
    async fn remembers(endpoint: &str) -> JsValue;
    #[wasm_bindgen(js_name = reset)]
    async fn clear() -> JsValue;
    /// What a page is told of the outbox: `refused` is id, reason, id, ….
    pub fn status(queued: u32, delivered: u32, lost: u32, refused: Vec<String>) -> JsValue;
    #[wasm_bindgen(js_name = renew)]
    async fn renewed(ms: f64) -> JsValue;
    #[wasm_bindgen(js_name = alone)]
    async fn locked(ms: f64, work: &Closure<dyn FnMut() -> Promise>) -> JsValue;
}

/// Why an entry leaves the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// The endpoint has it.
    Delivered,
    /// It will never arrive.
    Lost,
    /// It was erased at the endpoint, or was refused there and kept long enough.
    Let,
}

/// What has become of the responses of this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Accepted by their endpoints.
    pub delivered: u32,
    /// Given up.
    pub lost: u32,
    /// What the owner has not been told of yet.
    pub untold: Losses,
}

/// Every entry that waits; nothing where the browser keeps nothing, or no longer does.
#[allow(clippy::cast_precision_loss, reason = "a version is a small number")]
pub async fn all() -> Option<Vec<QueuedEntry>> {
    let now = page::now_ms();
    let understood = Closure::new(move |row| QueuedEntry::read(&Object(row), now).is_some());
    let rows = waiting(VERSION as f64, &understood).await.ok()?;
    Some(Array::from(&rows).iter().filter_map(|row| QueuedEntry::read(&Object(row), now)).collect())
}

/// Forgets an entry; `told` is what the reply has acknowledged. A failure only means that it is sent again, and the id
/// keeps it one response.
pub async fn forget(one: &QueuedEntry, end: Removal, told: Losses) {
    let (delivered, lost) = (u32::from(end == Removal::Delivered), u32::from(end == Removal::Lost));
    let _ = remove(&one.entry.id, one.entry.seq, delivered, lost, vec![told.lost, told.refused]).await;
}

/// Writes what has changed of an entry; `refused` counts it among those that were refused for good.
pub async fn rewrite(one: &QueuedEntry, refused: bool) {
    let _ = write(&one.entry.id, one.entry.seq, &one.changes(), refused.into()).await;
}

/// Keeps what is there under another id, whichever version of the answer that is.
pub async fn rename(id: &str, other: &str) {
    let _ = under(id, other).await;
}

/// Remembers that an endpoint names what it accepts.
pub async fn named(endpoint: &str) {
    remember(endpoint).await;
}

/// Whether an endpoint has ever named what it accepted.
pub async fn names(endpoint: &str) -> bool {
    remembers(endpoint).await.is_truthy()
}

/// Forgets what was begun and not sent.
pub async fn reset() {
    clear().await;
}

/// What has become of the responses so far.
pub async fn ledger() -> Ledger {
    let numbers: Vec<u32> = Array::from(&counts().await).iter().map(|number| whole(&number)).collect();
    let [delivered, lost, refused, lost_told, refused_told] = numbers.try_into().unwrap_or_default();
    let untold = Losses { lost: lost.saturating_sub(lost_told), refused: refused.saturating_sub(refused_told) };
    Ledger { delivered, lost, untold }
}

/// Says that this sender still lives, for so many milliseconds.
#[allow(clippy::cast_precision_loss, reason = "a lease is far below 2^53 milliseconds")]
pub async fn renew(ms: u64) {
    renewed(ms as f64).await;
}

/// Runs `work` while no other tab does.
#[allow(clippy::cast_precision_loss, reason = "a lease is far below 2^53 milliseconds")]
pub async fn alone(ms: u64, work: impl FnMut() -> Promise + 'static) {
    locked(ms as f64, &Closure::new(work)).await;
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and NaN is 0")]
fn whole(number: &JsValue) -> u32 {
    number.as_f64().unwrap_or_default() as u32
}
