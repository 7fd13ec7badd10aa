//! Responses: stored once, replaced, read in order, counted.

use goodword_collector::store::{ANSWERED, Definition, Outcome, ResponseFilter, Store};
use goodword_core::{Segment, Tally, Zone};
use serde_json::{Value, json};

use super::{all, counted, ids, key, put, row, with};
use crate::collector::id;

on_every_engine! {
    the_first_creates_and_the_same_again_is_the_same
    a_higher_seq_replaces_and_a_lower_one_does_not
    one_id_of_two_surveys_is_two_responses
    rows_of_one_batch_may_have_one_id
    pages_follow_first_storage_and_end_where_asked
    a_stamp_tells_every_change
    surveys_are_counted
    every_text_that_json_can_hold_is_kept
    a_closed_store_refuses
    a_tally_needs_no_response
}

async fn the_first_creates_and_the_same_again_is_the_same(store: Store) {
    assert_eq!(put(&store, with(1, json!({}))).await, Outcome::Created);
    assert_eq!(
        put(&store, with(1, json!({"sent_at": "2026-03-14T10:00:00Z", "key": "gw_pub_1"}))).await,
        Outcome::Same
    );
    assert_eq!(put(&store, with(1, json!({"answers": {"recommend": 8}}))).await, Outcome::Conflict);
    assert_eq!(all(&store, "support").await.len(), 1);
    assert!(!all(&store, "support").await[0].contains("gw_pub_1"));
}

