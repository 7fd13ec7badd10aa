//! Rows in which the page, the tab or the browser ends.

use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;

use super::ground::{Ground, THANKS};
use crate::harness::{Engine, Fault};

pub async fn closed_at_once(ground: &mut Ground) {
    for ms in [0, 5, 50, 500] {
        ground.visit_in_another_tab().await;
        ground.answer().await;
        assert!(ground.click("Send").await);
        sleep(Duration::from_millis(ms)).await;
        ground.browser().close_tab().await;
        ground.notes.push(format!("closed {ms} ms after the click"));
    }
    let told = async || (ground.submitted().len() == 4).then_some(());
    ground.until("four submissions, told by the pages", told).await;
    ground.visit().await;
    ground.delivers().await;
}

pub async fn power_cut(ground: &mut Ground) {
    for ms in [0, 1000] {
        ground.proxy.down();
        ground.submit().await;
        ground.sees(THANKS).await;
        sleep(Duration::from_millis(ms)).await;
        ground.cut().await;
        ground.notes.push(format!("killed {ms} ms after “Thank you.”"));
        ground.nothing_stored_of_the_last().await;
        ground.proxy.up().await;
        ground.visit().await;
        ground.delivers().await;
    }
    ground.proof("connections are refused").await;
}

pub async fn tab_crash(ground: &mut Ground) {
    ground.proxy.down();
    ground.submit().await;
    ground.sees(THANKS).await;
    ground.browser().kill_renderers();
    ground.proof("connections are refused").await;
    ground.cut().await;
    ground.proxy.up().await;
    ground.visit().await;
    ground.delivers().await;
    ground.notes.push("the processes that run pages were killed".to_owned());
}

pub async fn host_navigates(ground: &mut Ground) {
    let leave = [
        "document.querySelector('good-word').addEventListener('click', () => { location.href = '/t/plain.html'; });",
        "const form = document.createElement('form'); form.action = '/t/plain.html'; document.body.append(form);
         document.querySelector('good-word').addEventListener('click', () => form.requestSubmit());",
    ];
    for script in leave {
        ground.visit().await;
        ground.answer().await;
        let before = ground.submitted().len();
        ground.browser().call(script, Vec::new()).await;
        ground.click("Send").await;
        let told = async || (ground.submitted().len() == before + 1).then_some(());
        ground.until("a submission, told by the page", told).await;
        let gone = async || {
            (ground.browser().call("return location.pathname", Vec::new()).await == json!("/t/plain.html"))
                .then_some(())
        };
        ground.until("the host's next page", gone).await;
    }
    ground.visit().await;
    ground.delivers().await;
}

pub async fn back_and_forth(ground: &mut Ground) {
    ground.proxy.script([Fault::Hang]);
    ground.submit().await;
    ground.proof("hung").await;
    ground.browser().open(&format!("{}/t/plain.html", ground.pages.origin)).await;
    sleep(Duration::from_millis(100)).await;
    ground.browser().call("history.back()", Vec::new()).await;
    ground.delivers().await;
    ground.emptied().await;
    let accepted = ground.proxy.posts().iter().filter(|line| line.what.contains("endpoint 20")).count();
    assert_eq!(accepted, 1, "one sender");
}

pub async fn out_of_sight(ground: &mut Ground) {
    ground.proxy.always(Some(Fault::status(503)));
    ground.submit().await;
    ground.proof("answered 503").await;
    let page = ground.browser().tab().await;
    if ground.engine == Engine::Chromium {
        ground.browser().devtools("Page.setWebLifecycleState", json!({"state": "frozen"})).await;
    }
    ground.browser().new_tab().await;
    ground.pass(Duration::from_secs(30)).await;
    ground.proxy.always(None);
    ground.browser().to_tab(&page).await;
    if ground.engine == Engine::Chromium {
        ground.browser().devtools("Page.setWebLifecycleState", json!({"state": "active"})).await;
        ground.browser().devtools("Page.bringToFront", json!({})).await;
    }
    ground.delivers().await;
    ground.emptied().await;
}
