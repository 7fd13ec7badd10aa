//! Who asked to be told is told: by a receiver that fails, hangs, leads elsewhere, or is not there yet.

mod email;
mod program;
mod receiver;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use goodword_collector::notify::{
    AllowedNetworks, BodyFormat, Channel, Dispatcher, Pace, Target, Webhook, WebhookSecret, statuses,
};
use goodword_collector::store::{Event, PublicSurveys, Store, Subscription};
use goodword_collector::{acceptance, clock};
use goodword_core::Response;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::collector::{id, response};
use receiver::{Answer, Received, Receiver};

/// The example of the standard.
pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PACE: Pace =
    Pace { first: Duration::from_millis(20), longest: Duration::from_millis(80), timeout: Duration::from_millis(300) };

fn target(url: &str, allowed: &[&str]) -> Target {
    let allowed = AllowedNetworks::new(allowed.iter().map(|network| network.parse().unwrap()).collect());
    let secrets = vec![WebhookSecret::parse(SECRET).unwrap()];
    let (format, accept_redirect) = (BodyFormat::Standard, false);
    let webhook = Webhook { url: url.parse().unwrap(), secrets, allowed, format, accept_redirect };
    let events = BTreeSet::from([Event::Response, Event::FollowUpLate]);
    let subscription = Subscription { target: "desk".to_owned(), events, surveys: BTreeSet::new() };
    Target { subscription, channel: Channel::Webhook(Arc::new(webhook)) }
}

fn change(target: &mut Target, change: impl FnOnce(&mut Webhook)) {
    let Channel::Webhook(webhook) = &target.channel else { panic!("it is a webhook") };
    let mut webhook = Webhook::clone(webhook);
    change(&mut webhook);
    target.channel = Channel::Webhook(Arc::new(webhook));
}

fn here(receiver: &Receiver) -> Target {
    target(&receiver.url("/hook?a=b"), &["127.0.0.1"])
}

fn store() -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    (Store::sqlite(&folder.path().join("goodword.db")).unwrap(), folder)
}

async fn post(store: &Store, body: &Value) {
    let response = Response::parse(&body.to_string()).unwrap();
    let (definitions, now_ms) = (store.definitions(), clock::now_ms());
    let row = acceptance::accept(response, &definitions, acceptance::Channel::Public, now_ms).unwrap();
    store.put(vec![row]).await.unwrap();
}

/// Waits until the target is said to be so.
async fn until(store: &Store, target: &Target, is: impl Fn(&goodword_collector::notify::TargetStatus) -> bool) {
    for _ in 0..600 {
        if is(&statuses(store, std::slice::from_ref(target)).await.unwrap()[0]) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{:?}", statuses(store, std::slice::from_ref(target)).await.unwrap());
}

#[tokio::test]
async fn a_response_is_told_with_its_text_and_a_signature() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[]).await);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    post(
        &store,
        &json!({"id": id(1), "survey": "support", "submitted_at": "2026-03-14T09:26:53.589Z",
        "answers": {"promise": "broken", "comment": "<ü>"}, "follow_up": {"contact": "a@b.example"}}),
    )
    .await;
    let [told] = receiver.wait(1).await.try_into().unwrap();
    assert_eq!((told.path.as_str(), told.header("content-type")), ("/hook?a=b", "application/json"));
    let body: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(body["type"], "response.stored");
    assert!(body["timestamp"].as_str().unwrap().ends_with('Z'), "{body}");
    assert_eq!(body["data"]["reasons"], json!(["broken-promise", "contact"]));
    assert_eq!(body["data"]["response"]["answers"]["comment"], "<ü>");
    assert_eq!(body["data"]["response"]["follow_up"]["contact"], "a@b.example");
    assert!(told.is_signed_by(SECRET), "{told:?}");
    let at: i64 = told.header("webhook-timestamp").parse().unwrap();
    assert!((clock::now_ms() / 1_000 - at).abs() <= 5);
    until(&store, &here(&receiver), |status| (status.waiting, status.delivered) == (0, 1)).await;
}

