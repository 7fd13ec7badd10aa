//! Rows in which the endpoint, or what stands before it, answers something else than it should.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::ground::{Ground, THANKS, times};
use crate::harness::{Cors, Fault, Reply};

/// Long enough for another try, if there were one, of something that is to be tried once per visit.
pub const QUIET: Duration = Duration::from_secs(20);

fn html(status: u16) -> Reply {
    Reply::new(status, "text/html", "<!doctype html><title>Error</title><h1>Something is wrong</h1>")
}

fn retry_after(status: u16, value: &str, cors: Cors) -> Fault {
    Fault::Answer(Reply::new(status, "text/plain", "later").with("retry-after", value), cors)
}

/// The time between two POSTs.
fn gap(posts: &[crate::harness::Line], at: usize) -> Duration {
    posts[at + 1].at.duration_since(posts[at].at)
}

pub async fn three_failures(ground: &mut Ground) {
    ground.proxy.script(times(&Fault::status(500), 3));
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("answered 500").await;
    ground.posts(4).await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn bad_gateways(ground: &mut Ground) {
    let faults = [(502, Cors::Plain), (503, Cors::None), (504, Cors::Plain), (502, Cors::None)];
    ground.proxy.script(faults.map(|(status, cors)| Fault::Answer(html(status), cors)));
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("answered 503 without CORS").await;
    ground.proof("answered 504").await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn retry_after_seconds(ground: &mut Ground) {
    ground.proxy.script([retry_after(503, "7", Cors::Exposed)]);
    ground.submit().await;
    ground.proof("answered 503").await;
    let posts = ground.posts(2).await;
    let (gap, least) = (gap(&posts, 0), ground.page_time(Duration::from_secs(7)));
    assert!(gap >= least.mul_f64(0.98), "the next try came after {gap:?}, not {least:?}");
    ground.delivers().await;
}

pub async fn retry_after_hidden(ground: &mut Ground) {
    ground.proxy.always(Some(retry_after(429, "86400", Cors::Plain)));
    ground.submit().await;
    ground.proof("answered 429").await;
    ground.posts(2).await;
    ground.pass(Duration::from_secs(60)).await;
    let posts = ground.proxy.posts().len();
    assert!(posts <= 16, "{posts} tries in a minute or so are too many");
    ground.proxy.always(None);
    ground.delivers().await;
}

pub async fn retry_after_forms(ground: &mut Ground) {
    let page_now = || {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        ground.page_now(real)
    };
    // Ten seconds from now, rounded up, in the page's time; half of one goes by until it is read.
    let date = http_date(page_now() + 16);
    let mut faults = vec![retry_after(503, &date, Cors::Exposed)];
    faults.extend(["-5", "soon", "1e3"].map(|junk| retry_after(429, junk, Cors::Exposed)));
    faults.push(retry_after(503, "1000000000", Cors::Exposed));
    ground.proxy.script(faults);
    ground.submit().await;
    let posts = ground.posts(5).await;
    let (first, least) = (gap(&posts, 0), ground.page_time(Duration::from_secs(1)));
    assert!(first >= least, "after a date the next try came after {first:?}");
    ground.proof("answered 503").await;
    ground.proof("answered 429").await;
    ground.pass(QUIET).await;
    assert_eq!(ground.proxy.posts().len(), 5, "a time beyond all bounds is a day");
    ground.shift(25);
    ground.visit().await;
    ground.delivers().await;
}

/// A date as HTTP writes it, from seconds since 1970.
fn http_date(seconds: u64) -> String {
    let output = std::process::Command::new("date")
        .args(["-u", "-d", &format!("@{seconds}"), "+%a, %d %b %Y %H:%M:%S GMT"])
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub async fn timeouts_of_the_endpoint(ground: &mut Ground) {
    ground.proxy.script([Fault::status(408), Fault::status(425)]);
    ground.submit().await;
    ground.proof("answered 408").await;
    ground.proof("answered 425").await;
    ground.delivers().await;
    ground.emptied().await;
}

/// So many visits bring so many tries in all.
async fn tries_per_visit(ground: &mut Ground, tries: &[usize]) {
    for (visit, expect) in tries.iter().enumerate() {
        if visit > 0 {
            ground.visit().await;
        }
        let before = tries.get(visit.wrapping_sub(1)).copied().unwrap_or(0);
        if *expect > before {
            ground.posts(*expect).await;
        }
        ground.pass(QUIET).await;
        let posts = ground.proxy.posts().len();
        assert_eq!(posts, *expect, "tries until visit {visit}");
    }
    ground.nothing_stored().await;
    assert_eq!(ground.waiting().await, 1, "it is kept");
}

pub async fn refused_by_a_stranger(ground: &mut Ground) {
    ground.proxy.always(Some(Fault::status(400)));
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("answered 400").await;
    ground.hears("error").await;
    tries_per_visit(ground, &[1, 2, 3, 3]).await;
    // Another endpoint starts anew.
    ground.proxy.always(None);
    ground.move_endpoint();
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn key_rotated(ground: &mut Ground) {
    for (status, name) in [(401, "unauthorized"), (403, "forbidden")] {
        ground.proxy.script([Fault::problem(status, name)]);
    }
    ground.proxy.script(times(&Fault::problem(403, "forbidden"), 2));
    ground.submit().await;
    ground.proof("answered 401").await;
    // Our own refusal is tried at every visit, for as long as it may be.
    tries_per_visit(ground, &[1, 2, 3, 4]).await;
    ground.proof("answered 403").await;
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn wrong_address(ground: &mut Ground) {
    ground.proxy.script([Fault::Answer(html(404), Cors::Plain), Fault::Answer(html(405), Cors::Plain)]);
    ground.submit().await;
    ground.proof("answered 404").await;
    let said = ground.hears("error").await["message"].as_str().unwrap_or_default().to_owned();
    assert!(said.contains("404") && said.contains(&ground.proxy.origin), "names status and address: {said}");
    tries_per_visit(ground, &[1, 2]).await;
    ground.proof("answered 405").await;
    ground.visit().await;
    ground.delivers().await;
}

pub async fn too_large(ground: &mut Ground) {
    ground.proxy.script([Fault::status(413)]);
    ground.submit().await;
    ground.proof("answered 413").await;
    let said = ground.hears("error").await;
    assert!(said["message"].as_str().unwrap_or_default().contains("413"), "{said}");
    assert_eq!(ground.waiting().await, 1, "it is kept");
    ground.visit().await;
    ground.answer().await;
    ground.send().await;
    ground.delivers().await;
}

/// A redirect is no acceptance, and is not followed.
async fn redirects(ground: &mut Ground, statuses: &[u16]) {
    let login = format!("{}/t/plain.html", ground.pages.origin);
    let redirect = |status: &u16| Fault::Answer(html(*status).with("location", &login), Cors::Plain);
    ground.proxy.script(statuses.iter().take(2).map(redirect));
    ground.submit().await;
    ground.proof(&format!("answered {}", statuses[0])).await;
    ground.hears("error").await;
    tries_per_visit(ground, &[1, 2]).await;
    assert!(!ground.pages.served().iter().any(|path| path.ends_with("plain.html")), "no redirect is followed");
    ground.visit().await;
    ground.delivers().await;
}

pub async fn redirect_to_a_login(ground: &mut Ground) {
    redirects(ground, &[301, 302]).await;
    let login = format!("{}/t/plain.html", ground.pages.origin);
    ground.proxy.script([Fault::Answer(html(303).with("location", &login), Cors::Plain)]);
    ground.submit().await;
    ground.proof("answered 303").await;
    ground.visit().await;
    ground.delivers().await;
    assert!(!ground.pages.served().iter().any(|path| path.ends_with("plain.html")), "no redirect is followed");
}

pub async fn redirect_that_keeps_the_post(ground: &mut Ground) {
    redirects(ground, &[307, 308]).await;
}

pub async fn bodies_of_a_success(ground: &mut Ground) {
    let bodies = [
        ("application/json", r#"{"error":"no"}"#),
        ("text/plain", ""),
        ("text/html", ""),
        ("text/html; charset=UTF-8", "OK"),
        ("application/json", "{\"id\":"),
        ("application/json", r#"{"id":"rec42"}"#),
    ];
    for (kind, body) in bodies {
        let before = ground.proxy.posts().len();
        ground.proxy.script([Fault::StoreThenAnswer(Reply::new(200, kind, body))]);
        ground.submit().await;
        ground.posts(before + 1).await;
        ground.delivers().await;
        ground.emptied().await;
    }
    ground.proof("stored then answered 200").await;
    let before = ground.proxy.posts().len();
    ground.proxy.script([Fault::Answer(Reply::new(200, "text/html", "<h1>Yes</h1>"), Cors::Plain)]);
    ground.submit().await;
    ground.posts(before + 1).await;
    ground.pass(QUIET).await;
    assert_eq!(ground.waiting().await, 1, "an HTML document is no acceptance");
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn stored_then_reset(ground: &mut Ground) {
    ground.proxy.script([Fault::StoreThenReset]);
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("stored then reset, endpoint 20").await;
    ground.posts(2).await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn closed_and_erased(ground: &mut Ground) {
    ground.proxy.always(Some(Fault::problem(410, "erased")));
    ground.submit().await;
    ground.proof("answered 410").await;
    ground.emptied().await;
    ground.proxy.always(Some(Fault::problem(410, "closed")));
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.posts(2).await;
    ground.pass(QUIET).await;
    ground.proxy.always(None);
    ground.visit().await;
    ground.pass(QUIET).await;
    assert_eq!(ground.waiting().await, 1, "a closed survey's answer is kept");
    ground.nothing_stored().await;
    said_by_the_collector(ground).await;
}

/// The same, said by the collector itself: an answer is erased before it is sent again, and the survey is closed.
async fn said_by_the_collector(ground: &mut Ground) {
    ground.proxy.always(Some(Fault::StoreThenReset));
    let id = ground.submit().await;
    ground.until("it is stored", async || ground.stored().await.contains_key(&id).then_some(())).await;
    ground.owner("DELETE", &format!("/v1/responses/{id}?survey={}", ground.survey), "").await;
    ground.proxy.always(None);
    ground.until("it is forgotten", async || (ground.waiting().await == 1).then_some(())).await;
    ground.owner("PUT", &format!("/v1/surveys/{}/settings", ground.survey), r#"{"closed":true}"#).await;
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.pass(QUIET).await;
    assert_eq!(ground.waiting().await, 2, "what the collector's closed survey refused is kept");
    ground.nothing_stored().await;
    ground.notes.push("erased and closed by the collector itself".to_owned());
}

pub async fn replayed(ground: &mut Ground) {
    ground.submit().await;
    ground.delivers().await;
    let body = ground.proxy.posts()[0].body.clone();
    for _ in 0..100 {
        assert_eq!(ground.post(body.clone()).await, Some(200));
    }
    ground.notes.push("100 more of the same, each answered 200".to_owned());
}

pub async fn parts_out_of_order(ground: &mut Ground) {
    ground.submit().await;
    ground.delivers().await;
    let body = ground.proxy.posts()[0].body.clone();
    let part = |seq: u64| {
        let mut body: Value = serde_json::from_slice(&body).unwrap();
        body["seq"] = seq.into();
        body["answers"]["empathy"] = (seq % 5 + 1).into();
        body.to_string().into_bytes()
    };
    for seq in [9, 8] {
        assert_eq!(ground.post(part(seq)).await, Some(200), "seq {seq}");
    }
    assert_eq!(ground.responses().await[0]["seq"], 9, "the highest stays");
    assert_eq!(ground.responses().await[0]["answers"]["empathy"], 5);
    ground.notes.push("seq 9, then 8: 9 stays".to_owned());
}

/// The replies of a collector that is killed at each point of a write.
pub async fn killed_collector(ground: &mut Ground) {
    ground.proxy.script([Fault::Reset, Fault::Cut(0), Fault::StoreThenReset, Fault::Cut(20), Fault::Garbage]);
    ground.submit().await;
    for words in ["reset", "cut after 0 bytes", "cut after 20 bytes", "garbage"] {
        ground.proof(words).await;
    }
    ground.delivers().await;
    ground.emptied().await;
}

/// The replies of a collector whose disk is full.
pub async fn full_disk(ground: &mut Ground) {
    ground.proxy.script([507, 503].map(|status| {
        let body = r#"{"type":"urn:goodword:problem:storage-full"}"#;
        let reply = Reply::new(status, "application/problem+json", body).with("retry-after", "5");
        Fault::Answer(reply, Cors::Exposed)
    }));
    ground.submit().await;
    ground.proof("answered 507").await;
    ground.proof("answered 503").await;
    let posts = ground.posts(3).await;
    let least = ground.page_time(Duration::from_secs(5)).mul_f64(0.98);
    assert!(gap(&posts, 0) >= least && gap(&posts, 1) >= least, "Retry-After is kept to");
    ground.delivers().await;
}

pub async fn firewall(ground: &mut Ground) {
    let text = "'; DROP TABLE answers; -- <script>alert(1)</script>";
    ground.proxy.script([Fault::Answer(html(403), Cors::Plain)]);
    ground.visit().await;
    ground.answer().await;
    ground.write(text).await;
    let id = ground.send().await;
    ground.proof("answered 403").await;
    let said = ground.hears("error").await.to_string();
    assert!(said.contains(&id), "the id is in what the owner is told: {said}");
    ground.visit().await;
    ground.delivers().await;
    assert_eq!(ground.responses().await[0]["answers"]["comment"], text);
}
