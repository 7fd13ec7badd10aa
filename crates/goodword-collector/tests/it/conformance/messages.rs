//! What is told is written with the response, once, and goes with it.

use std::collections::BTreeSet;

use goodword_collector::store::{Attempt, Event, Message, Store, Subscription, Subscriptions, TargetState};
use serde_json::json;

use super::{key, put, row, row_at, with};

on_every_engine! {
    a_stored_response_is_to_be_told_and_what_was_the_same_is_not
    a_person_is_asked_for_once_a_reason
    messages_of_a_large_batch_are_written_with_it
    what_is_imported_tells_nobody
    who_claims_at_the_same_time_gets_different_messages
    a_claimed_message_is_due_again_until_it_is_settled
    what_is_told_goes_with_the_response
    what_was_told_is_told_again_on_demand
    open_promises_are_found_by_when_they_fall_due
    a_target_is_remembered_by_its_address
}

const NOW: i64 = 1_800_000_000_000;

fn tell(store: &Store, target: &str, events: &[Event], surveys: &[&str]) {
    let surveys = surveys.iter().map(|&survey| survey.to_owned()).collect::<BTreeSet<_>>();
    let of = Subscription { target: target.to_owned(), events: events.iter().copied().collect(), surveys };
    store.subscribe(Subscriptions::new(vec![of]));
}

/// Everything that is due to a target, told now.
async fn told(store: &Store, target: &str) -> Vec<Message> {
    let due = store.engine().claim(target.to_owned(), NOW + 1, NOW + 60_000, 1_000).await.unwrap();
    for message in &due {
        store.engine().settle(message.id.clone(), Attempt::Delivered, NOW + 2).await.unwrap();
    }
    due
}

async fn a_stored_response_is_to_be_told_and_what_was_the_same_is_not(store: Store) {
    tell(&store, "desk", &[Event::Response], &["support"]);
    put(&store, with(1, json!({}))).await;
    put(&store, with(2, json!({"survey": "sales"}))).await;
    let first = told(&store, "desk").await;
    assert_eq!(first.iter().map(|message| message.response).collect::<Vec<_>>(), [Some(key(1))]);
    assert_eq!((first[0].survey.as_str(), first[0].event, first[0].tries), ("support", Event::Response, 1));
    put(&store, with(1, json!({}))).await;
    put(&store, with(1, json!({"answers": {"recommend": 1}}))).await;
    assert_eq!(told(&store, "desk").await, []);
    put(&store, with(1, json!({"seq": 2}))).await;
    put(&store, with(1, json!({"seq": 0}))).await;
    let second = told(&store, "desk").await;
    assert!(second.len() == 1 && second[0].id != first[0].id, "{second:?}");
    assert_eq!(told(&store, "crm").await, []);
}

async fn a_person_is_asked_for_once_a_reason(store: Store) {
    tell(&store, "desk", &[Event::Attention], &[]);
    put(&store, with(1, json!({"answers": {"recommend": 7, "promise": "kept"}}))).await;
    assert_eq!(told(&store, "desk").await, []);
    put(&store, with(2, json!({"complete": false, "answers": {"promise": "broken"}}))).await;
    put(&store, with(2, json!({"seq": 2, "answers": {"promise": "broken", "recommend": 9}}))).await;
    assert_eq!(told(&store, "desk").await.len(), 1);
    put(&store, with(2, json!({"seq": 3, "answers": {"promise": "broken", "recommend": 6}}))).await;
    put(&store, with(3, json!({"follow_up": {"contact": "a@b.example"}}))).await;
    let asked: BTreeSet<_> = told(&store, "desk").await.into_iter().map(|message| message.response).collect();
    assert_eq!(asked, BTreeSet::from([Some(key(2)), Some(key(3))]));
}

async fn messages_of_a_large_batch_are_written_with_it(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    put(&store, with(3, json!({"survey": "s-1"}))).await;
    told(&store, "desk").await;
    let survey = |number: u64| json!({"survey": format!("s-{}", number % 3)});
    let rows = (1..=100).map(|number| row(&with(number, survey(number + 1)))).collect();
    store.put(rows).await.unwrap();
    let number = |message: &Message| message.response.map(|id| id.to_text());
    let ids: BTreeSet<_> = told(&store, "desk").await.iter().filter_map(number).collect();
    assert_eq!(ids.len(), 99, "all but the one that was there");
}

async fn what_is_imported_tells_nobody(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    store.put_or_wait(vec![row(&with(1, json!({})))]).await.unwrap();
    assert_eq!(told(&store, "desk").await, []);
}

