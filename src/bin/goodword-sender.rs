//! The `goodword-sender` binary: what takes saved responses to the owner's endpoint. It loads when there is something to
//! send, so that a survey is painted without waiting for it.

use std::cell::OnceCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use goodword::browser::object::Object;
use goodword::delivery::Entry;
use goodword::delivery::sender::{Sender, mine};
use goodword::delivery::store;

thread_local! {
    static SENDER: OnceCell<Rc<Sender>> = const { OnceCell::new() };
}

fn sender() -> Option<Rc<Sender>> {
    SENDER.with(|place| place.get().cloned())
}

/// Makes the page's sender. By the loader's `emit` it tells the page of answers that earlier pages left, by `fail` the owner
/// of what only the owner can put right.
#[wasm_bindgen]
pub fn start(emit: JsValue, fail: JsValue) {
    SENDER.with(|place| drop(place.set(Sender::start(emit, fail))));
}

/// Sends an entry of `element`, which waits on disk when it was `saved`; `tell` hears what becomes of it.
#[wasm_bindgen]
pub fn submit(entry: JsValue, saved: bool, element: &JsValue, tell: &JsValue) {
    if let Some((sender, entry)) = sender().zip(Entry::read(&Object(entry))) {
        if entry.seq == 0 {
            return sender.mention(entry);
        }
        mine(&entry.id, entry.seq, element, tell);
        sender.submit(entry, saved);
    }
}

/// Sends what earlier pages left behind.
#[wasm_bindgen]
pub fn resume() {
    if let Some(sender) = sender() {
        sender.resume();
    }
}

/// Forgets what was begun and not sent.
#[wasm_bindgen]
pub async fn reset() {
    store::reset().await;
}

/// `{queued, delivered, lost, refused: [{id, reason}]}`.
#[wasm_bindgen]
pub async fn status() -> JsValue {
    match sender() {
        Some(sender) => sender.status().await,
        None => JsValue::NULL,
    }
}

fn main() {}
