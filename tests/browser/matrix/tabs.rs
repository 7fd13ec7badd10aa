//! Rows with more than one tab, widget or version.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use super::ground::{Ground, WAITS};
use super::scripts::WRITABLE;
use crate::harness::{Engine, Fault};

pub async fn two_tabs_at_once(ground: &mut Ground) {
    ground.proxy.down();
    ground.visit().await;
    for _ in 0..10 {
        ground.answer().await;
        ground.send().await;
        ground.sees(WAITS).await;
        ground.visit().await;
    }
    ground.proof("connections are refused").await;
    ground.visit_in_another_tab().await;
    assert_eq!(ground.waiting().await, 10);
    ground.proxy.up().await;
    // Both hear of it; which is first is theirs to settle.
    for tab in ground.tabs().await {
        ground.browser().to_tab(&tab).await;
        ground.browser().call("dispatchEvent(new Event('online'))", Vec::new()).await;
    }
    ground.delivers().await;
    ground.emptied().await;
    let mut tries: BTreeMap<_, u32> = BTreeMap::new();
    for line in ground.proxy.posts() {
        *tries.entry(line.id).or_default() += 1;
    }
    assert!(tries.values().all(|tries| *tries == 1), "one sender: {tries:?}");
}

pub async fn holder_gone(ground: &mut Ground) {
    ground.proxy.script([Fault::Hang]);
    ground.submit().await;
    ground.proof("hung").await;
    let holder = ground.browser().tab().await;
    ground.visit_in_another_tab().await;
    let other = ground.browser().tab().await;
    ground.browser().to_tab(&holder).await;
    if ground.engine == Engine::Chromium {
        freeze(ground, &holder, &other).await;
        ground.pass(Duration::from_secs(120)).await;
        ground.delivers().await;
        ground.notes.push("the tab that sends was frozen".to_owned());
        ground.browser().to_tab(&holder).await;
        ground.browser().close_tab().await;
        ground.proxy.script([Fault::Hang]);
        ground.browser().new_tab().await;
        ground.submit().await;
        ground.posts(3).await;
        ground.browser().close_tab().await;
        ground.browser().to_tab(&other).await;
    } else {
        ground.browser().close_tab().await;
        ground.browser().to_tab(&other).await;
    }
    ground.delivers().await;
    ground.emptied().await;
    ground.notes.push("the tab that sends was closed".to_owned());
}

/// Freezes a tab from another as Chromium does it by itself: not in the middle of a transaction, which would stop the
/// database for every tab.
async fn freeze(ground: &Ground, holder: &str, other: &str) {
    let turn = async |state: &str| {
        ground.browser().to_tab(holder).await;
        ground.browser().devtools("Page.setWebLifecycleState", json!({"state": state})).await;
        ground.browser().to_tab(other).await;
    };
    let frozen = async || {
        turn("frozen").await;
        let writable = ground.browser().call_async(WRITABLE, Vec::new()).await == json!(true);
        if !writable {
            turn("active").await;
        }
        writable.then_some(())
    };
    ground.until("a tab frozen between two transactions", frozen).await;
}

pub async fn without_locks(ground: &mut Ground) {
    for script in [
        "Object.defineProperty(navigator, 'locks', { value: undefined });",
        "navigator.locks.request = function () { return Promise.reject(new DOMException('no', 'SecurityError')); };",
        "navigator.locks.request = function () { throw new DOMException('no', 'SecurityError'); };",
    ] {
        ground.early(script);
        ground.proxy.script([Fault::status(500)]);
        ground.submit().await;
        ground.delivers().await;
        ground.emptied().await;
    }
    ground.proof("answered 500").await;
}

pub async fn two_versions(ground: &mut Ground) {
    ground.proxy.down();
    ground.open("twice.html").await;
    for host in ["#first", "#second"] {
        ground.answer_in(host).await;
        ground.send_in(host).await;
    }
    ground.proof("connections are refused").await;
    let submitted = async || (ground.submitted().len() == 2).then_some(());
    ground.until("two submissions", submitted).await;
    ground.no_trouble().await;
    ground.proxy.up().await;
    ground.delivers().await;
    ground.emptied().await;
}
