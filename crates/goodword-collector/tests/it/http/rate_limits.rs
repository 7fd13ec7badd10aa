//! Floods are held off, and nobody honest with them: what is refused is told when to come again, and is stored then.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use goodword_collector::config::{Config, RateLimitConfig};
use goodword_collector::token::Scope;
use serde_json::json;

use crate::collector::{Collector, Reply, id, response};

fn limited(network: u32, survey: u32, proxies: &[&str]) -> Collector {
    let proxies = proxies.iter().map(|proxy| proxy.parse().unwrap());
    Collector::with(&Config {
        rate_limits: RateLimitConfig { network, survey, write_key: 0 },
        trusted_proxies: proxies.collect(),
        ..Config::default()
    })
}

async fn post_from(collector: &Collector, peer: &str, forwarded: &str, number: u64) -> Reply {
    let mut request = Request::post("/v1/responses").header(header::CONTENT_TYPE, "application/json");
    if !forwarded.is_empty() {
        request = request.header("x-forwarded-for", forwarded);
    }
    let peer: SocketAddr = format!("{peer}:4000").parse().unwrap();
    let request = request.extension(ConnectInfo(peer)).body(Body::from(response(&id(number)).to_string()));
    collector.send(request.unwrap()).await
}

#[track_caller]
fn is_told_when(reply: &Reply) {
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(reply.text.contains("urn:goodword:problem:rate-limited"), "{}", reply.text);
    let seconds: u64 = reply.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=65).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn one_address_that_floods_is_told_when_to_come_again_and_others_do_not_notice() {
    let collector = limited(20, 0, &[]);
    for number in 0..20 {
        assert_eq!(post_from(&collector, "203.0.113.7", "", number).await.status, StatusCode::CREATED);
    }
    is_told_when(&post_from(&collector, "203.0.113.7", "", 20).await);
    assert_eq!(post_from(&collector, "203.0.113.8", "", 21).await.status, StatusCode::CREATED);
    assert_eq!(collector.stored("support").await.len(), 21);
}

#[tokio::test]
async fn what_was_refused_is_stored_once_its_time_has_come() {
    let collector = limited(60, 0, &[]);
    for number in 0..60 {
        assert_eq!(post_from(&collector, "203.0.113.7", "", number).await.status, StatusCode::CREATED);
    }
    is_told_when(&post_from(&collector, "203.0.113.7", "", 60).await);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(post_from(&collector, "203.0.113.7", "", 60).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn ten_thousand_visitors_behind_a_trusted_proxy_are_all_stored_while_one_floods() {
    let collector = limited(10, 0, &["127.0.0.1"]);
    let mut refused = 0;
    for wave in 0..20_u64 {
        let posts = (500 * wave..500 * (wave + 1)).map(async |number| {
            let address = format!("100.{}.{}.{}", 64 + number / 65_536, number / 256 % 256, number % 256);
            // Whatever a visitor writes in front, the proxy's own word stands last.
            let forwarded = format!("203.0.113.66, {address}");
            assert_eq!(
                post_from(&collector, "127.0.0.1", &forwarded, number).await.status,
                StatusCode::CREATED,
                "{number}"
            );
            post_from(&collector, "127.0.0.1", &format!("{address}, 203.0.113.66"), 100_000 + number).await.status
        });
        let floods = futures_util::future::join_all(posts).await;
        refused += floods.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    }
    assert!(refused > 9_000, "{refused}");
    assert!(collector.stored("support").await.len() >= 10_000);
}

#[tokio::test]
async fn who_is_behind_a_proxy_that_nobody_named_is_not_taken_for_one_visitor() {
    let collector = limited(5, 0, &[]);
    for number in 0..50 {
        assert_eq!(post_from(&collector, "127.0.0.1", "203.0.113.7", number).await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn a_line_of_the_new_internet_is_one_visitor_however_many_addresses_it_has() {
    let collector = limited(5, 0, &["10.0.0.1"]);
    for number in 0..5 {
        let reply = post_from(&collector, "10.0.0.1", &format!("2001:db8:1:2::{number}"), number).await;
        assert_eq!(reply.status, StatusCode::CREATED);
    }
    is_told_when(&post_from(&collector, "10.0.0.1", "2001:db8:1:2:ffff::1", 5).await);
    assert_eq!(post_from(&collector, "10.0.0.1", "2001:db8:1:3::1", 6).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_survey_has_a_limit_of_its_own_which_what_is_refused_does_not_use_up() {
    let collector = limited(0, 10, &[]);
    for _ in 0..50 {
        let wrong = json!({"id": id(1), "survey": "support", "submitted_at": "soon", "answers": {}});
        assert_eq!(collector.post(&wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for number in 0..10 {
        assert_eq!(collector.post(&response(&id(number))).await.status, StatusCode::CREATED);
    }
    is_told_when(&collector.post(&response(&id(10))).await);
    let mut other = response(&id(11));
    other["survey"] = json!("other");
    assert_eq!(collector.post(&other).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn an_owner_imports_as_much_as_there_is() {
    let collector = limited(5, 5, &[]);
    let token = collector.token(&[Scope::Write]).await;
    let lines: Vec<_> = (0..200).map(|number| response(&id(number)).to_string()).collect();
    assert_eq!(collector.import(&token, lines.join("\n")).await.status, StatusCode::OK);
    assert_eq!(collector.stored("support").await.len(), 200);
}

#[tokio::test]
async fn who_tries_tokens_is_slowed_down_and_the_right_one_still_opens() {
    let collector = limited(600, 0, &[]);
    let right = collector.token(&[Scope::Read]).await;
    let ask = async |token: &str| {
        let request = Request::get("/v1/surveys").header(header::AUTHORIZATION, format!("Bearer {token}"));
        let peer: SocketAddr = "203.0.113.7:4000".parse().unwrap();
        collector.send(request.extension(ConnectInfo(peer)).body(Body::empty()).unwrap()).await
    };
    let mut replies = Vec::new();
    for number in 0..70 {
        replies.push(ask(&format!("gw_sec_{number:043}")).await);
    }
    assert!(replies[..60].iter().all(|reply| reply.status == StatusCode::UNAUTHORIZED));
    is_told_when(&replies[69]);
    assert_eq!(ask(&right).await.status, StatusCode::OK);
}