#[tokio::test]
async fn a_receiver_that_fails_hears_it_again_under_one_id() {
    let answers = [Answer::Status(500), Answer::Cut, Answer::Hang, Answer::Status(429), Answer::Status(404)];
    let ((store, _folder), receiver) = (store(), Receiver::start(&answers).await);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    post(&store, &response(&id(1))).await;
    let told = receiver.wait(6).await;
    let ids: BTreeSet<_> = told.iter().map(|told| told.header("webhook-id").to_owned()).collect();
    assert_eq!(ids.len(), 1, "{told:?}");
    assert!(told.iter().all(|told| told.is_signed_by(SECRET)));
    until(&store, &here(&receiver), |status| status.delivered == 1 && status.failing_since.is_none()).await;
    post(&store, &response(&id(2))).await;
    assert_ne!(receiver.wait(7).await[6].header("webhook-id"), told[0].header("webhook-id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_collectors_on_one_database_tell_each_message_once() {
    let (url, _) = crate::cluster::Cluster::shared().database();
    let (one, other) = (crate::cluster::open(&url).await, crate::cluster::open(&url).await);
    let receiver = Receiver::start(&[]).await;
    let patient = Pace { timeout: Duration::from_secs(15), ..PACE };
    let _dispatchers = [&one, &other].map(|store| Dispatcher::at_pace(store.clone(), vec![here(&receiver)], patient));
    for number in 0..60 {
        post(if number % 2 == 0 { &one } else { &other }, &response(&id(number))).await;
    }
    until(&one, &here(&receiver), |status| (status.waiting, status.delivered) == (0, 60)).await;
    let told = receiver.received();
    assert_eq!((told.len(), by_id(&told).len()), (60, 60));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let inside = Receiver::start(&[]).await;
    let ((store, _folder), receiver) = (store(), Receiver::start(&vec![Answer::Redirect(inside.url("/")); 3]).await);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    post(&store, &response(&id(1))).await;
    receiver.wait(4).await;
    assert_eq!(inside.received(), []);
}

#[tokio::test]
async fn where_that_is_said_a_redirect_says_that_it_arrived() {
    let inside = Receiver::start(&[]).await;
    let ((store, _folder), receiver) = (store(), Receiver::start(&[Answer::Found(inside.url("/"))]).await);
    let mut target = here(&receiver);
    change(&mut target, |webhook| webhook.accept_redirect = true);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![target.clone()], PACE);
    post(&store, &response(&id(1))).await;
    until(&store, &target, |status| status.delivered == 1).await;
    assert_eq!((receiver.received().len(), inside.received()), (1, vec![]));
}

#[tokio::test]
async fn a_chat_gets_a_text_in_which_nothing_is_a_link_or_a_mention() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[]).await);
    let mut target = here(&receiver);
    change(&mut target, |webhook| webhook.format = BodyFormat::Text);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![target], PACE);
    post(
        &store,
        &json!({"id": id(1), "survey": "support", "submitted_at": "2026-03-14T09:26:53.589Z",
        "answers": {"promise": "broken", "comment": "<!channel> a & b"}}),
    )
    .await;
    let [told] = receiver.wait(1).await.try_into().unwrap();
    let body: Value = serde_json::from_str(&told.body).unwrap();
    let text = body["text"].as_str().unwrap();
    assert!(
        text.starts_with("support: a promise was broken\nPromise: broken\nComment: &lt;!channel&gt; a &amp; b\n"),
        "{text}"
    );
}

#[tokio::test]
async fn a_receiver_that_wants_no_more_gets_no_more_until_it_is_told_again() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[Answer::Status(410)]).await);
    let target = here(&receiver);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![target.clone()], PACE);
    post(&store, &response(&id(1))).await;
    until(&store, &target, |status| status.disabled_at.is_some()).await;
    post(&store, &response(&id(2))).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let found = goodword_collector::doctor::look_at_store(&store, PublicSurveys::default()).await.unwrap();
    assert!(format!("{found:?}").contains("nothing is sent to desk any more"), "{found:?}");
    let first = receiver.received();
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(store.engine().replay("desk".into(), 0, clock::now_ms()).await.unwrap(), 2);
    let told = receiver.wait(3).await;
    assert!(told[1..].iter().any(|told| told.header("webhook-id") == first[0].header("webhook-id")), "{told:?}");
    until(&store, &target, |status| status.disabled_at.is_none() && status.delivered == 2).await;
}

