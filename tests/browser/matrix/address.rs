//! Rows about where an answer goes, with which key, and how much of it there may be.

use std::time::Duration;

use serde_json::json;

use super::ground::{Ground, THANKS, WAITS};
use crate::harness::Fault;

/// Long enough for what a page would send.
const LONG: Duration = Duration::from_secs(120);

/// No request went to this address.
fn never_asked(ground: &Ground, path: &str) {
    let asked: Vec<_> = ground.proxy.log().into_iter().filter(|line| line.path.starts_with(path)).collect();
    assert!(asked.is_empty(), "{asked:?}");
}

pub async fn addresses_of_others(ground: &mut Ground) {
    let endpoint = format!("{}/v1/responses", ground.proxy.origin);
    ground.proxy.always(Some(Fault::status(503)));
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("answered 503").await;
    // A preview of the same survey, as an owner looks at it, on the same page and with another address.
    ground.pages.set("ENDPOINT", &format!("{}/x/preview", ground.proxy.origin));
    ground.more(r#"preview="on""#);
    ground.visit().await;
    ground.pass(LONG).await;
    never_asked(ground, "/x/");
    // The survey on another page has an address of its own.
    ground.more("");
    ground.pages.set("ENDPOINT", &format!("{}/x/another", ground.proxy.origin));
    ground.open_elsewhere("matrix.html").await;
    ground.pass(LONG).await;
    never_asked(ground, "/x/");
    assert_eq!(ground.waiting().await, 1, "it waits for its own address");
    ground.proxy.always(None);
    ground.pages.set("ENDPOINT", &endpoint);
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
    // What floats is the same survey on every page: any of it says where to.
    ground.more(r#"mode="popover""#);
    // Who has answered is not asked again by itself.
    ground.browser().call("localStorage.clear()", Vec::new()).await;
    ground.proxy.down();
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.move_endpoint();
    // The page that knows the old address alone is gone before anything can arrive there.
    ground.open_elsewhere("matrix.html").await;
    let before = ground.proxy.posts().len();
    ground.proxy.up().await;
    ground.delivers().await;
    let posts = ground.proxy.posts();
    let moved = posts[before..].iter().any(|line| line.head.contains("localhost:"));
    assert!(moved, "sent to the new address");
}

pub async fn key_with_a_line_break(ground: &mut Ground) {
    for key in ["gw_pub_one&#10;two", "&#10;gw_pub_one", "a&#13;&#10;b&#9;c&#x1f;d"] {
        ground.more(&format!(r#"key="{key}""#));
        ground.proxy.script([Fault::status(500)]);
        ground.submit().await;
        ground.delivers().await;
        ground.emptied().await;
    }
    ground.proof("answered 500").await;
    // Waiting through a visit, too.
    ground.proxy.down();
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.proxy.up().await;
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

/// Writes so many letters into every box.
const FILL: &str = "
    const root = document.querySelector('good-word').shadowRoot, boxes = Array.from(root.querySelectorAll('textarea'));
    boxes.forEach(box => {
        box.value = 'x'.repeat(arguments[0]);
        box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    });
    return boxes.length;";

pub async fn too_much(ground: &mut Ground) {
    ground.more(r#"config="/t/long.json" layout="page""#);
    ground.visit().await;
    let fill = async |letters: u32| {
        let boxes = async || (ground.browser().call(FILL, vec![json!(letters)]).await == json!(8)).then_some(());
        ground.until("eight boxes", boxes).await;
    };
    fill(10_000).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    ground.click("Send").await;
    ground.sees("This is too long to send. Please shorten your answer.").await;
    ground.pass(Duration::from_secs(20)).await;
    assert!(ground.proxy.posts().is_empty() && ground.submitted().is_empty(), "nothing is sent");
    assert_eq!(ground.waiting().await, 0, "and nothing kept");
    fill(5_000).await;
    let sent = async || ground.click("Send").await.then_some(());
    ground.until("Send once more", sent).await;
    ground.sent_here().await;
    ground.delivers().await;
    ground.emptied().await;
}
