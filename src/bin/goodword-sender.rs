//! The `goodword-sender` binary: what takes saved responses to the owner's endpoint. It loads when there is something to
//! send, so that a survey is painted without waiting for it.

use wasm_bindgen::prelude::*;

use goodword::edge::{abort, delivery};

/// Sends one entry of the outbox and says what became of it: `accepted`, `retry` or `refused`.
#[wasm_bindgen]
pub async fn deliver(entry: Vec<String>) -> String {
    delivery::deliver_one(entry).await.to_owned()
}

/// Sends what earlier visits left behind.
#[wasm_bindgen]
pub async fn deliver_waiting() {
    delivery::deliver_waiting().await;
}

/// Calls `fallback` when this binary has to stop.
#[wasm_bindgen]
pub fn on_abort(fallback: js_sys::Function) {
    abort::on_abort(fallback);
}

fn main() {}
