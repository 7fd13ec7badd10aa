//! Who answers: what proves it, what does not, and that no answer is lost by it.

use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use futures_util::future::join_all;
use goodword_collector::clock;
use goodword_collector::store::{Identity, Proof, Settings};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::collector::{Collector, id, response};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const LATER: &str = "fedcba9876543210fedcba9876543210";

async fn asking(identity: Identity, require_identity: bool) -> Collector {
    let collector = Collector::new();
    let signing_secrets = vec![SECRET.to_owned(), LATER.to_owned()];
    let settings = Settings { identity, require_identity, signing_secrets, ..Settings::default() };
    collector.store.put_settings("support".to_owned(), settings).await.unwrap();
    collector
}

fn part(json: &Value) -> String {
    BASE64URL_NOPAD.encode(json.to_string().as_bytes())
}

fn signed_with(header: &Value, claims: &Value, secret: &str) -> String {
    let text = format!("{}.{}", part(header), part(claims));
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(&text).finalize();
    format!("{text}.{}", BASE64URL_NOPAD.encode(&mac.into_bytes()))
}

fn signed(claims: &Value) -> String {
    signed_with(&json!({"alg": "HS256", "typ": "JWT"}), claims, SECRET)
}

fn seconds(from_now: i64) -> i64 {
    clock::now_ms() / 1000 + from_now
}

fn claims(jti: &str) -> Value {
    json!({"sub": "customer 7", "aud": "support", "exp": seconds(300), "jti": jti})
}

fn changed(changes: &Value) -> Value {
    let mut all = claims("changed");
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => _ = all.as_object_mut().unwrap().remove(name),
            value => all[name] = value.clone(),
        }
    }
    all
}

async fn post(collector: &Collector, number: u64, proof: Option<&str>) -> StatusCode {
    let mut body = response(&id(number));
    if let Some(proof) = proof {
        body["proof"] = proof.into();
    }
    collector.post(&body).await.status
}

/// What is stored of who gave a response.
async fn identity(collector: &Collector, number: u64) -> Option<String> {
    let stored = collector.stored("support").await;
    let found = stored.iter().find(|stored| stored["id"] == id(number)).unwrap_or_else(|| panic!("{number} is lost"));
    assert!(found.get("proof").is_none(), "a proof is stored: {found}");
    found.get("identity").map(|identity| identity.as_str().unwrap().to_owned())
}

#[track_caller]
fn same(found: Option<&str>, expect: Option<&str>, what: &str) {
    assert_eq!(found, expect, "{what}");
}

#[tokio::test]
async fn whom_the_back_end_vouches_for_is_known_and_nothing_else_is() {
    let collector = asking(Identity::Signed, false).await;
    let (header, body) = (json!({"alg": "HS256"}), claims("a"));
    let none = format!("{}.{}.", part(&json!({"alg": "none"})), part(&body));
    let right = signed(&claims("b"));
    let swapped = {
        let (_, rest) = right.split_once('.').unwrap();
        let signature = rest.split_once('.').unwrap().1;
        format!("{}.{}.{signature}", part(&header), part(&changed(&json!({"sub": "somebody else"}))))
    };
    let cases: Vec<(&str, Option<String>, &str)> = vec![
        ("as it should be", Some(signed(&body)), "signed"),
        ("the later of two secrets", Some(signed_with(&header, &claims("later"), LATER)), "signed"),
        ("for several surveys", Some(signed(&changed(&json!({"aud": ["sales", "support"], "jti": "c"})))), "signed"),
        ("none", None, "unproven: missing"),
        ("an invitation", Some("gw_inv_AAAAAAAAAAAAAAAAAAAAAA".to_owned()), "unproven: malformed"),
        ("no JWT", Some("a.b.c".to_owned()), "unproven: malformed"),
        ("alg none", Some(none.clone()), "unproven: malformed"),
        ("alg none with a signature", Some(none + "AAAA"), "unproven: malformed"),
        ("alg HS384", Some(signed_with(&json!({"alg": "HS384"}), &body, SECRET)), "unproven: algorithm"),
        ("alg RS256", Some(signed_with(&json!({"alg": "RS256"}), &body, SECRET)), "unproven: algorithm"),
        ("another key", Some(signed_with(&header, &body, "another secret of thirty-two bytes")), "unproven: signature"),
        ("other claims", Some(swapped), "unproven: signature"),
        ("no signature", Some(right.rsplit_once('.').unwrap().0.to_owned() + "."), "unproven: signature"),
        ("another survey", Some(signed(&changed(&json!({"aud": "sales"})))), "unproven: audience"),
        ("no survey", Some(signed(&changed(&json!({"aud": null})))), "unproven: malformed"),
        ("no end", Some(signed(&changed(&json!({"exp": null})))), "unproven: malformed"),
        ("an end that is a text", Some(signed(&changed(&json!({"exp": "4000000000"})))), "unproven: malformed"),
        ("no name", Some(signed(&changed(&json!({"jti": null})))), "unproven: malformed"),
        ("an empty name", Some(signed(&changed(&json!({"jti": ""})))), "unproven: malformed"),
        ("not yet", Some(signed(&changed(&json!({"nbf": seconds(3_600)})))), "unproven: malformed"),
        ("over", Some(signed(&changed(&json!({"exp": seconds(-1)})))), "unproven: expired"),
        ("used before", Some(signed(&body)), "unproven: used"),
    ];
    for (number, (what, proof, expect)) in (0..).zip(&cases) {
        assert_eq!(post(&collector, number, proof.as_deref()).await, StatusCode::CREATED, "{what}");
        same(identity(&collector, number).await.as_deref(), Some(expect), what);
    }
    assert_eq!(collector.stored("support").await.len(), cases.len());
}

