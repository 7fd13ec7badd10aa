//! When a visitor is asked, and when they are left in peace.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::Stage;

const TITLE: &str = "How did we do?";

/// Opens the page with these settings, has `script` do something there, and says whether the survey was shown.
async fn asks(stage: &Stage, settings: Value, script: &str) -> bool {
    stage.open_with(settings).await;
    // The loader is through when it has looked for what waits.
    stage
        .browser
        .until("the loader", async || stage.browser.run("return window.goodword.loaded").await.as_bool())
        .await;
    stage.browser.run("return new Promise((done) => setTimeout(done, 300))").await;
    assert_eq!(stage.browser.times_heard("shown").await, 0, "not before there is a reason");
    stage.browser.run(script).await;
    for _ in 0..20 {
        if stage.browser.times_heard("shown").await > 0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    false
}

#[tokio::test]
async fn the_owner_says_when() {
    let stage = Stage::new().await;
    let with = |trigger: &str| json!({"survey": "when", "trigger": trigger});
    let long = "document.getElementById('long').style.cssText = 'display: block; height: 4000px';";
    assert!(asks(&stage, with("event:paid"), "document.dispatchEvent(new CustomEvent('paid'))").await);
    assert!(asks(&stage, with("scroll:50%"), &format!("{long} scrollTo(0, 3000)")).await);
    let leaves = "document.documentElement.dispatchEvent(new MouseEvent('mouseout', {bubbles: true, clientY: -1}))";
    assert!(asks(&stage, with("exit"), leaves).await);
    assert!(asks(&stage, with("manual"), "goodword('ask')").await);
    assert!(asks(&stage, with("delay:0.6s"), "").await);
    assert!(!asks(&stage, with("manual"), "").await);
    assert!(!asks(&stage, json!({"survey": "when", "sample": "0"}), "").await);
}

#[tokio::test]
async fn the_owner_says_where_and_nothing_is_laid_over_something_else() {
    let stage = Stage::new().await;
    let elsewhere = json!({"survey": "where", "urls": "/done/* !/done/admin"});
    assert!(asks(&stage, elsewhere.clone(), "history.pushState(null, '', '/done/17')").await);
    assert!(!asks(&stage, elsewhere, "history.pushState(null, '', '/done/admin')").await);
    let dialog = "document.body.insertAdjacentHTML('beforeend', '<dialog>One moment</dialog>'); document.querySelector('dialog').showModal(); goodword('init', {endpoint: '/v1/responses', survey: 'polite'})";
    assert!(!asks(&stage, json!({"survey": "over", "trigger": "manual"}), dialog).await);
    stage.browser.run("document.querySelector('dialog').close()").await;
    stage.browser.heard("shown").await;
}

#[tokio::test]
async fn who_said_no_is_left_in_peace_until_it_is_forgotten() {
    let stage = Stage::new().await;
    let settings = json!({"survey": "peace"});
    stage.open_with(settings.clone()).await;
    let survey = stage.survey().await;
    assert_eq!(
        stage.browser.run("return localStorage.length").await,
        json!(0),
        "nothing is kept before the visitor acts"
    );
    survey.click("Close").await;
    survey.gone("dialog", TITLE).await;
    let until = stage.browser.run("return (parseFloat(localStorage['goodword:peace']) - Date.now()) / 864e5").await;
    assert!((until.as_f64().unwrap() - 90.0).abs() < 0.1, "{until}");
    assert!(!asks(&stage, settings.clone(), "").await);
    stage.browser.run("return goodword('reset')").await;
    stage.open_with(settings.clone()).await;
    stage.survey().await.click("Ask me later").await;
    let until = stage.browser.run("return (parseFloat(localStorage['goodword:peace']) - Date.now()) / 864e5").await;
    assert!((until.as_f64().unwrap() - 1.0).abs() < 0.1, "{until}");
    for expect in [90.0, 90.0, 36500.0] {
        let no = time_passes();
        stage.browser.run(&no).await;
        stage.open_with(settings.clone()).await;
        stage.survey().await.click("Close").await;
        let until = stage.browser.run("return (parseFloat(localStorage['goodword:peace']) - Date.now()) / 864e5").await;
        assert!((until.as_f64().unwrap() - expect).abs() < 0.1, "{until} instead of {expect}");
    }
}

/// Lets the time pass in which nobody is asked.
fn time_passes() -> String {
    "for (const key in localStorage) if (key.startsWith('goodword:')) localStorage[key] = localStorage[key].replace(/^[0-9.]+/, '0')".to_owned()
}
