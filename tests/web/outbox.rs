//! The outbox, in the browser's own database.

use goodword::edge::{idb, page};
use goodword::widget::outbox::Entry;
use goodword::widget::props::ContentType;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(id: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        survey: "web".to_owned(),
        endpoint: "https://a.example/r".to_owned(),
        content_type: ContentType::Text,
        body: r#"{"comment":"é \" 🎉"}"#.to_owned(),
    }
}

/// What waits here from this file: other tests share the browser's database.
async fn ours() -> Vec<Entry> {
    idb::all().await.into_iter().filter(|entry| entry.id.starts_with("outbox-")).collect()
}

#[wasm_bindgen_test]
async fn what_is_saved_waits_until_it_is_forgotten() {
    let (first, second) = (entry("outbox-1"), entry("outbox-2"));
    assert!(idb::put(&first, 5_000).await);
    assert!(idb::put(&second, 5_000).await);
    assert!(idb::put(&second, 5_000).await, "the same entry twice is one entry");
    assert_eq!(ours().await, [first.clone(), second.clone()]);
    idb::delete(&first.id).await;
    assert_eq!(ours().await, [second.clone()]);
    idb::delete(&second.id).await;
    assert_eq!(ours().await, []);
}

#[wasm_bindgen_test]
fn the_page_resolves_urls_and_gives_time_and_chance() {
    let address = page::resolve("/v1/responses").unwrap();
    assert!(address.href.ends_with("/v1/responses") && address.protocol == "http:", "{address:?}");
    assert_eq!(page::resolve("https://"), None);
    assert!(page::now_ms() > 1_700_000_000_000);
    assert_ne!(page::random(), page::random());
}