async fn a_higher_seq_replaces_and_a_lower_one_does_not(store: Store) {
    for (seq, expect) in [
        (2, Outcome::Created),
        (1, Outcome::Older),
        (5, Outcome::Replaced),
        (2, Outcome::Older),
        (5, Outcome::Same),
        (u64::from(u32::MAX), Outcome::Replaced),
    ] {
        assert_eq!(put(&store, with(1, json!({"seq": seq}))).await, expect, "{seq}");
    }
    let stored = all(&store, "support").await;
    assert!(stored.len() == 1 && stored[0].contains(r#""seq":4294967295"#), "{stored:?}");
}

async fn one_id_of_two_surveys_is_two_responses(store: Store) {
    assert_eq!(put(&store, with(1, json!({}))).await, Outcome::Created);
    assert_eq!(put(&store, with(1, json!({"survey": "sales"}))).await, Outcome::Created);
    assert_eq!(store.holders(key(1)).await.unwrap(), ["sales", "support"]);
    assert!(store.holders(key(2)).await.unwrap().is_empty());
}

async fn rows_of_one_batch_may_have_one_id(store: Store) {
    let batch = vec![
        row(&with(1, json!({"seq": 0, "answers": {}}))),
        row(&with(2, json!({}))),
        row(&with(1, json!({"seq": 2}))),
        row(&with(1, json!({"seq": 1}))),
        row(&with(1, json!({"seq": 2, "answers": {"recommend": 1}}))),
        row(&with(1, json!({"seq": 3, "answers": {"recommend": 1}}))),
    ];
    let expect =
        [Outcome::Created, Outcome::Created, Outcome::Replaced, Outcome::Older, Outcome::Conflict, Outcome::Replaced];
    assert_eq!(store.put(batch).await.unwrap(), expect);
    assert_eq!(ids(&store, "support").await.len(), 2);
    let batch = [4, 5].map(|seq| row(&with(1, json!({"seq": seq}))));
    assert_eq!(store.put(batch.to_vec()).await.unwrap(), [Outcome::Replaced, Outcome::Replaced]);
    let stored = all(&store, "support").await;
    assert!(stored.iter().any(|body| body.contains(r#""seq":5"#)) && stored.len() == 2, "{stored:?}");
    assert_eq!(
        store.tally("support".into(), None, &Zone::utc()).await.unwrap(),
        counted(&store, "support", None, &Zone::utc()).await
    );
}

async fn pages_follow_first_storage_and_end_where_asked(store: Store) {
    let numbers: Vec<u64> = (0..1300).map(|at| at * 7919 % 1300).collect();
    for some in numbers.chunks(300) {
        let rows = some.iter().map(|number| row(&with(*number, json!({}))));
        assert!(store.put(rows.collect()).await.unwrap().iter().all(|outcome| *outcome == Outcome::Created));
    }
    put(&store, with(numbers[3], json!({"seq": 9}))).await;
    put(&store, with(7, json!({"survey": "sales"}))).await;
    let order: Vec<String> = numbers.iter().map(|number| id(*number)).collect();
    assert_eq!(ids(&store, "support").await, order);
    let position = |number: u64| store.position("support".to_owned(), key(number));
    let (after, through) = (position(numbers[4]).await.unwrap().unwrap(), position(numbers[9]).await.unwrap().unwrap());
    let page = store.page(ResponseFilter { after, through, ..ResponseFilter::all("support") }).await.unwrap();
    assert!(page.bodies.len() == 5 && page.last == through, "{page:?}");
    let none = ResponseFilter { since_ms: 1_900_000_000_000, ..ResponseFilter::all("support") };
    assert!(store.page(none).await.unwrap().bodies.is_empty());
    assert_eq!(position(99_999).await.unwrap(), None);
}

async fn a_stamp_tells_every_change(store: Store) {
    let stamp = || async { store.revision("support".to_owned()).await.unwrap() };
    assert_eq!(stamp().await, goodword_collector::store::SurveyRevision::default());
    let mut seen = 0;
    let mut changed = |stamp: goodword_collector::store::SurveyRevision, responses: i64, last: u64| {
        assert!(stamp.changes > seen, "{stamp:?}");
        assert_eq!((stamp.responses, stamp.last.map(|(_, id)| id)), (responses, Some(key(last))));
        seen = stamp.changes;
    };
    put(&store, with(1, json!({"follow_up": {"contact": "a@b.example", "within_hours": 1}}))).await;
    changed(stamp().await, 1, 1);
    put(&store, with(2, json!({}))).await;
    changed(stamp().await, 2, 2);
    put(&store, with(1, json!({"seq": 2}))).await;
    changed(stamp().await, 2, 2);
    put(&store, with(3, json!({"follow_up": {"contact": "a@b.example"}}))).await;
    changed(stamp().await, 3, 3);
    store.set_follow_up("support".to_owned(), key(3), ANSWERED).await.unwrap();
    changed(stamp().await, 3, 3);
    store.erase_response("support".to_owned(), key(3)).await.unwrap();
    changed(stamp().await, 2, 2);
    let before = stamp().await;
    put(&store, with(2, json!({}))).await;
    assert_eq!(stamp().await, before);
}

async fn surveys_are_counted(store: Store) {
    put(&store, with(1, json!({}))).await;
    put(&store, with(2, json!({}))).await;
    let body = r#"{"id":"empty"}"#.to_owned();
    store.put_definition(Definition { survey: "empty".into(), version: String::new(), body }).await.unwrap();
    let surveys = store.surveys().await.unwrap();
    let counts: Vec<_> = surveys.iter().map(|survey| (survey.id.as_str(), survey.responses)).collect();
    assert_eq!(counts, [("empty", 0), ("support", 2)]);
}

async fn every_text_that_json_can_hold_is_kept(store: Store) {
    let long = "ü".repeat(1000);
    let texts = ["\0", "a\0b", "\u{fffe}\u{10ffff}", "'; DROP TABLE response; --", "\\x00", "%_\n\t\"", &long];
    for (text, number) in texts.iter().zip(1..) {
        let fields =
            json!({"fields": {"plan": text}, "answers": {"why": text, "comment": text}, "survey_version": "\0"});
        assert_eq!(put(&store, with(number, fields.clone())).await, Outcome::Created, "{text:?}");
        let stored: Value = serde_json::from_str(all(&store, "support").await.last().unwrap()).unwrap();
        assert!(stored["fields"] == fields["fields"] && stored["answers"] == fields["answers"], "{stored}");
    }
    for by in ["fields.plan", "survey_version"] {
        let by = Segment::parse(by).unwrap();
        let tally = store.tally("support".into(), Some(&by), &Zone::utc()).await.unwrap();
        assert_eq!(tally, counted(&store, "support", Some(&by), &Zone::utc()).await);
    }
}

async fn a_closed_store_refuses(store: Store) {
    put(&store, with(1, json!({}))).await;
    store.ready().await.unwrap();
    assert!(store.commits() > 0 && store.waiting() == 0);
    store.close().await;
    assert_eq!(store.stopped().await, None);
    assert!(store.put(vec![row(&with(2, json!({})))]).await.is_err());
    assert_eq!(all(&store, "support").await.len(), 1);
}

async fn a_tally_needs_no_response(store: Store) {
    let bodies = ["mobile", "desktop"].iter().zip(1..).map(|(device, number)| {
        with(
            number,
            json!({"context": {"device": device}, "order": ["recommend", "effort"], "timing_ms": {"answered": 9}}),
        )
    });
    for body in bodies {
        put(&store, body).await;
    }
    let (device, berlin) = (Segment::parse("device").unwrap(), Zone::new("Europe/Berlin", Vec::new(), 3600));
    for by in [None, Some(&device), Some(&Segment::Order)] {
        let tally = store.tally("support".to_owned(), by, &berlin).await.unwrap();
        assert_eq!(tally, counted(&store, "support", by, &berlin).await);
        assert_eq!(tally.responses, 2);
    }
    let empty = store.tally("none".to_owned(), None, &berlin).await.unwrap();
    assert_eq!(empty, Tally::new(&berlin));
}
