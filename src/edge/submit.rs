//! The widget's half of delivery: save first, then hand over to the sender.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::idb;
use crate::widget::outbox::{Entry, Fate};
use crate::widget::state::Action;

/// How long a visitor waits for the disk before the answer is sent without it.
const SAVE_MS: u32 = 1_000;

#[wasm_bindgen]
extern "C" {
    /// The loader's function that takes an entry to the sender: the entry, whether it is saved, and who hears of it.
    #[derive(Debug, Clone, PartialEq)]
    pub type Sender;

    #[wasm_bindgen(method, js_name = call)]
    fn send(this: &Sender, receiver: &JsValue, entry: Vec<String>, saved: bool, tell: JsValue);
}

impl Sender {
    /// Saves an entry, and a copy for `keep_days`, then sends it. `tell` hears what became of it, perhaps more than once.
    pub fn submit(self, entry: Entry, keep_days: u32, tell: impl Fn(Action) + 'static) {
        spawn_local(async move {
            // A control build shows that the tests notice when nothing is written first.
            let saved = cfg!(feature = "control-no-save") || idb::put(&entry, keep_days, SAVE_MS).await;
            if saved {
                tell(Action::Saved);
            }
            let hear = Closure::<dyn Fn(String)>::new(move |word: String| tell(Action::Sent(Fate::parse(&word))));
            self.send(&JsValue::NULL, entry.to_fields(), saved, hear.into_js_value());
        });
    }

    /// Sends an entry once, and nobody hears of it.
    pub fn mention(&self, entry: &Entry) {
        self.send(&JsValue::NULL, entry.to_fields(), false, JsValue::UNDEFINED);
    }
}
