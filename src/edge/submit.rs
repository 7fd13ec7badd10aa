//! The widget's half of delivery: save first, then hand over to the sender.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::idb;
use super::promise::spawn;
use crate::widget::outbox::{Entry, Verdict};
use crate::widget::state::Action;

/// How long a visitor waits for the disk before the answer is sent without it.
const SAVE_MS: i32 = 1_000;

#[wasm_bindgen]
extern "C" {
    /// The loader's function that loads the sender and gives it an entry.
    #[derive(Debug, Clone, PartialEq)]
    pub type Sender;

    #[wasm_bindgen(method, js_name = call)]
    fn send(this: &Sender, receiver: &JsValue, entry: Vec<String>) -> Promise;
}

impl Sender {
    /// Saves an entry, then sends it. `tell` hears what became of it.
    pub fn submit(self, entry: Entry, tell: impl Fn(Action) + 'static) {
        spawn(async move {
            if idb::put(&entry, SAVE_MS).await {
                tell(Action::Saved);
            }
            let outcome = JsFuture::from(self.send(&JsValue::NULL, entry.to_fields())).await.ok();
            let verdict = outcome.and_then(|word| Verdict::parse(&word.as_string()?));
            tell(Action::Sent(verdict.unwrap_or(Verdict::Retry)));
        });
    }
}
