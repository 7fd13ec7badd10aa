//! What visitors can name is bounded, lists come a page at a time, and nobody overwrites what they have not seen.

use goodword_collector::clock::now_ms;
use goodword_collector::store::{Definition, FollowUpFilter, PublicSurveys, Settings, Store};
use goodword_collector::token::{Scope, Scopes, Token};
use goodword_core::{Segment, Zone};
use serde_json::json;

use super::{counted, key, put, row, row_at, with};
use crate::collector::id;

on_every_engine! {
    a_segment_of_too_many_values_is_dropped_whole
    lists_come_a_page_at_a_time
    what_the_public_began_is_counted_and_known
    settings_change_only_where_they_are_what_they_were_known_to_be
    sessions_are_listed_until_they_are_over
}

async fn a_segment_of_too_many_values_is_dropped_whole(store: Store) {
    let (page, zone) = (Segment::parse("page").unwrap(), Zone::utc());
    let named = |number: u64| with(number, json!({"context": {"url": format!("https://a.example/{number}")}}));
    store.put((0..1000).map(|number| row(&named(number))).collect()).await.unwrap();
    put(&store, with(5000, json!({"answers": {"recommend": 3}}))).await;
    for (too_many, more) in [(false, 1000), (true, 1001)] {
        let tally = store.tally("support".to_owned(), Some(&page), &zone).await.unwrap();
        assert_eq!(tally.by[&page].too_many, too_many);
        assert_eq!(tally, counted(&store, "support", Some(&page), &zone).await);
        put(&store, named(more)).await;
    }
}

async fn lists_come_a_page_at_a_time(store: Store) {
    for (number, hours) in [(1, Some(2)), (2, None), (3, Some(1)), (4, Some(2))] {
        let asked = json!({"follow_up": {"contact": "a@b.example", "within_hours": hours}});
        put(&store, with(number, asked)).await;
    }
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let filter = FollowUpFilter { limit: 1, after, ..FollowUpFilter::of("support") };
        let Some(next) = store.follow_ups(filter).await.unwrap().pop() else { break };
        after = goodword_core::ResponseId::parse(&next.id).ok();
        listed.push(next.id);
    }
    assert_eq!(listed, [2, 3, 1, 4].map(id));
    for survey in ["a", "b", "c"] {
        put(&store, with(9, json!({"survey": survey}))).await;
    }
    let names = async |after: &str, most| {
        let surveys = store.surveys_behind(after.to_owned(), most).await.unwrap();
        surveys.into_iter().map(|survey| survey.id).collect::<Vec<_>>()
    };
    assert_eq!(
        (names("", 2).await, names("b", 2).await),
        (vec!["a".into(), "b".into()], vec!["c".into(), "support".into()])
    );
    assert_eq!(names("support", 2).await, [] as [String; 0]);
}

async fn what_the_public_began_is_counted_and_known(store: Store) {
    for survey in ["defined", "set", "begun"] {
        assert!(!store.admits(survey, PublicSurveys::Known).await.unwrap());
        put(&store, with(1, json!({"survey": survey}))).await;
    }
    assert_eq!(store.begun_surveys().await.unwrap(), 3);
    let body = r#"{"id":"defined"}"#.to_owned();
    store.put_definition(Definition { survey: "defined".into(), version: String::new(), body }).await.unwrap();
    store.put_settings("set".to_owned(), Settings::default()).await.unwrap();
    assert_eq!(store.begun_surveys().await.unwrap(), 1);
    // What was begun stays known when nothing of it is left.
    assert!(store.erase_response("begun".to_owned(), key(1)).await.unwrap());
    for (survey, known) in [("defined", true), ("set", true), ("begun", true), ("made-up", false)] {
        assert_eq!(store.admits(survey, PublicSurveys::Known).await.unwrap(), known, "{survey}");
        assert!(store.admits(survey, PublicSurveys::UntilMany).await.unwrap(), "{survey}");
    }
    assert_eq!(store.begun_surveys().await.unwrap(), 0);
}

async fn settings_change_only_where_they_are_what_they_were_known_to_be(store: Store) {
    let closed = Settings { closed: true, ..Settings::default() };
    let change = async |settings: &Settings, known: &Settings| {
        store.change_settings("s".to_owned(), settings.clone(), known.clone()).await.unwrap()
    };
    assert!(!change(&closed, &closed).await && store.settings().get("s").is_none());
    assert!(change(&closed, &Settings::default()).await && !change(&closed, &Settings::default()).await);
    assert_eq!(store.stored_settings("s").await.unwrap(), closed);
    assert!(change(&Settings::default(), &closed).await);
    assert_eq!(store.settings().get("s"), Some(&Settings::default()));
}

async fn sessions_are_listed_until_they_are_over(store: Store) {
    let token = |number: u8| Token {
        hash: [number; 32],
        name: "a test".to_owned(),
        scopes: Scopes::new(&[Scope::Read]),
        survey: None,
        created_ms: 1,
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    };
    for (number, session, expires_ms) in [(1, 11, now_ms() + 60_000), (1, 12, 1), (2, 13, i64::MAX), (3, 14, i64::MAX)]
    {
        if ![12].contains(&session) {
            store.put_token(token(number)).await.unwrap();
        }
        store.put_session([session; 32], [number; 32], expires_ms).await.unwrap();
    }
    store.revoke([3; 32]).await.unwrap();
    let listed: Vec<_> = store.sessions().await.unwrap().iter().map(|one| (one.hash[0], one.token[0])).collect();
    assert_eq!(listed, [(11, 1), (13, 2)]);
    // And the newest response of a survey tells what the clock said.
    store.put(vec![row_at(&with(1, json!({})), 1_700_000_000_000)]).await.unwrap();
    assert_eq!(store.engine().newest_ms("support".to_owned()).await.unwrap(), Some(1_700_000_000_000));
    assert_eq!(store.engine().newest_ms("none".to_owned()).await.unwrap(), None);
}
