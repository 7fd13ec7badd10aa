//! The outbox on disk, as the sender needs it. The database itself is known to `idb.js` and `queue.js` alone.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::widget::outbox::{Counts, Waiting};

#[wasm_bindgen(module = "/src/edge/queue.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn waiting() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = forget)]
    async fn remove(id: &str, seq: u32, delivered: u32, lost: u32, told: Vec<u32>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = rewrite)]
    async fn write(
        id: &str,
        seq: u32,
        endpoint: &str,
        key: &str,
        history: &str,
        refused: u32,
    ) -> Result<JsValue, JsValue>;
    async fn counts() -> JsValue;
    /// What a page is told of the outbox: `refused` is id, reason, id, ….
    pub fn status(queued: u32, delivered: u32, lost: u32, refused: Vec<String>) -> JsValue;
    #[wasm_bindgen(js_name = renew)]
    async fn renewed(ms: f64) -> JsValue;
    #[wasm_bindgen(js_name = alone)]
    async fn locked(ms: f64, work: &Closure<dyn FnMut() -> Promise>) -> JsValue;
}

/// Why an entry leaves the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
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
    pub untold: Counts,
}

/// Every entry that waits; nothing where the browser keeps nothing, or no longer does.
pub async fn all() -> Option<Vec<Waiting>> {
    let entries = waiting().await.ok()?;
    Some(Array::from(&entries).iter().filter_map(|text| Waiting::from_text(&text.as_string()?)).collect())
}

/// Forgets an entry; `told` is what the reply has acknowledged. A failure only means that it is sent again, and the id
/// keeps it one response.
pub async fn forget(one: &Waiting, end: End, told: Counts) {
    let (delivered, lost) = (u32::from(end == End::Delivered), u32::from(end == End::Lost));
    let _ = remove(&one.entry.id, one.entry.seq, delivered, lost, vec![told.lost, told.refused]).await;
}

/// Writes an entry's history and address; `refused` counts it among those that were refused for good.
pub async fn rewrite(one: &Waiting, refused: bool) {
    let entry = &one.entry;
    let _ = write(&entry.id, entry.seq, &entry.endpoint, &entry.key, &one.history(), refused.into()).await;
}

/// What has become of the responses so far.
pub async fn ledger() -> Ledger {
    let numbers: Vec<u32> = Array::from(&counts().await).iter().map(|number| whole(&number)).collect();
    let [delivered, lost, refused, lost_told, refused_told] = numbers.try_into().unwrap_or_default();
    let untold = Counts { lost: lost.saturating_sub(lost_told), refused: refused.saturating_sub(refused_told) };
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
