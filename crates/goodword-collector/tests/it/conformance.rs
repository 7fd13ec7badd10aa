//! What every engine does alike. Each test runs on each.

use goodword_collector::admission::{Door, admit};
use goodword_collector::store::{
    ANSWERED, Definition, Filter, FollowUps, OPEN, Outcome, Row, Settings, Store, Subject,
};
use goodword_collector::token::{Scope, Scopes, Token};
use goodword_core::{Response, ResponseId, Segment, Tally, Zone};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::collector::{id, response};

macro_rules! on_every_engine {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let folder = super::TempDir::new().unwrap();
                super::$name(super::Store::sqlite(&folder.path().join("goodword.db")).unwrap()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::cluster::store().await).await;
            })*
        }
    };
}

on_every_engine! {
    the_first_creates_and_the_same_again_is_the_same
    a_higher_seq_replaces_and_a_lower_one_does_not
    one_id_of_two_surveys_is_two_responses
    rows_of_one_batch_may_have_one_id
    pages_follow_first_storage_and_end_where_asked
    a_stamp_tells_every_change
    surveys_are_counted
    an_erased_response_stays_away
    a_person_is_erased_everywhere_or_in_one_survey
    follow_ups_come_by_due_date
    an_answered_promise_survives_a_higher_seq
    what_is_too_old_is_swept
    definitions_and_settings_are_remembered
    tokens_end_and_expire
    sessions_end_with_their_token
    only_the_first_administrator_is_made_unasked
    every_text_that_json_can_hold_is_kept
    a_closed_store_refuses
    a_tally_needs_no_response
}

pub fn row(body: &Value) -> Row {
    row_at(body, 1_800_000_000_000)
}

pub fn row_at(body: &Value, now_ms: i64) -> Row {
    let response = Response::parse(&body.to_string()).unwrap();
    admit(response, &goodword_collector::store::Definitions::default(), Door::Public, now_ms).unwrap()
}

