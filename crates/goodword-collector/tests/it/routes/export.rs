//! Exports: complete, in order of first storage, and readable by our own reader.

use axum::http::{Method, header};
use goodword_collector::token::Scope;
use goodword_core::{Columns, Summary, Zone, reader};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::collector::{Collector, Reply, id, response};

async fn export(collector: &Collector, query: &str) -> Reply {
    let token = collector.token(&[Scope::Read]).await;
    collector.ask(Method::GET, &format!("/v1/surveys/support/responses?{query}"), &token).await
}

/// Ten responses, one a day from 2026-03-01 on, stored in that order.
async fn ten() -> Collector {
    let collector = Collector::new();
    for number in 0..10 {
        let mut body = response(&id(number));
        body["submitted_at"] = format!("2026-03-{:02}T12:00:00+02:00", number + 1).into();
        body["answers"] =
            json!({"recommend": number, "empathy": 1 + number % 5, "comment": format!("=\"{number}\",\n")});
        assert_eq!(collector.post(&body).await.status, 201);
    }
    collector
}

fn numbers(text: &str) -> Vec<u64> {
    let recommend = |line: &str| serde_json::from_str::<Value>(line).unwrap()["answers"]["recommend"].as_u64().unwrap();
    text.lines().map(recommend).collect()
}

async fn check(collector: &Collector, query: &str, expect: impl IntoIterator<Item = u64>) {
    let reply = export(collector, query).await;
    assert_eq!(reply.status, 200, "{query}: {reply:?}");
    assert_eq!(numbers(&reply.text), expect.into_iter().collect::<Vec<_>>(), "{query}");
}

#[tokio::test]
async fn since_and_until_are_half_open_and_after_goes_on_behind() {
    let collector = ten().await;
    check(&collector, "", 0..10).await;
    check(&collector, "since=2026-03-04", 3..10).await;
    check(&collector, "until=2026-03-04", 0..3).await;
    check(&collector, "since=2026-03-04T10:00:00Z&until=2026-03-06T10:00:00Z", 3..5).await;
    check(&collector, "since=2026-03-04T10:00:00.001Z&until=2026-03-06T10:00:00.001Z", 4..6).await;
    check(&collector, "since=2026-03-06&until=2026-03-04", []).await;
    check(&collector, &format!("after={}", id(6)), 7..10).await;
    check(&collector, &format!("after={}&until=2026-03-09", id(6)), 7..8).await;
    check(&collector, &format!("after={}", id(9)), []).await;
}

#[tokio::test]
async fn what_is_not_understood_is_refused_by_name() {
    let collector = ten().await;
    for (query, field) in [
        ("format=xml", "format"),
        ("since=yesterday", "since"),
        ("until=2026-02-30", "until"),
        ("after=7", "after"),
        (&format!("after={}", id(99)), "after"),
        ("format=json&end=1", "end"),
        ("from=2026-03-01", ""),
    ] {
        let problem = export(&collector, query).await.problem(400, "invalid-query");
        assert_eq!(problem["problems"][0]["field"], field, "{query}");
    }
}

fn summary(text: &str) -> Summary {
    let mut columns = Columns::new();
    for line in reader::read(text.as_bytes()) {
        columns.read(line);
    }
    columns.dedupe();
    Summary::of(&columns.tally(&Zone::utc()))
}

#[tokio::test]
async fn every_format_says_the_same() {
    let collector = ten().await;
    let (ndjson, array) = (export(&collector, "").await, export(&collector, "format=json").await);
    assert_eq!(ndjson.header(header::CONTENT_TYPE), "application/x-ndjson");
    assert_eq!(array.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(ndjson.header(header::CONTENT_DISPOSITION), "attachment; filename=\"support.ndjson\"");
    let lines: Vec<Value> = ndjson.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array.json(), json!(lines));
    assert_eq!(summary(&ndjson.text).recommend.n, 10);
    assert_eq!(summary(&ndjson.text), summary(&array.text));
    let csv = export(&collector, "format=csv").await;
    assert_eq!(csv.header(header::CONTENT_TYPE), "text/csv; charset=utf-8; header=present");
    let (head, rest) = csv.text.split_once("\r\n").unwrap();
    assert!(head.starts_with("id,survey,submitted_at,complete,seq,answers.empathy,"), "{head}");
    assert!(
        rest.contains(&format!("{},support,2026-03-04T12:00:00+02:00,true,1,4,,3,\"'=\"\"3\"\",\n\",", id(3))),
        "{rest}"
    );
}

