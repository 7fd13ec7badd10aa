//! The outbox, in the browser's own database.

use goodword::edge::queue::{self, End};
use goodword::edge::{idb, page};
use goodword::widget::outbox::{Counts, Entry, Waiting};
use goodword::widget::props::ContentType;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(id: &str, seq: u32) -> Entry {
    Entry {
        id: id.to_owned(),
        seq,
        survey: "web".to_owned(),
        endpoint: "https://a.example/r".to_owned(),
        key: "gw_pub_1".to_owned(),
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

async fn put(entry: &Entry) -> bool {
    told(|tell| idb::put(&entry.to_text(), 0, 5_000, tell)).await
}

async fn unfinished(survey: &str) -> String {
    told(|tell| idb::unfinished(survey, 5_000, tell)).await
}

async fn pause(ms: i32) {
    let wait = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

/// What waits here with this name: other tests share the browser's database.
async fn ours(name: &str) -> Vec<Waiting> {
    queue::all().await.unwrap_or_default().into_iter().filter(|one| one.entry.id.starts_with(name)).collect()
}

#[wasm_bindgen_test]
async fn what_is_saved_waits_until_it_is_forgotten() {
    let (first, second) = (entry("saved-1", 1), entry("saved-2", 1));
    assert!(put(&first).await);
    assert!(put(&second).await);
    assert!(put(&second).await, "the same entry twice is one entry");
    let waiting = ours("saved").await;
    assert_eq!(waiting.iter().map(|one| &one.entry).collect::<Vec<_>>(), [&first, &second]);
    assert!(waiting.iter().all(|one| one.refused.is_empty() && page::now_ms() - one.queued_at < 60_000));
    let before = queue::ledger().await;
    queue::forget(&waiting[0], End::Delivered, Counts::default()).await;
    queue::forget(&waiting[1], End::Lost, Counts::default()).await;
    assert_eq!(ours("saved").await, []);
    let after = queue::ledger().await;
    assert_eq!((after.delivered - before.delivered, after.lost - before.lost), (1, 1));
    assert_eq!(after.untold.lost - before.untold.lost, 1);
}

#[wasm_bindgen_test]
async fn a_history_is_kept_and_a_later_version_is_left_alone() {
    assert!(put(&entry("history", 1)).await);
    let mut one = ours("history").await.remove(0);
    (one.refusals, one.refused) = (3, "status 404".to_owned());
    queue::rewrite(&one, true).await;
    assert_eq!(ours("history").await, [one.clone()]);
    assert!(put(&entry("history", 2)).await);
    queue::forget(&one, End::Delivered, Counts::default()).await;
    let left = ours("history").await;
    assert_eq!((left[0].entry.seq, left[0].refused.as_str()), (2, ""), "what was acknowledged was the first");
    queue::forget(&left[0], End::Delivered, Counts::default()).await;
}

#[wasm_bindgen_test]
async fn a_draft_is_kept_until_its_survey_is_sent() {
    assert!(unfinished("draft").await.is_empty());
    idb::draft("draft", "a");
    idb::draft("draft", "b é");
    pause(600).await;
    assert_eq!(unfinished("draft").await, "b é");
    let sent = Entry { survey: "draft".to_owned(), ..entry("draft", 1) };
    assert!(put(&sent).await);
    assert!(unfinished("draft").await.is_empty());
    queue::forget(&ours("draft").await.remove(0), End::Delivered, Counts::default()).await;
}

#[wasm_bindgen_test]
fn the_page_resolves_urls_and_gives_time_and_chance() {
    let address = page::resolve("/v1/responses").unwrap();
    assert!(address.href.ends_with("/v1/responses") && address.protocol == "http:", "{address:?}");
    assert_eq!(page::resolve("https://"), None);
    assert!(page::now_ms() > 1_700_000_000_000);
    assert_ne!(page::random(), page::random());
}
