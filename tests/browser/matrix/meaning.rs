//! Rows in which somebody else speaks for the endpoint, or the endpoint says less than it could.

use std::time::Duration;

use serde_json::{Value, json};

use super::ground::Ground;
use super::replies::QUIET;
use crate::harness::{Cors, Fault, Reply};

/// Makes a service worker answer for the network in this way, from the next page on.
const ANSWERS_OFFLINE: &str = "
    const kind = arguments[0], done = arguments[arguments.length - 1];
    if (!navigator.serviceWorker) done('no service workers');
    navigator.serviceWorker.register('/t/offline-worker.js', { scope: '/t/' }).then(async (registration) => {
        const worker = registration.installing || registration.waiting || registration.active;
        while (worker.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 20));
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data);
        worker.postMessage(kind, [port2]);
    }, (error) => done(String(error)));";

/// What `goodword('status')` says was delivered.
const DELIVERED: &str = "
    const done = arguments[arguments.length - 1];
    goodword('status').then((status) => done(status.delivered), () => done(-1));";

async fn delivered(ground: &Ground) -> Value {
    ground.browser().call_async(DELIVERED, Vec::new()).await
}

/// The visitor is not told of an arrival that nobody knows of.
async fn no_arrival_is_told(ground: &Ground) {
    let seen = ground.seen().await;
    assert!(!seen.iter().any(|seen| seen.contains("has arrived")), "{seen:?}");
}

pub async fn offline_worker(ground: &mut Ground) {
    for kind in ["cached", "made", "json"] {
        ground.visit().await;
        let answers = ground.browser().call_async(ANSWERS_OFFLINE, vec![json!(kind)]).await;
        assert_eq!(answers, json!("answers"), "a service worker");
        for online in [false, true] {
            ground.visit().await;
            ground.answer().await;
            let before = delivered(ground).await;
            if online {
                // The browser does not know that nobody is there.
                ground.proxy.down();
            } else {
                ground.online(false).await;
            }
            ground.send().await;
            ground.until("it is on disk", async || (ground.waiting().await == 1).then_some(())).await;
            ground.pass(QUIET).await;
            no_arrival_is_told(ground).await;
            assert_eq!(delivered(ground).await, before, "{kind}: not delivered");
            assert_eq!(ground.waiting().await, 1, "{kind}: it waits");
            if online {
                ground.proxy.up().await;
                ground.visit().await;
            } else {
                ground.online(true).await;
            }
            ground.delivers().await;
            ground.emptied().await;
        }
        ground.notes.push(format!("{kind}: answered by the service worker"));
    }
    ground.proof("connections are refused").await;
}

/// Pages that stand in the way, as they are met with.
fn portals() -> [Reply; 4] {
    let page = |kind: &str, body: &str| Reply::new(200, kind, body);
    [
        page("text/html", "<!doctype html><title>Log in</title><form><input name=user></form>"),
        page("text/html; charset=utf-8", "\n\n  <html><body>Welcome to our wireless network</body></html>"),
        page("text/html", "\u{feff}<!DOCTYPE html><title>One moment</title>"),
        page("TEXT/HTML;charset=UTF-8", "<script>location = '/challenge'</script>"),
    ]
}

