//! Whatever is wrong is refused with its name and its rule, and nothing of it is stored or repeated.

use serde_json::{Value, json};

use crate::collector::{Collector, ID, response};

/// `change` is merged into a good response; the reply names `field` and a rule that holds `rule`.
async fn check(change: Value, field: &str, rule: &str) {
    let collector = Collector::new();
    let mut body = response(ID);
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    let reply = collector.post(&body).await;
    let problems = reply.problem(422, "invalid-response")["problems"].clone();
    let named = problems.as_array().unwrap().iter().find(|problem| problem["field"] == field);
    let named = named.unwrap_or_else(|| panic!("{field} is not named in {problems}"));
    assert!(named["rule"].as_str().unwrap().contains(rule), "{named}");
    assert_eq!(collector.stored("support").await, [] as [Value; 0], "{body}");
}

#[tokio::test]
async fn a_field_of_the_wrong_type_or_out_of_range_is_named_with_its_rule() {
    check(json!({"answers": {"recommend": "9"}}), "answers.recommend", "whole number from 0 to 10").await;
    check(json!({"answers": {"recommend": 11}}), "answers.recommend", "whole number from 0 to 10").await;
    check(json!({"answers": {"recommend": 4.5}}), "answers.recommend", "whole number from 0 to 10").await;
    check(json!({"answers": {"empathy": 0}}), "answers.empathy", "whole number from 1 to 5").await;
    check(json!({"answers": {"promise": "perhaps"}}), "answers.promise", "broken, kept, exceeded, none").await;
    check(json!({"answers": {"comment": ""}}), "answers.comment", "1 to 10000 characters").await;
    check(json!({"answers": {"effort": {}}}), "answers.effort", "a number, a text").await;
    check(json!({"answers": 7}), "answers", "must be an object").await;
    check(json!({"id": "7"}), "id", "must be a UUID").await;
    check(json!({"id": 7}), "id", "must be a UUID").await;
    check(json!({"survey": "a b"}), "survey", "1 to 64 letters").await;
    check(json!({"submitted_at": "yesterday"}), "submitted_at", "RFC 3339").await;
    check(json!({"submitted_at": null}), "submitted_at", "is required").await;
    check(json!({"seq": -1}), "seq", "whole number").await;
    check(json!({"complete": "yes"}), "complete", "true or false").await;
    check(json!({"context": {"url": 7}}), "context.url", "a text").await;
    check(json!({"follow_up": {"within_hours": 0}}), "follow_up.within_hours", "whole number").await;
    check(json!({"later": "x".repeat(5000)}), "later", "longer than 4096 bytes").await;
}

/// A body that is no response at all.
async fn check_body(body: impl Into<Vec<u8>>, status: u16, name: &str) {
    let body = body.into();
    for media_type in ["application/json", "text/plain;charset=UTF-8"] {
        let collector = Collector::new();
        let reply = collector.post_text(media_type, body.clone()).await;
        reply.problem(status, name);
        assert_eq!(collector.stored("support").await, [] as [Value; 0]);
    }
}

#[tokio::test]
async fn a_body_that_is_no_object_is_refused() {
    check_body("", 400, "not-json").await;
    check_body("[]", 400, "not-json").await;
    check_body(format!("[{}]", response(ID)), 400, "not-json").await;
    check_body("7", 400, "not-json").await;
    check_body("{", 400, "not-json").await;
    check_body(format!("{}{{}}", response(ID)), 400, "not-json").await;
    check_body(&b"{\"id\":\"\xff\xfe\"}"[..], 400, "not-json").await;
    check_body("{}", 422, "invalid-response").await;
}

#[tokio::test]
async fn a_body_is_as_large_as_64_kilobytes_and_no_larger() {
    let collector = Collector::new();
    let padded = |length: usize| {
        let body = response(ID).to_string();
        body.clone() + &" ".repeat(length - body.len())
    };
    assert_eq!(collector.post_text("application/json", padded(65_536)).await.status, 201);
    check_body(padded(65_537), 413, "too-large").await;
    check_body(padded(2_000_000), 413, "too-large").await;
    check_body(padded(20_000_000), 413, "too-large").await;
}

#[tokio::test]
async fn other_media_types_are_refused() {
    for media_type in ["application/x-www-form-urlencoded", "text/html", "multipart/form-data", "json", ""] {
        let collector = Collector::new();
        let reply = collector.post_text(media_type, response(ID).to_string()).await;
        assert!(reply.problem(415, "media-type")["detail"].as_str().unwrap().contains("application/json"));
    }
}

#[tokio::test]
async fn no_refusal_repeats_what_was_sent() {
    let collector = Collector::new();
    let secret = "Confidential words";
    for body in [
        json!({"id": secret, "survey": secret, "submitted_at": secret, "answers": {"promise": secret}}).to_string(),
        format!("{{\"id\": {secret}"),
        format!("[\"{secret}\"]"),
        format!("\"{secret}\""),
    ] {
        let reply = collector.post_text("application/json", body.clone()).await;
        assert!(reply.status.is_client_error() && !reply.text.contains("Confidential"), "{body}: {reply:?}");
    }
}

#[tokio::test]
async fn every_problem_is_told_at_once() {
    let collector = Collector::new();
    let body = json!({"id": "7", "survey": "a b", "answers": {"empathy": 6, "promise": "perhaps", "recommend": "9"}});
    let problem = collector.post(&body).await.problem(422, "invalid-response");
    let fields: Vec<_> =
        problem["problems"].as_array().unwrap().iter().map(|problem| problem["field"].clone()).collect();
    assert_eq!(fields, ["id", "survey", "submitted_at", "answers.empathy", "answers.promise", "answers.recommend"]);
}