#[tokio::test]
async fn an_empty_survey_is_an_empty_export() {
    let collector = Collector::new();
    assert_eq!(export(&collector, "").await.text, "");
    assert_eq!(export(&collector, "format=json").await.json(), json!([]));
    let head = export(&collector, "format=csv").await.text;
    assert_eq!((head.lines().count(), head.starts_with("id,")), (1, true));
}

#[tokio::test]
async fn the_end_line_says_how_much_there_was() {
    let collector = ten().await;
    let text = export(&collector, "end=1").await.text;
    let (rows, end) = text.trim_end().rsplit_once('\n').unwrap();
    let rows = format!("{rows}\n");
    let hash = Sha256::digest(&rows).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
    assert_eq!(
        serde_json::from_str::<Value>(end).unwrap(),
        json!({"goodword_end": {"rows": 10, "sha256": hash, "changes": 10}})
    );
    assert_eq!((summary(&text).bad, summary(&text)), (0, summary(&rows)));
}

#[tokio::test]
async fn many_pages_are_one_export() {
    let collector = Collector::new();
    let lines: String = (0..2000).map(|number| response(&id(number)).to_string() + "\n").collect();
    let token = collector.token(&[Scope::Write]).await;
    assert_eq!(collector.import(&token, lines).await.json()["stored"], 2000);
    let stored = collector.stored("support").await;
    let ids: Vec<_> = stored.iter().map(|stored| stored["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..2000).map(id).collect::<Vec<_>>());
    assert_eq!(export(&collector, "format=json").await.json().as_array().unwrap().len(), 2000);
    assert_eq!(export(&collector, "format=csv").await.text.lines().count(), 2001);
}

#[tokio::test]
async fn a_csv_begins_with_a_byte_order_mark_where_that_is_asked() {
    let collector = ten().await;
    let plain = export(&collector, "format=csv").await.text;
    assert_eq!(export(&collector, "format=csv&bom=1").await.text, format!("\u{feff}{plain}"));
    export(&collector, "bom=1").await.problem(400, "invalid-query");
}

/// The address of what comes behind a reply.
fn next(reply: &Reply) -> String {
    let link = reply.header(header::LINK);
    let (address, rest) = link.split_once(">; ").unwrap_or_else(|| panic!("{link:?}"));
    assert_eq!(rest, "rel=\"next\"");
    address.strip_prefix('<').unwrap().to_owned()
}

#[tokio::test]
async fn who_follows_the_links_has_everything_once() {
    let collector = ten().await;
    let token = collector.token(&[Scope::Read]).await;
    let get = async |path: &str| collector.ask(Method::GET, path, &token).await;
    let first = get("/v1/surveys/support/responses?end=1&since=2026-03-04").await;
    assert_eq!(first.text.lines().count(), 8);
    let address = next(&first);
    assert_eq!(address, format!("/v1/surveys/support/responses?end=1&since=2026-03-04&after={}", id(9)));
    assert_eq!(get(&address).await.text.lines().count(), 1);
    for number in 10..13 {
        let mut body = response(&id(number));
        body["answers"]["recommend"] = (number - 10).into();
        assert_eq!(collector.post(&body).await.status, 201);
    }
    let second = get(&address).await;
    assert_eq!(second.text.lines().count(), 4);
    let third = get(&next(&second)).await;
    assert_eq!((third.text.lines().count(), next(&third)), (1, next(&second)));
    assert_eq!(export(&Collector::new(), "").await.header(header::LINK), "");
}

async fn known(collector: &Collector, query: &str, etag: &str) -> Reply {
    let token = collector.token(&[Scope::Read]).await;
    let request = axum::http::Request::get(format!("/v1/surveys/support/responses?{query}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::IF_NONE_MATCH, etag);
    collector.send(request.body(axum::body::Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let collector = ten().await;
    let first = export(&collector, "").await;
    let etag = first.header(header::ETAG);
    let again = known(&collector, "", etag).await;
    assert_eq!((again.status.as_u16(), again.text.as_str(), again.header(header::ETAG)), (304, "", etag));
    assert_eq!(next(&again), next(&first));
    assert_eq!(known(&collector, "format=csv", etag).await.status, 200, "another format is another text");
    let mut changed = response(&id(3));
    changed["seq"] = 2.into();
    assert_eq!(collector.post(&changed).await.status, 200);
    let after = known(&collector, "", etag).await;
    assert_eq!(after.status, 200, "a replaced response is a change");
    assert_ne!(after.header(header::ETAG), etag);
}
