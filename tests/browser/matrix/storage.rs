//! Rows in which the browser's storage fails, is gone, or holds something unexpected.

use serde_json::json;

use super::ground::{Ground, THANKS, UNSAVED, WAITS};
use crate::harness::{Fault, Quirk};

/// Nothing can be saved and nothing sent: the visitor is told so, and has the text.
async fn nowhere_then_retry(ground: &mut Ground) {
    ground.sees(UNSAVED).await;
    let seen = ground.seen().await;
    assert!(["Retry", "Copy"].iter().all(|name| seen.iter().any(|seen| seen == name)), "{seen:?}");
    assert!(!seen.iter().any(|seen| seen.contains(THANKS)), "{seen:?}");
    assert!(ground.click("Copy").await);
    let told = async || {
        let seen = ground.seen().await;
        seen.iter().any(|seen| seen == "Copied" || seen.contains("This page may not copy.")).then_some(())
    };
    ground.until("told what became of the copy", told).await;
    ground.proxy.up().await;
    assert!(ground.click("Retry").await);
    ground.sees(THANKS).await;
    ground.delivers().await;
}

pub async fn quota(ground: &mut Ground) {
    ground.early(
        "IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = function () { throw new DOMException('full', 'QuotaExceededError'); };",
    );
    ground.visit().await;
    ground.answer().await;
    ground.proxy.down();
    ground.send().await;
    ground.proof("connections are refused").await;
    nowhere_then_retry(ground).await;
}

pub async fn open_never_answers(ground: &mut Ground) {
    ground.early("IDBFactory.prototype.open = function () { return new EventTarget(); };");
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.delivers().await;
    ground.no_trouble().await;
}

pub async fn blocked(ground: &mut Ground) {
    ground.early(
        "['indexedDB', 'localStorage', 'sessionStorage'].forEach(function (name) {
           Object.defineProperty(window, name, { get: function () { throw new DOMException('denied', 'SecurityError'); } });
         });",
    );
    ground.visit().await;
    ground.answer().await;
    ground.proxy.down();
    ground.send().await;
    nowhere_then_retry(ground).await;
    ground.no_trouble().await;
    ground.early("");

    // To a frame without an origin every file is another origin's; WebKit would remember them without their permission.
    ground.pages.set("FILES", "/copy");
    for file in [".js", ".wasm"] {
        ground.pages.quirk(file, Quirk::Header("access-control-allow-origin".to_owned(), "*".to_owned()));
    }
    ground.open("sandboxed.html").await;
    ground.browser().enter_frame().await;
    ground.answer().await;
    ground.proxy.down();
    ground.send().await;
    nowhere_then_retry(ground).await;
    ground.no_trouble().await;
    ground.browser().leave_frame().await;
    ground.proof("connections are refused").await;
}

pub async fn private_window(ground: &mut Ground) {
    ground.go_private().await;
    ground.proxy.script([Fault::status(500)]);
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.proof("answered 500").await;
    ground.delivers().await;
    ground.no_trouble().await;
}

pub async fn cleared_meanwhile(ground: &mut Ground) {
    ground.visit().await;
    ground.answer().await;
    ground.browser().call_async(CLEAR, Vec::new()).await;
    ground.proxy.script([Fault::status(500)]);
    ground.send().await;
    ground.sees(THANKS).await;
    ground.proof("answered 500").await;
    ground.delivers().await;
    // Gone after it was saved: what is in memory is still sent.
    ground.proxy.script([Fault::Delay(std::time::Duration::from_millis(400))]);
    ground.submit().await;
    ground.browser().call_async(CLEAR, Vec::new()).await;
    ground.delivers().await;
    ground.no_trouble().await;
}

const CLEAR: &str = "
    const done = arguments[arguments.length - 1];
    localStorage.clear();
    const request = indexedDB.deleteDatabase('goodword');
    request.onsuccess = request.onerror = () => done(true);
    setTimeout(() => done(false), 2000);";

