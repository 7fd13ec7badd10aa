//! The outbox, in the browser's own database.

use goodword::browser::page;
use goodword::delivery::client;
use goodword::delivery::client::{News, SendFunction};
use goodword::delivery::store::{self, Removal};
use goodword::delivery::{ContentType, Entry, Losses, QueuedEntry};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(id: &str, seq: u32) -> Entry {
    Entry {
        id: id.to_owned(),
        seq,
        survey: "web".to_owned(),
        place: "/t".to_owned(),
        endpoint: "https://a.example/r".to_owned(),
        // What once put a thanked answer aside.
        key: "gw_pub\n1".to_owned(),
        content_type: ContentType::Text,
        accept_redirect: true,
        partial: false,
        body: format!(r#"{{"id":"{id}","answers":{{"comment":"é \" 🎉"}}}}"#),
    }
}

/// Waits for what `ask` tells.
async fn told<T: 'static>(ask: impl FnOnce(Box<dyn Fn(T)>)) -> T {
    let place = Rc::new(RefCell::new(None));
    let answer = Rc::clone(&place);
    ask(Box::new(move |value| *answer.borrow_mut() = Some(value)));
    for _ in 0..500 {
        if let Some(value) = place.borrow_mut().take() {
            return value;
        }
        pause(10).await;
    }
    panic!("nothing was told");
}

/// Saves an entry, which then goes to a sender that does nothing.
async fn put(entry: &Entry) {
    let sender: SendFunction = js_sys::Function::new_no_args("").unchecked_into();
    goodword::delivery::sender::register();
    let news = told(|tell| client::submit(entry, &sender, 0, tell)).await;
    assert_eq!(news, News::Saved);
}

async fn unfinished(key: &str) -> bool {
    told(|tell| client::unfinished(key, "old", 5_000, tell)).await
}

async fn pause(ms: i32) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

/// What waits here with this name: other tests share the browser's database.
async fn ours(name: &str) -> Vec<QueuedEntry> {
    store::all().await.unwrap_or_default().into_iter().filter(|one| one.entry.id.starts_with(name)).collect()
}

#[wasm_bindgen_test]
async fn what_is_saved_waits_until_it_is_forgotten() {
    let (first, second) = (entry("saved-1", 1), entry("saved-2", 1));
    put(&first).await;
    put(&second).await;
    // The same entry twice is one entry.
    put(&second).await;
    let waiting = ours("saved").await;
    assert_eq!(waiting.iter().map(|one| &one.entry).collect::<Vec<_>>(), [&first, &second]);
    assert!(waiting.iter().all(|one| one.refused.is_empty() && page::now_ms() - one.queued_at < 60_000));
    let before = store::ledger().await;
    store::forget(&waiting[0], Removal::Delivered, Losses::default()).await;
    store::forget(&waiting[1], Removal::Lost, Losses::default()).await;
    assert_eq!(ours("saved").await, []);
    let after = store::ledger().await;
    assert_eq!((after.delivered - before.delivered, after.lost - before.lost), (1, 1));
    assert_eq!(after.untold.lost - before.untold.lost, 1);
}

#[wasm_bindgen_test]
async fn a_history_is_kept_and_a_later_version_is_left_alone() {
    put(&entry("history", 1)).await;
    let mut one = ours("history").await.remove(0);
    (one.refusals, one.refused) = (3, "status 404".to_owned());
    store::rewrite(&one, true).await;
    assert_eq!(ours("history").await, [one.clone()]);
    put(&entry("history", 2)).await;
    store::forget(&one, Removal::Delivered, Losses::default()).await;
    let left = ours("history").await;
    assert_eq!((left[0].entry.seq, left[0].refused.as_str()), (2, ""), "what was acknowledged was the first");
    store::forget(&left[0], Removal::Delivered, Losses::default()).await;
}

#[wasm_bindgen_test]
async fn what_is_renamed_keeps_its_answers_and_its_history() {
    put(&entry("taken", 1)).await;
    let mut one = ours("taken").await.remove(0);
    one.refusals = 2;
    store::rewrite(&one, false).await;
    store::rename("taken", "renewed").await;
    assert_eq!(ours("taken").await, []);
    assert_eq!(ours("renewed").await, [one.under("renewed")]);
    store::forget(&one.under("renewed"), Removal::Delivered, Losses::default()).await;
}

#[wasm_bindgen_test]
async fn a_newer_version_takes_older_ones_with_it() {
    put(&entry("older", 1)).await;
    let newer = QueuedEntry::fresh(entry("older", 2), 0);
    store::forget(&newer, Removal::Delivered, Losses::default()).await;
    assert_eq!(ours("older").await, []);
}

const ID: &str = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11";

#[wasm_bindgen_test]
async fn a_draft_is_kept_until_its_survey_is_sent() {
    assert!(!unfinished("key").await);
    client::draft("key", ID, "{}");
    let text = format!(r#"{{"id":"{ID}","answers":{{"comment":"b é","many":["a","b"]}}}}"#);
    client::draft("key", ID, &text);
    pause(600).await;
    assert!(!unfinished("key").await, "somebody is filling it");
    client::release(ID, true);
    pause(300).await;
    assert!(!unfinished("another key").await);
    assert!(unfinished("key").await);
    assert_eq!(client::part("key", "answers", "comment").as_deref(), Some("b é"));
    assert_eq!((client::part("key", "", "id").as_deref(), client::part("key", "", "gone")), (Some(ID), None));
    assert_eq!(client::parts("key", "many"), ["a", "b"]);
    put(&Entry { body: format!(r#"{{"id":"{ID}","answers":{{}}}}"#), ..entry(ID, 1) }).await;
    client::release(ID, true);
    pause(300).await;
    assert!(!unfinished("key").await);
    store::forget(&ours(ID).await.remove(0), Removal::Delivered, Losses::default()).await;
}

#[wasm_bindgen_test]
async fn drafts_are_forgotten_when_asked_to() {
    let id = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12";
    client::draft("reset", id, &format!(r#"{{"id":"{id}"}}"#));
    pause(600).await;
    client::release(id, true);
    pause(300).await;
    store::reset().await;
    assert!(!unfinished("reset").await);
}

#[wasm_bindgen_test]
fn the_page_resolves_urls_and_gives_time_and_chance() {
    let address = page::resolve("/v1/responses").unwrap();
    assert!(address.href.ends_with("/v1/responses") && address.protocol == "http:", "{address:?}");
    assert_eq!(page::resolve("https://"), None);
    assert!(page::now_ms() > 1_700_000_000_000);
    assert_ne!(page::random(), page::random());
}
