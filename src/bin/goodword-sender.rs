//! The `goodword-sender` binary: what takes saved responses to the owner's endpoint. It loads when there is something to
//! send, so that a survey is painted without waiting for it.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use goodword::edge::abort;
use goodword::edge::delivery::{Sender, Tell};
use goodword::widget::outbox::Entry;

thread_local! {
    static SENDER: OnceCell<Rc<Sender>> = const { OnceCell::new() };
}

fn sender() -> Option<Rc<Sender>> {
    SENDER.with(|place| place.get().cloned())
}

/// Makes the page's sender; `tell` hears what becomes of each entry.
#[wasm_bindgen]
pub fn start(tell: Tell) {
    SENDER.with(|place| drop(place.set(Sender::start(tell))));
}

/// Sends an entry, which waits on disk when it was `saved`.
#[wasm_bindgen]
pub fn submit(entry: &str, saved: bool) {
    if let Some((sender, entry)) = sender().zip(Entry::from_text(entry)) {
        if entry.seq == 0 { sender.mention(entry) } else { sender.submit(entry, saved) }
    }
}

/// Sends what earlier pages left behind.
#[wasm_bindgen]
pub fn resume() {
    if let Some(sender) = sender() {
        sender.resume();
    }
}

/// `{queued, delivered, lost, refused: [{id, reason}]}`.
#[wasm_bindgen]
pub async fn status() -> JsValue {
    match sender() {
        Some(sender) => sender.status().await,
        None => JsValue::NULL,
    }
}

/// Calls `fallback` when this binary has to stop.
#[wasm_bindgen]
pub fn on_abort(fallback: Function) {
    abort::on_abort(fallback);
}

fn main() {}