pub async fn a_page_in_the_way(ground: &mut Ground) {
    for portal in portals() {
        ground.proxy.script([Fault::Answer(portal, Cors::Plain)]);
        ground.submit().await;
        ground.proof("answered 200").await;
        ground.pass(QUIET).await;
        no_arrival_is_told(ground).await;
        assert_eq!(ground.waiting().await, 1, "it is kept");
        ground.visit().await;
        ground.delivers().await;
        ground.emptied().await;
    }
    // Another address has never named an id.
    ground.move_endpoint();
    ground.visit().await;
    let stored = ground.stored().await.len();
    let before = ground.proxy.posts().len();
    let [login, ..] = portals();
    ground.proxy.always(Some(Fault::Answer(login.clone(), Cors::Plain)));
    // While the browser knows that there is no network, every reply passes.
    ground.early(
        "Object.defineProperty(navigator, 'onLine', { configurable: true, get: function () { return false; } });",
    );
    ground.submit().await;
    for _ in 0..3 {
        ground.pass(QUIET).await;
        ground.visit().await;
    }
    ground.early("");
    let without = ground.proxy.posts().len();
    let heard = ground.heard("error");
    let said = heard.iter().filter(|said| said["message"].as_str().unwrap_or_default().contains("HTML")).count();
    ground.notes.push(format!("{} tries without a network", without - before));
    // Then one try a visit, three in all, and each is said once with its reason.
    for expect in [1, 2, 3, 3] {
        ground.visit().await;
        ground.posts(without + expect).await;
        ground.pass(QUIET).await;
        assert_eq!(ground.proxy.posts().len(), without + expect, "tries with a network");
        let heard = ground.heard("error");
        let words = heard.iter().map(|said| said["message"].as_str().unwrap_or_default());
        let reasons = words.filter(|said| said.contains("200") && said.contains("HTML")).count();
        assert_eq!(reasons, said + expect, "said with its reason, once for each try");
    }
    assert_eq!(ground.waiting().await, 1, "it is kept");
    assert_eq!(ground.stored().await.len(), stored, "nothing more is stored");
    // Another address starts anew.
    ground.proxy.always(None);
    ground.pages.set("ENDPOINT", &format!("{}/v1/responses", ground.proxy.origin));
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn ours_without_an_id(ground: &mut Ground) {
    // It names an id once.
    ground.submit().await;
    ground.delivers().await;
    ground.emptied().await;
    let replies =
        [("application/json", r#"{"ok":true}"#), ("text/plain", ""), ("application/json", r#"{"id":"rec42"}"#)];
    for (kind, body) in replies {
        let before = ground.proxy.posts().len();
        ground.proxy.script([Fault::Answer(Reply::new(200, kind, body), Cors::Plain)]);
        ground.submit().await;
        ground.posts(before + 1).await;
        ground.pass(QUIET).await;
        no_arrival_is_told(ground).await;
        assert_eq!(ground.waiting().await, 1, "{body}: it is kept");
        ground.nothing_stored_of_the_last().await;
        ground.visit().await;
        ground.delivers().await;
        ground.emptied().await;
    }
    ground.proof("answered 200").await;
    ground.proxy.always(Some(Fault::Answer(Reply::new(200, "application/json", "{}"), Cors::Plain)));
    let before = ground.proxy.posts().len();
    ground.submit().await;
    let kept = ground.stored().await.len();
    for expect in [1, 2, 3, 3] {
        ground.posts(before + expect).await;
        ground.pass(QUIET).await;
        assert_eq!(ground.proxy.posts().len(), before + expect, "one try a visit, three in all");
        ground.visit().await;
    }
    assert_eq!((ground.waiting().await, ground.stored().await.len()), (1, kept), "it is kept");
    ground.proxy.always(None);
    ground.move_endpoint();
    ground.visit().await;
    ground.delivers().await;
}

pub async fn id_taken(ground: &mut Ground) {
    ground.proxy.down();
    ground.visit().await;
    ground.answer().await;
    let id = ground.send().await;
    // Somebody else's answer has its id by the time the network is back.
    let other =
        json!({"id": id, "survey": ground.survey, "submitted_at": "2026-03-14T09:26:53Z", "answers": {"empathy": 1}});
    assert_eq!(ground.post(other.to_string().into_bytes()).await, Some(201));
    ground.proxy.up().await;
    ground.browser().call("dispatchEvent(new Event('online'))", Vec::new()).await;
    ground.until("it is stored under another id", async || (ground.stored().await.len() == 2).then_some(())).await;
    ground.proof("endpoint 409").await;
    ground.emptied().await;
    let responses = ground.responses().await;
    let answers =
        |taken: bool| responses.iter().find(|one| (one["id"] == json!(id)) == taken).unwrap()["answers"].clone();
    assert_eq!(answers(true), json!({"empathy": 1}), "the other's answer is as it was");
    assert_eq!(answers(false)["empathy"], 4, "the visitor's answer");
    let seen = ground.seen().await;
    let untrue = ["could not take", "did not take", "not sent", "Not sent"];
    assert!(!seen.iter().any(|seen| untrue.iter().any(|words| seen.contains(words))), "{seen:?}");
    ground.pass(Duration::from_secs(20)).await;
    assert_eq!(ground.stored().await.len(), 2, "once");
}
