//! The widget's half of delivery: save first, then hand over to the sender.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::ear::ear;
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
    fn send(this: &Sender, receiver: &JsValue, entry: &str, saved: bool, tell: JsValue);
}

impl Sender {
    /// Saves an entry, and a copy for `keep_days`, then sends it. `tell` hears what became of it, perhaps more than once.
    pub fn submit(self, entry: &Entry, keep_days: u32, tell: Rc<dyn Fn(Action)>) {
        let text = entry.to_text();
        let goes = !entry.endpoint.is_empty();
        // A control build shows that the tests notice when nothing is written first.
        if cfg!(feature = "control-no-save") {
            return self.hand_over(&text, true, goes, &tell);
        }
        let entry = text.clone();
        idb::put(&text, keep_days, SAVE_MS, move |saved| self.hand_over(&entry, saved, goes, &tell));
    }

    fn hand_over(&self, entry: &str, saved: bool, goes: bool, tell: &Rc<dyn Fn(Action)>) {
        if saved {
            tell(Action::Saved);
        }
        // What is only kept here has arrived when it is saved.
        if !goes {
            return tell(Action::Sent(if saved { Fate::Accepted } else { Fate::Waiting }));
        }
        let tell = Rc::clone(tell);
        self.send(&JsValue::NULL, entry, saved, ear(move |word| tell(Action::Sent(Fate::parse(&word)))));
    }

    /// Sends an entry once, and nobody hears of it.
    pub fn mention(&self, entry: &Entry) {
        self.send(&JsValue::NULL, &entry.to_text(), false, JsValue::UNDEFINED);
    }
}
