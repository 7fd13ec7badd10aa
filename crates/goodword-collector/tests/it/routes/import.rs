//! Imports: streamed, repeatable, and honest about every line.

use axum::body::{Body, Bytes};
use goodword_collector::token::Scope;
use serde_json::{Value, json};

use crate::collector::{Collector, ID, id, response};

async fn import(collector: &Collector, lines: impl Into<Body>) -> Value {
    let token = collector.token(&[Scope::Write]).await;
    let reply = collector.import(&token, lines).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()
}

fn lines(numbers: std::ops::Range<u64>) -> String {
    numbers.map(|number| response(&id(number)).to_string() + "\n").collect()
}

#[tokio::test]
async fn what_is_imported_twice_is_stored_once() {
    let collector = Collector::new();
    let report = import(&collector, lines(0..1000)).await;
    assert_eq!(report, json!({"stored": 1000, "already": 0, "bad_count": 0, "bad": []}));
    let report = import(&collector, lines(0..1001)).await;
    assert_eq!(report, json!({"stored": 1, "already": 1000, "bad_count": 0, "bad": []}));
    assert_eq!(collector.stored("support").await.len(), 1001);
}

#[tokio::test]
async fn bad_lines_are_listed_and_the_rest_is_stored() {
    let collector = Collector::new();
    let (good, mut conflict, mut newer) = (response(ID), response(ID), response(ID));
    conflict["answers"]["recommend"] = 1.into();
    (newer["seq"], newer["answers"]["recommend"]) = (2.into(), 2.into());
    let long = json!({"id": id(9), "survey": "support", "submitted_at": "2026-03-14T09:26:53Z", "answers": {},
        "pad": "x", "fields": {"a": "y"}})
    .to_string()
        + &" ".repeat(10)
        + &"z".repeat(70_000);
    let text = format!("{good}\n\n{{\n{conflict}\r\n[1]\n{newer}\n{long}\n\u{feff}\n{}", response(&id(1)));
    let report = import(&collector, text).await;
    assert_eq!((&report["stored"], &report["already"]), (&json!(3), &json!(0)), "{report}");
    let bad: Vec<_> = report["bad"].as_array().unwrap().iter().map(|bad| bad["line"].as_u64().unwrap()).collect();
    assert_eq!(bad, [3, 4, 5, 7, 8], "{report}");
    assert_eq!(report["bad_count"], 5);
    assert!(report["bad"].to_string().contains("id: another response is stored under it"), "{report}");
    let stored = collector.stored("support").await;
    assert_eq!(stored.iter().map(|stored| stored["answers"]["recommend"].clone()).collect::<Vec<_>>(), [2, 9]);
}

#[tokio::test]
async fn a_long_list_of_bad_lines_is_cut_and_still_counted() {
    let collector = Collector::new();
    let report = import(&collector, "{}\n".repeat(2500)).await;
    assert_eq!((report["bad"].as_array().unwrap().len(), &report["bad_count"]), (1000, &json!(2500)));
}

#[tokio::test]
async fn what_is_old_keeps_its_day() {
    let collector = Collector::new();
    let line = |at: u64, submitted: &str| {
        let mut line = response(&id(at));
        line["submitted_at"] = submitted.into();
        line.to_string() + "\n"
    };
    // One was received years ago by another server; one is from a clock that runs ahead.
    import(&collector, line(1, "2019-05-01T09:00:00Z") + &line(2, "2099-01-01T00:00:00Z")).await;
    let stored = collector.stored("support").await;
    let received: Vec<_> = stored.iter().map(|one| one["received_at"].as_str().unwrap()[..4].to_owned()).collect();
    assert!(received[0] == "2019" && received[1] != "2099", "{received:?}");
    let zone = goodword_core::Zone::utc();
    let days =
        |body: &Value| zone.day(goodword_core::Response::parse(&body.to_string()).unwrap().counted_ms()).to_string();
    assert!(days(&stored[0]) == "2019-05-01" && !days(&stored[1]).starts_with("2099"));
}

#[tokio::test]
async fn how_a_file_was_read_is_said() {
    let collector = Collector::new();
    let row = format!("id,survey,submitted_at,answers.recommend\n{ID},support,2026-03-14 09:00:00,9.0\n");
    let report = import(&collector, row).await;
    let notes = ["1 response names no time zone: its time was read as UTC"];
    assert_eq!(report, json!({"stored": 1, "already": 0, "bad_count": 0, "bad": [], "notes": notes}));
}

#[tokio::test]
async fn what_a_server_said_before_is_kept() {
    let collector = Collector::new();
    let mut body = response(ID);
    body["received_at"] = "2026-03-14T09:26:54Z".into();
    body["quality"] = "fast".into();
    body["follow_up"] = json!({"state": "answered", "due_at": "2026-03-15T09:26:54Z"});
    body["identity"] = "signed".into();
    (body["key"], body["proof"], body["honeypot"]) = ("gw_pub_1".into(), "a.b.c".into(), true.into());
    assert_eq!(import(&collector, body.to_string()).await["stored"], 1);
    let stored = collector.stored("support").await.remove(0);
    for name in ["received_at", "quality", "identity", "follow_up"] {
        assert_eq!(stored[name], body[name]);
    }
    assert!(["key", "proof", "honeypot"].iter().all(|name| stored.get(name).is_none()), "{stored}");
}

#[tokio::test]
async fn lines_are_found_wherever_the_pieces_are_cut() {
    let text = lines(0..40);
    for size in [1, 7, 100, 4096] {
        let collector = Collector::new();
        let pieces: Vec<Result<Bytes, std::io::Error>> =
            text.as_bytes().chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let report = import(&collector, Body::from_stream(futures_util::stream::iter(pieces))).await;
        assert_eq!(report["stored"], 40, "{size}: {report}");
    }
}

#[tokio::test]
async fn an_import_that_breaks_off_says_what_is_stored() {
    let collector = Collector::new();
    let pieces = [Ok(Bytes::from(lines(0..300))), Err(std::io::Error::other("the line was cut"))];
    let token = collector.token(&[Scope::Write]).await;
    let reply = collector.import(&token, Body::from_stream(futures_util::stream::iter(pieces))).await;
    let problem = reply.problem(400, "not-json");
    assert!(problem["detail"].as_str().unwrap().contains("256 lines of it are stored"), "{problem}");
    assert_eq!(collector.stored("support").await.len(), 256);
}