async fn a_claimed_message_is_due_again_until_it_is_settled(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    put(&store, with(1, json!({}))).await;
    let claim = async |now_ms: i64| store.engine().claim("desk".into(), now_ms, now_ms + 100, 10).await.unwrap();
    let first = claim(NOW).await;
    assert_eq!((first.len(), claim(NOW).await.len()), (1, 0), "who claims it has it alone");
    let again = claim(NOW + 100).await;
    assert_eq!((&again[0].id, again[0].tries), (&first[0].id, 2));
    let (engine, id) = (store.engine(), first[0].id.clone());
    engine.settle(id.clone(), Attempt::Again { due_ms: NOW + 900 }, NOW + 100).await.unwrap();
    assert_eq!(engine.next_due("desk".into()).await.unwrap(), Some(NOW + 900));
    engine.settle(id, Attempt::GivenUp, NOW + 900).await.unwrap();
    assert_eq!(engine.next_due("desk".into()).await.unwrap(), None);
    let [count] = engine.message_counts().await.unwrap().try_into().unwrap();
    assert_eq!((count.waiting, count.delivered, count.failed, count.oldest_ms), (0, 0, 1, None));
    engine.forget_messages(NOW + 900).await.unwrap();
    assert_eq!(engine.message_counts().await.unwrap().len(), 1);
    engine.forget_messages(NOW + 901).await.unwrap();
    assert_eq!(engine.message_counts().await.unwrap(), []);
    // One that nobody fetches any more.
    put(&store, with(2, json!({}))).await;
    engine.forget_messages(NOW).await.unwrap();
    assert_eq!(engine.message_counts().await.unwrap().len(), 1);
    engine.forget_messages(NOW + 1).await.unwrap();
    assert_eq!(engine.message_counts().await.unwrap(), []);
}

async fn who_claims_at_the_same_time_gets_different_messages(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    store.put((1..=120).map(|number| row(&with(number, json!({})))).collect()).await.unwrap();
    let claims = (0..8).map(|_| store.engine().claim("desk".into(), NOW + 1, NOW + 60_000, 30));
    let claimed = futures_util::future::try_join_all(claims).await.unwrap().concat();
    let ids: BTreeSet<_> = claimed.iter().map(|message| message.id.as_str()).collect();
    assert_eq!(claimed.len(), ids.len(), "none twice");
    assert!(claimed.len() >= 30, "{}", claimed.len());
}

async fn what_is_told_goes_with_the_response(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    put(&store, with(1, json!({}))).await;
    put(&store, with(2, json!({}))).await;
    assert!(store.erase_response("support".to_owned(), key(1)).await.unwrap());
    assert_eq!(told(&store, "desk").await.iter().map(|message| message.response).collect::<Vec<_>>(), [Some(key(2))]);
}

async fn what_was_told_is_told_again_on_demand(store: Store) {
    tell(&store, "desk", &[Event::Response], &[]);
    put(&store, with(1, json!({}))).await;
    let first = told(&store, "desk").await;
    let engine = store.engine();
    let disabled = TargetState { name: "desk".into(), disabled_ms: Some(1), failing_ms: Some(1), ..Default::default() };
    engine.put_target_state(disabled).await.unwrap();
    assert_eq!(engine.replay("desk".into(), NOW + 1, NOW).await.unwrap(), 0);
    assert_eq!(engine.replay("desk".into(), NOW, NOW).await.unwrap(), 1);
    assert_eq!(engine.target_states().await.unwrap()[0].disabled_ms, None);
    assert_eq!(told(&store, "desk").await[0].id, first[0].id);
}

async fn open_promises_are_found_by_when_they_fall_due(store: Store) {
    const HOUR: i64 = 60 * 60 * 1000;
    for (number, hours) in [(1, 2), (2, 1), (3, 5)] {
        let asked = json!({"follow_up": {"contact": "a@b.example", "within_hours": hours}});
        store.put(vec![row_at(&with(number, asked), NOW)]).await.unwrap();
    }
    let open = async |until_ms: i64, most: usize| {
        store.engine().open_follow_ups("support".into(), (NOW, until_ms), most).await.unwrap()
    };
    assert_eq!(open(NOW + 5 * HOUR, 9).await, [(key(2), NOW + HOUR), (key(1), NOW + 2 * HOUR)]);
    assert_eq!(open(NOW + 6 * HOUR, 1).await, [(key(2), NOW + HOUR)]);
    store.set_follow_up("support".into(), key(2), "answered").await.unwrap();
    assert_eq!(open(NOW + 5 * HOUR, 9).await, [(key(1), NOW + 2 * HOUR)]);
}

async fn a_target_is_remembered_by_its_address(store: Store) {
    let state = TargetState { name: "desk".into(), address: [7; 32], failing_ms: Some(3), ..TargetState::default() };
    store.engine().put_target_state(TargetState { error: Some("before".into()), ..state.clone() }).await.unwrap();
    store.engine().put_target_state(state.clone()).await.unwrap();
    assert_eq!(store.engine().target_states().await.unwrap(), [state]);
}