pub async fn aborted_once(ground: &mut Ground) {
    ground.early(
        "var put = IDBObjectStore.prototype.put, aborted = 0;
         IDBObjectStore.prototype.put = function () {
           var request = put.apply(this, arguments);
           if (this.name === 'outbox' && !aborted++) this.transaction.abort();
           return request;
         };",
    );
    ground.visit().await;
    ground.answer().await;
    ground.proxy.down();
    ground.send().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.proxy.up().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn cannot_forget(ground: &mut Ground) {
    ground.early("IDBObjectStore.prototype.delete = function () { throw new DOMException('no', 'UnknownError'); };");
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.delivers().await;
    ground.early("");
    ground.visit().await;
    ground.emptied().await;
    ground.delivers().await;
    ground.posts(2).await;
    ground.notes.push("sent again by a later visit".to_owned());
}

pub async fn corrupt(ground: &mut Ground) {
    // The first visit makes the database.
    ground.submit().await;
    ground.delivers().await;
    let spoiled = json!([
        {"v": 2, "id": "broken-1"},
        {"v": 2, "id": "broken-2", "seq": "one", "survey": 5, "endpoint": [], "body": {"a": 1}, "queued_at": "never"},
        {"id": "broken-3", "body": "{\"id\":\"bro"},
    ]);
    ground.plant(spoiled).await;
    ground.proxy.down();
    ground.visit().await;
    ground.answer().await;
    ground.send().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.proxy.up().await;
    ground.visit().await;
    ground.delivers().await;
    ground.until("the corrupt entries out of the way", async || (ground.waiting().await == 0).then_some(())).await;
}

pub async fn queue_of_an_older_version(ground: &mut Ground) {
    ground.submit().await;
    ground.delivers().await;
    let mut body: serde_json::Value = serde_json::from_slice(&ground.proxy.posts()[0].body).unwrap();
    body.as_object_mut().unwrap().remove("sent_at");
    let endpoint = format!("{}/v1/responses", ground.proxy.origin);
    let ids = [
        "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11",
        "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12",
        "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c13",
    ];
    let mut row = |at: usize| {
        body["id"] = json!(ids[at]);
        let first = json!({"v": 1, "id": ids[at], "survey": ground.survey, "endpoint": endpoint, "type": "json", "body": body.to_string()});
        let second = json!({
            "v": 2, "id": ids[at], "seq": 1, "survey": ground.survey, "endpoint": endpoint, "key": "", "type": if at == 1 { "json" } else { "text" },
            "redirect": "", "partial": "", "body": body.to_string(), "queued_at": 1_764_374_400_000_u64, "refusals": 0, "not_before": 0, "refused": "",
        });
        if at == 0 { first } else { second }
    };
    let mut rows = [0, 1, 2].map(&mut row);
    let now = ground.page_now(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap());
    rows[1]["queued_at"] = json!((now - 3600) * 1000);
    rows[2]["queued_at"] = json!((now - 86_400) * 1000);
    // One that was refused by somebody unknown, in an earlier visit.
    rows[2]["refusals"] = json!(1);
    ground.plant(json!(rows)).await;
    for id in ids {
        ground.pages.tell("submitted", json!({"id": id}));
    }
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
    draft_of_an_older_version(ground, now).await;
}

/// Half an answer, as it was kept under the name of the survey alone: it is taken up, and sent under its id.
async fn draft_of_an_older_version(ground: &mut Ground, now: u64) {
    let id = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c21";
    let text = [id, "0", "1", "1", "n5", "wkept", "", ""].join("\u{1f}");
    ground
        .browser()
        .call_async(LEAVE_DRAFT, vec![json!({"survey": ground.survey, "at": (now - 60) * 1000, "text": text})])
        .await;
    ground.visit().await;
    ground.answer().await;
    assert_eq!(ground.send().await, id, "it has the id that it had");
    ground.delivers().await;
    let responses = ground.responses().await;
    let answers = &responses.iter().find(|one| one["id"] == json!(id)).unwrap()["answers"];
    assert_eq!((&answers["empathy"], &answers["promise"]), (&json!(5), &json!("kept")));
    ground.notes.push("a draft of it was taken up".to_owned());
}

const LEAVE_DRAFT: &str = "
    const row = arguments[0], done = arguments[arguments.length - 1];
    indexedDB.open('goodword').onsuccess = ({ target: { result: database } }) => {
        const transaction = database.transaction('drafts', 'readwrite');
        transaction.objectStore('drafts').put(row);
        transaction.oncomplete = () => { database.close(); done('left'); };
        transaction.onabort = () => { database.close(); done('aborted'); };
    };";

pub async fn queue_of_a_newer_version(ground: &mut Ground) {
    ground.submit().await;
    ground.delivers().await;
    ground.plant(json!([{"v": 99, "id": "from-the-future", "payload": {"shape": "unknown"}}])).await;
    ground.visit().await;
    ground.answer().await;
    ground.send().await;
    ground.delivers().await;
    let left = async || (ground.waiting().await == 1).then_some(());
    ground.until("the newer entry is left alone", left).await;
    // A draft that nobody here can read stands in nobody's way.
    let draft = json!({"survey": ground.survey, "at": 4_000_000_000_000_u64, "text": {"shape": "unknown"}});
    assert_eq!(ground.browser().call_async(LEAVE_DRAFT, vec![draft]).await, json!("left"));
    ground.visit().await;
    ground.answer().await;
    ground.send().await;
    ground.delivers().await;
    ground.no_trouble().await;
}

pub async fn upgrade_meanwhile(ground: &mut Ground) {
    ground.submit().await;
    ground.delivers().await;
    let upgraded = ground.browser().call_async(UPGRADE, Vec::new()).await;
    assert_eq!(upgraded, json!("upgraded"), "no tab of ours stands in the way");
    // The newer database is used as it is.
    ground.visit().await;
    ground.answer().await;
    ground.send().await;
    ground.sees(THANKS).await;
    ground.delivers().await;
}

const UPGRADE: &str = "
    const done = arguments[arguments.length - 1], request = indexedDB.open('goodword', 1000);
    request.onupgradeneeded = () => {};
    request.onsuccess = () => { request.result.close(); done('upgraded'); };
    request.onerror = () => done('failed');
    setTimeout(() => done('blocked'), 3000);";

pub async fn wrong_clock(ground: &mut Ground) {
    const TEN_YEARS: i64 = 10 * 365 * 24;
    for hours in [TEN_YEARS, -TEN_YEARS] {
        ground.shift(hours);
        ground.proxy.script([Fault::status(500)]);
        ground.submit().await;
        ground.delivers().await;
    }
    // Set back in the middle of a wait.
    ground.shift(TEN_YEARS);
    ground.proxy.always(Some(Fault::status(503)));
    ground.submit().await;
    ground.proof("answered 503").await;
    ground.shift(0);
    ground.proxy.always(None);
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}

pub async fn endpoint_changed(ground: &mut Ground) {
    ground.proxy.down();
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.move_endpoint();
    ground.proxy.up().await;
    ground.visit().await;
    ground.delivers().await;
    ground.emptied().await;
}
