//! A database of the first schema, with rows in it, is brought forward when it is opened.

use goodword_collector::store::{FollowUpFilter, Outcome, Store};
use goodword_core::{Segment, Zone};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::conformance::{counted, row};
use crate::program::{Program, stdout};

const FIRST: &str = include_str!("../../migrations/sqlite/1.sql");
const COLUMNS: &str = "position, tenant, survey, id, seq, submitted_ms, received_ms, hash, body";

/// The same rows as the first version would have left them in a folder of its own.
fn of_the_first_schema(now: &TempDir) -> TempDir {
    let folder = TempDir::new().unwrap();
    let database = Connection::open(folder.path().join("goodword.db")).unwrap();
    database.execute_batch(FIRST).unwrap();
    database.pragma_update(None, "user_version", "1").unwrap();
    let newer = now.path().join("goodword.db");
    database.execute("ATTACH ?1 AS newer", [newer.to_str().unwrap()]).unwrap();
    let copied = database
        .execute(&format!("INSERT INTO response ({COLUMNS}) SELECT {COLUMNS} FROM newer.response"), [])
        .unwrap();
    assert_eq!(copied, 301);
    folder
}

/// What an owner reads of it.
fn told(program: &Program) -> Vec<String> {
    let admin = program.admin.as_ref().expect("the first start shows a token");
    let read = |path: &str| {
        let head = format!("GET {path} HTTP/1.1\r\nAuthorization: Bearer {admin}\r\nConnection: close");
        let (status, reply) = program.request(&head, b"").unwrap();
        assert_eq!(status, 200, "{path}: {reply}");
        reply.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or(reply)
    };
    let paths = ["/v1/surveys", "/v1/surveys/support/tally?by=day,device", "/v1/surveys/support/follow-ups"];
    let mut told: Vec<_> = paths.into_iter().map(read).collect();
    told.push(stdout(program.folder.path(), &["export", "--survey", "support"]));
    told
}

/// A copy as an older collector would have left it: counted by a rule that believed the visitor's clock.
fn of_an_older_rule(now: &TempDir) -> TempDir {
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("goodword.db");
    let database = Connection::open(now.path().join("goodword.db")).unwrap();
    database.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    let database = Connection::open(copy).unwrap();
    let moved = database.execute("UPDATE cell SET quarter = quarter + 2560000 WHERE part = ''", []).unwrap();
    assert!(moved > 0);
    database.execute_batch("UPDATE counted SET rule = 1; DELETE FROM token;").unwrap();
    folder
}

#[test]
fn what_was_counted_by_another_rule_is_counted_anew() {
    let now = Program::start();
    let mut wrong = response(&id(1));
    wrong["submitted_at"] = "2099-01-01T00:00:00Z".into();
    assert_eq!(now.post(&wrong.to_string()).unwrap().0, 201);
    let before = Program::start_in(of_an_older_rule(&now.folder), |program| program);
    let (now, before) = (told(&now), told(&before));
    // It stands on the day on which it was received.
    assert!(now[1].contains("\"days\":{\"20") && !now[1].contains("2099") && !now[1].contains("undated"), "{now:?}");
    assert_eq!(before, now);
}

#[test]
fn its_rows_are_counted_and_their_follow_ups_found() {
    let now = Program::start();
    let admin = now.admin.clone().unwrap();
    let lines = stdout(now.folder.path(), &["seed", "300", "--survey", "support"]);
    let import =
        format!("POST /v1/responses HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nAuthorization: Bearer {admin}");
    let (status, reply) = now.request(&import, lines.as_bytes()).unwrap();
    assert!(status == 200 && reply.contains("\"stored\":300"), "{reply}");
    let mut asked = response(&id(1));
    asked["follow_up"] = json!({"contact": "a@shop.example", "within_hours": 24});
    assert_eq!(now.post(&asked.to_string()).unwrap().0, 201);

    let before = Program::start_in(of_the_first_schema(&now.folder), |program| program);
    let (now, before) = (told(&now), told(&before));
    assert!(now[1].contains("mobile") && now[2].contains("a@shop.example") && now[3].lines().count() == 301, "{now:?}");
    assert_eq!(before, now);
}

/// As the release before left it, and not as this version thinks it did.
#[tokio::test]
async fn a_database_of_the_version_before_is_taken_over_whole() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("goodword.db");
    Connection::open(&path).unwrap().execute_batch(include_str!("../data/schema-2.sql")).unwrap();
    let store = Store::sqlite(&path).unwrap();
    let surveys = store.surveys().await.unwrap();
    let counts: Vec<_> = surveys.iter().map(|survey| (survey.id.as_str(), survey.responses)).collect();
    assert_eq!(counts, [("shop", 2), ("support", 9)]);
    let zone = Zone::utc();
    for by in [None, Some("fields.plan"), Some("page"), Some("survey_version")] {
        let by = by.map(|by| Segment::parse(by).unwrap());
        let tally = store.tally("support".to_owned(), by.as_ref(), &zone).await.unwrap();
        assert_eq!(tally, counted(&store, "support", by.as_ref(), &zone).await);
    }
    let follow_ups = store.follow_ups(FollowUpFilter::of("support")).await.unwrap();
    let states: Vec<_> = follow_ups.iter().map(|one| (one.id.clone(), one.state.clone().unwrap())).collect();
    assert_eq!(states, [(id(3), "answered".to_owned()), (id(4), "open".to_owned())]);
    let settings = store.settings().get("support").cloned().unwrap();
    assert_eq!((settings.keys.len(), settings.closed, settings.strict), (1, false, false));
    assert!(store.definitions().get("support", Some("1")).is_some());
    assert_eq!(store.tokens().await.unwrap().len(), 1);
    let put = async |number: u64| store.put(vec![row(&response(&id(number)))]).await.unwrap()[0];
    assert_eq!((put(7).await, put(99).await), (Outcome::Erased, Outcome::Created));
}