#[tokio::test]
async fn a_later_state_of_an_answer_stays_proven_when_its_proof_has_ended() {
    let collector = asking(Identity::Signed, false).await;
    let proof = signed(&changed(&json!({"exp": seconds(1)})));
    assert_eq!(post(&collector, 1, Some(&proof)).await, StatusCode::CREATED);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let mut later = response(&id(1));
    (later["seq"], later["proof"]) = (2.into(), proof.as_str().into());
    assert_eq!(collector.post(&later).await.status, StatusCode::OK);
    same(identity(&collector, 1).await.as_deref(), Some("signed"), "the same answer");
    assert_eq!(post(&collector, 2, Some(&proof)).await, StatusCode::CREATED);
    same(identity(&collector, 2).await.as_deref(), Some("unproven: used"), "another answer");
}

#[tokio::test]
async fn of_many_that_come_together_one_is_proven() {
    let collector = asking(Identity::Signed, false).await;
    let proof = signed(&claims("one"));
    join_all((0..40).map(|number| post(&collector, number, Some(&proof)))).await;
    let stored = collector.stored("support").await;
    let proven = stored.iter().filter(|stored| stored["identity"] == "signed").count();
    let used = stored.iter().filter(|stored| stored["identity"] == "unproven: used").count();
    assert_eq!((proven, used), (1, 39));
}

#[tokio::test]
async fn who_wants_no_others_refuses_them() {
    let collector = asking(Identity::Signed, true).await;
    let refused = collector.post(&response(&id(1))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("urn:goodword:problem:unproven"), "{}", refused.text);
    assert_eq!(post(&collector, 1, Some(&signed(&claims("a")))).await, StatusCode::CREATED);
    assert_eq!(post(&collector, 2, Some(&signed(&claims("a")))).await, StatusCode::FORBIDDEN);
    assert_eq!(collector.stored("support").await.len(), 1);
}

#[tokio::test]
async fn an_invitation_is_good_for_one_answer() {
    let collector = asking(Identity::Invited, false).await;
    let invite = |survey: &str, code: &str, expires_ms| Proof {
        survey: survey.to_owned(),
        hash: Sha256::digest(code).into(),
        response: None,
        expires_ms,
    };
    let made = vec![
        invite("support", "gw_inv_a", None),
        invite("support", "gw_inv_b", Some(1)),
        invite("sales", "gw_inv_c", None),
    ];
    collector.store.put_proofs(made).await.unwrap();
    let cases = [
        ("gw_inv_a", "invited"),
        ("gw_inv_a", "unproven: used"),
        ("gw_inv_b", "unproven: expired"),
        ("gw_inv_c", "unproven: unknown"),
        ("gw_inv_d", "unproven: unknown"),
        ("a.b.c", "unproven: malformed"),
    ];
    for (number, (code, expect)) in (0..).zip(cases) {
        assert_eq!(post(&collector, number, Some(code)).await, StatusCode::CREATED, "{code}");
        same(identity(&collector, number).await.as_deref(), Some(expect), code);
    }
    // The same answer once more, as after a reply that was lost.
    assert_eq!(post(&collector, 0, Some("gw_inv_a")).await, StatusCode::OK);
    same(identity(&collector, 0).await.as_deref(), Some("invited"), "again");
}

#[tokio::test]
async fn a_survey_that_asks_nobody_looks_at_no_proof() {
    let collector = Collector::new();
    assert_eq!(post(&collector, 1, Some("a.b.c")).await, StatusCode::CREATED);
    same(identity(&collector, 1).await.as_deref(), None, "open");
    assert_eq!(post(&collector, 2, Some(&"x".repeat(4_097))).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_only_looks_uses_nothing_up() {
    for require_identity in [false, true] {
        let collector = asking(Identity::Signed, require_identity).await;
        let proof = signed(&claims("a"));
        let mut shown = response(&id(1));
        (shown["seq"], shown["complete"], shown["answers"]) = (0.into(), false.into(), json!({}));
        shown["proof"] = proof.as_str().into();
        assert_eq!(collector.post(&shown).await.status, StatusCode::CREATED);
        same(identity(&collector, 1).await.as_deref(), None, "shown");
        // On another device: another answer, and the first that the proof is used for.
        assert_eq!(post(&collector, 2, Some(&proof)).await, StatusCode::CREATED);
        same(identity(&collector, 2).await.as_deref(), Some("signed"), "answered");
    }
}
