//! Rows with more than one tab, widget or version.

use std::collections::BTreeMap;

use super::ground::{Ground, WAITS};
use crate::harness::Fault;

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
    ground.browser().close_tab().await;
    ground.browser().to_tab(&other).await;
    ground.delivers().await;
    ground.emptied().await;
    ground.notes.push("the tab that sends was closed".to_owned());
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
