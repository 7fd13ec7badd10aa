//! What was promised to people, and that they are forgotten.

use goodword_collector::store::{ANSWERED, FollowUpFilter, OPEN, Outcome, Settings, Store, Subject};
use goodword_core::{Tally, Zone};
use serde_json::json;

use super::{all, ids, key, put, row_at, with};
use crate::collector::id;

on_every_engine! {
    an_erased_response_stays_away
    a_person_is_erased_everywhere_or_in_one_survey
    follow_ups_come_by_due_date
    an_answered_promise_survives_a_higher_seq
    what_is_too_old_is_swept
}

async fn an_erased_response_stays_away(store: Store) {
    put(&store, with(1, json!({}))).await;
    put(&store, with(1, json!({"survey": "sales"}))).await;
    assert!(store.erase_response("support".to_owned(), key(1)).await.unwrap());
    assert!(!store.erase_response("support".to_owned(), key(1)).await.unwrap());
    assert_eq!(put(&store, with(1, json!({}))).await, Outcome::Erased);
    assert_eq!(put(&store, with(1, json!({"seq": 7}))).await, Outcome::Erased);
    assert!(all(&store, "support").await.is_empty());
    assert_eq!(all(&store, "sales").await.len(), 1);
    assert_eq!(store.tally("support".into(), None, &Zone::utc()).await.unwrap(), Tally::new(&Zone::utc()));
}

async fn a_person_is_erased_everywhere_or_in_one_survey(store: Store) {
    let contact = |contact: &str| json!({"contact": contact});
    put(&store, with(1, json!({"follow_up": contact("Ann@b.example")}))).await;
    put(&store, with(2, json!({"survey": "sales", "follow_up": contact("ann@b.example ")}))).await;
    put(&store, with(3, json!({"follow_up": contact("bo@b.example"), "fields": {"user": 7}}))).await;
    put(&store, with(4, json!({"fields": {"user": 7, "plan": "pro"}}))).await;
    put(&store, with(5, json!({"fields": {"user": "7"}, "survey": "sales"}))).await;
    let ann = Subject::Contact("ann@b.example".to_owned());
    assert_eq!(store.erase(ann.clone(), Some("sales".to_owned())).await.unwrap(), 1);
    assert_eq!(store.erase(ann.clone(), None).await.unwrap(), 1);
    assert_eq!(store.erase(ann, None).await.unwrap(), 0);
    let user = Subject::Field { name: "user".to_owned(), value: json!(7) };
    assert_eq!(store.erase(user, None).await.unwrap(), 2);
    assert_eq!((ids(&store, "support").await, ids(&store, "sales").await), (vec![], vec![id(5)]));
}

async fn follow_ups_come_by_due_date(store: Store) {
    for (number, hours) in [(1, 48), (2, 1), (3, 24)] {
        let asked = json!({"contact": format!("{number}@b.example"), "within_hours": hours});
        put(&store, with(number, json!({"follow_up": asked}))).await;
    }
    put(&store, with(4, json!({}))).await;
    let list = |state: Option<&str>| {
        let wanted = FollowUpFilter { state: state.map(str::to_owned), ..FollowUpFilter::of("support") };
        let store = store.clone();
        async move { store.follow_ups(wanted).await.unwrap() }
    };
    let order =
        |list: &[goodword_collector::store::FollowUpRow]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let open = list(Some(OPEN)).await;
    assert_eq!(order(&open), [id(2), id(3), id(1)]);
    assert_eq!(open[0].due_at.as_ref().unwrap().unix_ms(), 1_800_000_000_000 + 3_600_000);
    assert!(store.set_follow_up("support".to_owned(), key(3), ANSWERED).await.unwrap());
    assert!(!store.set_follow_up("support".to_owned(), key(4), ANSWERED).await.unwrap());
    assert!(!store.set_follow_up("support".to_owned(), key(9), ANSWERED).await.unwrap());
    assert_eq!(order(&list(Some(OPEN)).await), [id(2), id(1)]);
    let answered = list(Some(ANSWERED)).await;
    assert!(order(&answered) == [id(3)] && answered[0].answered_at.is_some(), "{answered:?}");
    assert_eq!(list(None).await.len(), 3);
    // It is no content: the same response once more is the same.
    let asked = json!({"contact": "3@b.example", "within_hours": 24});
    assert_eq!(put(&store, with(3, json!({"follow_up": asked}))).await, Outcome::Same);
    assert!(store.set_follow_up("support".to_owned(), key(3), OPEN).await.unwrap());
    assert!(list(Some(OPEN)).await[1].answered_at.is_none());
}

async fn an_answered_promise_survives_a_higher_seq(store: Store) {
    let asked =
        |contact: &str, seq: u64| with(1, json!({"seq": seq, "follow_up": {"contact": contact, "within_hours": 2}}));
    put(&store, asked("a@b.example", 1)).await;
    store.set_follow_up("support".to_owned(), key(1), ANSWERED).await.unwrap();
    let later = row_at(&asked("a@b.example", 2), 1_900_000_000_000);
    assert_eq!(store.put(vec![later]).await.unwrap(), [Outcome::Replaced]);
    let [kept] = &store.follow_ups(FollowUpFilter::of("support")).await.unwrap()[..] else { panic!("not one") };
    assert_eq!(kept.state.as_deref(), Some(ANSWERED));
    assert_eq!(kept.due_at.as_ref().unwrap().unix_ms(), 1_800_000_000_000 + 7_200_000);
    put(&store, asked("other@b.example", 3)).await;
    let [other] = &store.follow_ups(FollowUpFilter::of("support")).await.unwrap()[..] else { panic!("not one") };
    assert_eq!((other.state.as_deref(), &other.answered_at), (Some(OPEN), &None));
}

async fn what_is_too_old_is_swept(store: Store) {
    let now_ms = goodword_collector::clock::now_ms();
    let rows = (0..700).map(|number| {
        let days = if number < 600 { 31 } else { 29 };
        row_at(&with(number, json!({})), now_ms - days * 24 * 3_600_000)
    });
    store.put(rows.collect()).await.unwrap();
    assert_eq!(store.sweep().await.unwrap(), 0);
    let settings = Settings { retention_days: Some(30), ..Settings::default() };
    store.put_settings("support".to_owned(), settings).await.unwrap();
    assert_eq!(store.sweep().await.unwrap(), 600);
    assert_eq!(all(&store, "support").await.len(), 100);
    assert_eq!(put(&store, with(1, json!({}))).await, Outcome::Erased);
    assert_eq!(store.tally("support".into(), None, &Zone::utc()).await.unwrap().responses, 100);
}
