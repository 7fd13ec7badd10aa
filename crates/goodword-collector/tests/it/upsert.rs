//! One id, one row: what a copy, a conflict, a higher and a lower `seq` do.

use std::collections::HashMap;

use goodword_collector::store::{Outcome, ResponseRow};
use goodword_core::Response;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::collector::{Collector, ID, id, response};

fn with(change: &Value) -> Value {
    let mut body = response(ID);
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// After `first` was stored, `second` gets `status`, and `kept` is the `recommend` that is stored.
async fn check(first: Value, second: Value, status: u16, kept: u64) {
    let collector = Collector::new();
    let reply = collector.post(&with(&first)).await;
    assert_eq!((reply.status.as_u16(), reply.json()), (201, json!({"id": ID})));
    let reply = collector.post(&with(&second)).await;
    if status == 409 {
        reply.problem(409, "id-conflict");
    } else {
        assert_eq!((reply.status.as_u16(), reply.json()), (status, json!({"id": ID})), "{second}");
    }
    let stored = collector.stored("support").await;
    assert_eq!(
        stored.iter().map(|stored| stored["answers"]["recommend"].clone()).collect::<Vec<_>>(),
        [kept],
        "{second}"
    );
}

#[tokio::test]
async fn what_becomes_of_a_second_copy() {
    let nothing = json!({});
    check(nothing.clone(), nothing.clone(), 200, 9).await;
    let underway = json!({"sent_at": "2026-03-14T09:30:00Z", "client": {"lost": 1, "refused": 0}, "key": "gw_pub_2"});
    check(nothing.clone(), underway, 200, 9).await;
    check(nothing.clone(), json!({"id": ID.to_uppercase()}), 200, 9).await;
    check(nothing.clone(), json!({"answers": {"recommend": 8}}), 409, 9).await;
    check(nothing.clone(), json!({"fields": {"plan": "pro"}}), 409, 9).await;
    check(nothing.clone(), json!({"seq": 2, "answers": {"recommend": 8}}), 200, 8).await;
    check(json!({"seq": 3}), json!({"seq": 2, "answers": {"recommend": 8}}), 200, 9).await;
    check(json!({"seq": 0}), json!({"answers": {"recommend": 8}}), 200, 8).await;
}

#[tokio::test]
async fn the_same_id_in_another_survey_is_another_response() {
    let collector = Collector::new();
    assert_eq!(collector.post(&response(ID)).await.status, 201);
    assert_eq!(collector.post(&with(&json!({"survey": "other"}))).await.status, 201);
    assert_eq!((collector.stored("support").await.len(), collector.stored("other").await.len()), (1, 1));
}

#[tokio::test]
async fn a_replacement_keeps_its_place() {
    let collector = Collector::new();
    for number in 0..3 {
        assert_eq!(collector.post(&response(&id(number))).await.status, 201);
    }
    let mut later = response(&id(1));
    later["seq"] = 2.into();
    assert_eq!(collector.post(&later).await.status, 200);
    let ids: Vec<_> = collector.stored("support").await.iter().map(|stored| stored["id"].clone()).collect();
    assert_eq!(ids, [id(0), id(1), id(2)]);
}

#[tokio::test]
async fn the_public_cannot_say_what_only_the_server_may() {
    let collector = Collector::new();
    let body = with(&json!({
        "key": "gw_pub_1", "received_at": "2001-01-01T00:00:00Z", "quality": "fine", "identity": "signed",
        "proof": "a.b.c", "later": {"kept": [1.0, null]},
        "follow_up": {"contact": "a@b.example", "within_hours": 24, "state": "answered",
            "due_at": "2001-01-01T00:00:00Z", "answered_at": "2001-01-01T00:00:00Z"},
    }));
    assert_eq!(collector.post(&body).await.status, 201);
    let stored = collector.stored("support").await.remove(0);
    assert!(stored["received_at"].as_str().unwrap() > "2026", "{stored}");
    let follow_up = &stored["follow_up"];
    assert_eq!((&follow_up["state"], follow_up.get("answered_at")), (&"open".into(), None), "{stored}");
    assert!(follow_up["due_at"].as_str().unwrap() > "2026", "{stored}");
    assert_eq!(stored["later"], json!({"kept": [1.0, null]}));
    assert!(["key", "proof", "quality", "identity"].iter().all(|name| stored.get(name).is_none()), "{stored}");
}

fn row(id_number: u64, seq: u32, recommend: u64) -> ResponseRow {
    let text = json!({"id": id(id_number), "survey": "s", "submitted_at": "2026-03-14T09:26:53Z", "seq": seq,
        "answers": {"recommend": recommend}});
    ResponseRow::new(Response::parse(&text.to_string()).unwrap(), 0)
}

/// What should become of each row, by the rules of the contract alone.
fn model(history: &[(u64, u32, u64)]) -> Vec<Outcome> {
    let mut kept: HashMap<u64, (u32, u64)> = HashMap::new();
    let mut outcome = |(id, seq, content): (u64, u32, u64)| {
        let outcome = match kept.get(&id) {
            None => Outcome::Created,
            Some((stored, _)) if seq > *stored => Outcome::Replaced,
            Some((stored, _)) if seq < *stored => Outcome::Older,
            Some((_, same)) if content == *same => Outcome::Same,
            Some(_) => Outcome::Conflict,
        };
        if matches!(outcome, Outcome::Created | Outcome::Replaced) {
            kept.insert(id, (seq, content));
        }
        outcome
    };
    history.iter().map(|step| outcome(*step)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_history_ends_as_the_model_says(history in prop::collection::vec((0..3_u64, 0..3_u32, 0..2_u64), 1..40), group in 1..9_usize) {
        let outcomes = tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (collector, mut outcomes) = (Collector::new(), Vec::new());
            for steps in history.chunks(group) {
                let rows = steps.iter().map(|(id, seq, content)| row(*id, *seq, *content)).collect();
                outcomes.extend(collector.store.put(rows).await.unwrap());
            }
            outcomes
        });
        prop_assert_eq!(outcomes, model(&history));
    }
}