#[tokio::test]
async fn nothing_is_sent_into_a_private_network_that_is_not_named() {
    let receiver = Receiver::start(&[]).await;
    let port = receiver.port();
    let mapped = format!("http://[::ffff:127.0.0.1]:{port}/");
    for url in [receiver.url("/"), format!("http://localhost:{port}/"), mapped, format!("http://2130706433:{port}/")] {
        for allowed in [&[][..], &["10.0.0.0/8"]] {
            let (store, _folder) = store();
            let target = target(&url, allowed);
            let _dispatcher = Dispatcher::at_pace(store.clone(), vec![target.clone()], PACE);
            post(&store, &response(&id(1))).await;
            until(&store, &target, |status| {
                status.error.as_ref().is_some_and(|error| error.contains("private network"))
            })
            .await;
        }
    }
    assert_eq!(receiver.received(), []);
    // The same name, where it is allowed.
    let (store, _folder) = store();
    let named = target(&format!("http://localhost:{port}/"), &["127.0.0.0/8", "::1"]);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![named], PACE);
    post(&store, &response(&id(1))).await;
    receiver.wait(1).await;
}

#[tokio::test]
async fn what_was_under_way_when_it_stopped_is_told_again_under_its_id() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[Answer::Hang]).await);
    let first = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    post(&store, &response(&id(1))).await;
    receiver.wait(1).await;
    drop(first);
    let _second = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    let told = receiver.wait(2).await;
    assert_eq!(told[0].header("webhook-id"), told[1].header("webhook-id"));
}

#[tokio::test]
async fn what_was_erased_meanwhile_is_not_told() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[Answer::Status(500)]).await);
    let slow = Pace { first: Duration::from_secs(1), longest: Duration::from_secs(1), ..PACE };
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], slow);
    post(&store, &response(&id(1))).await;
    receiver.wait(1).await;
    let erased = goodword_core::ResponseId::parse(&id(1)).unwrap();
    assert!(store.erase_response("support".into(), erased).await.unwrap());
    post(&store, &response(&id(2))).await;
    let told = receiver.wait(2).await;
    assert!(told[1].body.contains(&id(2)) && !told[1].body.contains(&id(1)), "{told:?}");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(receiver.received().len(), 2);
}

#[tokio::test]
async fn two_secrets_sign_while_one_takes_the_others_place() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[]).await);
    let other = "whsec_dGhpcyBpcyBhbm90aGVyIHNlY3JldCBvZiBvdXJz";
    let secrets = [SECRET, other].map(|text| WebhookSecret::parse(text).unwrap()).to_vec();
    let mut target = here(&receiver);
    change(&mut target, |webhook| webhook.secrets = secrets);
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![target], PACE);
    post(&store, &response(&id(1))).await;
    let [told] = receiver.wait(1).await.try_into().unwrap();
    assert!(told.is_signed_by(SECRET) && told.is_signed_by(other), "{told:?}");
}

#[tokio::test]
async fn a_promised_answer_that_is_late_is_told_and_one_that_was_given_is_not() {
    let ((store, _folder), receiver) = (store(), Receiver::start(&[]).await);
    let hours_ago = |hours: i64| goodword_core::Timestamp::from_unix_ms(clock::now_ms() - hours * 3_600_000);
    for (number, state) in [(1, "open"), (2, "answered")] {
        let body = json!({"id": id(number), "survey": "support", "submitted_at": hours_ago(5).as_str(), "answers": {},
            "follow_up": {"contact": "a@b.example", "state": state, "due_at": hours_ago(3).as_str()}});
        let response = Response::parse(&body.to_string()).unwrap();
        let row = acceptance::accept(response, &store.definitions(), acceptance::Channel::Import, clock::now_ms());
        store.put_or_wait(vec![row.unwrap()]).await.unwrap();
    }
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![here(&receiver)], PACE);
    let [told] = receiver.wait(1).await.try_into().unwrap();
    let body: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!((&body["type"], &body["data"]["response"]["id"]), (&json!("follow_up.late"), &json!(id(1))));
}

/// Ids, each with how often it came.
fn by_id(told: &[Received]) -> BTreeSet<String> {
    told.iter().map(|told| told.header("webhook-id").to_owned()).collect()
}