#[allow(clippy::needless_pass_by_value, reason = "so that a test can write `json!` at the place")]
fn with(number: u64, fields: Value) -> Value {
    let mut body = response(&id(number));
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

fn key(number: u64) -> ResponseId {
    ResponseId::parse(&id(number)).unwrap()
}

async fn put(store: &Store, body: Value) -> Outcome {
    store.put(vec![row(&body)]).await.unwrap()[0]
}

/// Every stored text of a survey.
pub async fn all(store: &Store, survey: &str) -> Vec<String> {
    let (mut filter, mut bodies) = (Filter::all(survey), Vec::new());
    loop {
        let page = store.page(filter.clone()).await.unwrap();
        if page.bodies.is_empty() {
            return bodies;
        }
        filter.after = page.last;
        bodies.extend(page.bodies);
    }
}

async fn ids(store: &Store, survey: &str) -> Vec<String> {
    let id = |body: &String| serde_json::from_str::<Value>(body).unwrap()["id"].as_str().unwrap().to_owned();
    all(store, survey).await.iter().map(id).collect()
}

/// The tally of the export, counted one by one.
pub async fn counted(store: &Store, survey: &str, by: Option<&Segment>, zone: &Zone) -> Tally {
    let mut tally = Tally::by(zone, by.map(std::slice::from_ref).unwrap_or_default());
    for body in all(store, survey).await {
        tally.push(&Response::parse(&body).unwrap(), zone);
    }
    tally
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
    let page = store.page(Filter { after, through, ..Filter::all("support") }).await.unwrap();
    assert!(page.bodies.len() == 5 && page.last == through, "{page:?}");
    let none = Filter { since_ms: 1_900_000_000_000, ..Filter::all("support") };
    assert!(store.page(none).await.unwrap().bodies.is_empty());
    assert_eq!(position(99_999).await.unwrap(), None);
}

async fn a_stamp_tells_every_change(store: Store) {
    let stamp = || async { store.stamp("support".to_owned()).await.unwrap() };
    assert_eq!(stamp().await, goodword_collector::store::Stamp::default());
    let mut seen = 0;
    let mut changed = |stamp: goodword_collector::store::Stamp, responses: i64, last: u64| {
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
        let wanted = FollowUps { state: state.map(str::to_owned), ..FollowUps::of("support") };
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
    let [kept] = &store.follow_ups(FollowUps::of("support")).await.unwrap()[..] else { panic!("not one") };
    assert_eq!(kept.state.as_deref(), Some(ANSWERED));
    assert_eq!(kept.due_at.as_ref().unwrap().unix_ms(), 1_800_000_000_000 + 7_200_000);
    put(&store, asked("other@b.example", 3)).await;
    let [other] = &store.follow_ups(FollowUps::of("support")).await.unwrap()[..] else { panic!("not one") };
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

async fn definitions_and_settings_are_remembered(store: Store) {
    let define = |version: &str, body: &str| {
        store.put_definition(Definition { survey: "s".into(), version: version.into(), body: body.into() })
    };
    assert!(
        define("1", r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]}"#)
            .await
            .unwrap()
    );
    assert!(
        define("2", r#"{"id":"s","version":"2","questions":[{"id":"a","kind":"scale","min":1,"max":7}]}"#)
            .await
            .unwrap()
    );
    assert!(
        !define("1", r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]} "#)
            .await
            .unwrap()
    );
    assert_eq!(
        store.definition("s".to_owned()).await.unwrap().unwrap().body,
        r#"{"id":"s","version":"1","questions":[{"id":"a","kind":"scale","min":1,"max":7}]} "#
    );
    assert_eq!(store.definition("t".to_owned()).await.unwrap(), None);
    assert!(store.definitions().get("s", Some("2")).is_some() && store.definitions().get("s", Some("3")).is_none());
    assert!(!store.settings().any_keys() && store.settings().get("s").is_none());
    let settings = Settings { keys: vec!["gw_pub_1".to_owned()], ..Settings::default() };
    store.put_settings("s".to_owned(), settings.clone()).await.unwrap();
    assert!(store.settings().any_keys() && store.settings().get("s") == Some(&settings));
    store.put_settings("s".to_owned(), Settings::default()).await.unwrap();
    assert_eq!(store.settings().get("s"), Some(&Settings::default()));
}

fn token(number: u8, scope: Scope) -> Token {
    Token {
        hash: [number; 32],
        name: "Ännchen".to_owned(),
        scopes: Scopes::new(&[scope]),
        survey: Some("support".to_owned()),
        created_ms: i64::from(number),
        revoked_ms: None,
        expires_ms: None,
        used_ms: None,
    }
}

async fn tokens_end_and_expire(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    store.put_token(Token { expires_ms: Some(1), ..token(2, Scope::Read) }).await.unwrap();
    store.put_token(Token { expires_ms: Some(i64::MAX), ..token(3, Scope::Read) }).await.unwrap();
    assert_eq!(store.token([1; 32]).await.unwrap(), Some(token(1, Scope::Read)));
    assert_eq!(store.token([2; 32]).await.unwrap(), None);
    assert!(store.token([3; 32]).await.unwrap().is_some());
    assert!(store.revoke([1; 32]).await.unwrap() && !store.revoke([1; 32]).await.unwrap());
    assert_eq!(store.token([1; 32]).await.unwrap(), None);
    store.engine().touch_token([3; 32], 77).await.unwrap();
    let used: Vec<_> = store.tokens().await.unwrap().into_iter().map(|token| token.used_ms).collect();
    assert_eq!(used, [None, None, Some(77)]);
}

async fn sessions_end_with_their_token(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    for (session, expires_ms) in [(11, i64::MAX), (12, 1), (13, i64::MAX)] {
        store.put_session([session; 32], [1; 32], expires_ms).await.unwrap();
    }
    assert!(store.session([11; 32]).await.unwrap().is_some());
    assert!(store.session([12; 32]).await.unwrap().is_none());
    assert!(store.session([14; 32]).await.unwrap().is_none());
    assert!(store.end_session([13; 32]).await.unwrap() && !store.end_session([13; 32]).await.unwrap());
    assert!(store.session([13; 32]).await.unwrap().is_none());
    store.revoke([1; 32]).await.unwrap();
    assert!(store.session([11; 32]).await.unwrap().is_none());
}

async fn only_the_first_administrator_is_made_unasked(store: Store) {
    store.put_token(token(1, Scope::Read)).await.unwrap();
    assert!(store.put_first_admin(token(2, Scope::Admin)).await.unwrap());
    assert!(!store.put_first_admin(token(3, Scope::Admin)).await.unwrap());
    store.revoke([2; 32]).await.unwrap();
    assert!(!store.put_first_admin(token(3, Scope::Admin)).await.unwrap());
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
    store.probe().await.unwrap();
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
