//! The widget's half of delivery: what is kept in this browser, first, and then handed to the sender. The typed side of
//! `client.js`.

use goodword_core::ResponseId;
use wasm_bindgen::prelude::*;

use super::{DeliveryStatus, Entry, Losses};
use crate::browser::callback::callback;
use crate::browser::page;

#[wasm_bindgen]
extern "C" {
    /// The loader's function that takes an entry to the sender: the entry, whether it is saved, and who hears of it.
    #[derive(Debug, Clone, PartialEq)]
    pub type SendFunction;
}

#[wasm_bindgen(module = "/src/delivery/client.js")]
extern "C" {
    #[wasm_bindgen(js_name = submit)]
    fn save(send: &SendFunction, entry: &str, body: &str, days: u32, save: bool, tell: JsValue);
    #[wasm_bindgen(js_name = mention)]
    fn post_once(send: &SendFunction, entry: &str);
    fn drafted(key: &str, survey: &str, ms: u32, tell: JsValue);
    #[wasm_bindgen(js_name = ready)]
    fn load(tell: JsValue);
    /// A text, number or truth value of the draft that was found under a key, as text: by its name, or that of the object it
    /// stands in and its own.
    pub fn part(key: &str, of: &str, name: &str) -> Option<String>;
    /// A list of that draft's answers.
    pub fn parts(key: &str, name: &str) -> Vec<String>;
    /// Keeps what is given so far under a key, soon. The id is this survey's from now on.
    pub fn draft(key: &str, id: &str, text: &str);
    /// Gives an id back: its element has left, and what was given in it is kept for the next one; or its answers are sent,
    /// or to be forgotten.
    pub fn release(id: &str, keep: bool);
}

/// What happens to an answer, as its survey hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It is on disk.
    Saved,
    /// The sender tried.
    Sent(DeliveryStatus),
    /// It goes on under this id, because somebody else's answers have its own.
    Under(ResponseId),
}

/// Saves an entry, and a copy for `keep_days`, then sends it; its draft is forgotten. `tell` hears what becomes of it.
pub fn submit(entry: &Entry, sender: &SendFunction, keep_days: u32, tell: impl Fn(News) + 'static) {
    let body = entry.try_body(page::now_ms(), Losses::default());
    let hear = move |word: String| match word.strip_prefix("id ").map(ResponseId::parse) {
        Some(id) => id.into_iter().for_each(|id| tell(News::Under(id))),
        None => tell(if word == "saved" { News::Saved } else { News::Sent(DeliveryStatus::parse(&word)) }),
    };
    // A control build shows that the tests notice when nothing is written first.
    let write = !cfg!(feature = "control-no-save");
    save(sender, &entry.to_json(), &body, keep_days, write, callback(hear));
}

/// `tell` hears when what Send needs is there.
pub fn ready(tell: impl Fn() + 'static) {
    load(callback(move |_| tell()));
}

/// Sends an entry once, and nobody hears of it.
pub fn mention(entry: &Entry, sender: &SendFunction) {
    post_once(sender, &entry.to_json());
}

/// `tell` hears whether a draft that nobody else is filling was found under a key, within `ms` milliseconds; or one of the
/// usual questions as they were kept before keys, under the name of the survey.
pub fn unfinished(key: &str, survey: &str, ms: u32, tell: impl Fn(bool) + 'static) {
    drafted(key, survey, ms, callback(move |word| tell(!word.is_empty())));
}
