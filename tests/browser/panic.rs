//! A widget that fails takes nothing with it but itself.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::{Site, Stage, place};

#[tokio::test]
async fn a_panic_leaves_the_page_alone() {
    let stage = Stage::with(Site::new(&place("GOODWORD_DIST_PANIC", "target/control-panic/dist"))).await;
    let survey = stage.open_survey("panic.html").await;
    survey.choose("Agree").await;
    survey.click("Next").await;

    let detail = stage.browser.heard("error").await;
    assert!(detail["message"].as_str().unwrap().contains("stopped"), "{detail}");
    stage.browser.until("the fallback", async || stage.browser.paints("good-word a").await.then_some(())).await;

    let counter = stage.browser.driver.find(By::Id("counter")).await.unwrap();
    counter.click().await.unwrap();
    assert_eq!(counter.text().await.unwrap(), "1", "the page's own script goes on");
    assert_eq!(stage.browser.times_heard("error").await, 1, "said once");
    assert_eq!(stage.browser.run("return window.trouble").await, json!([]), "nothing is left for the page to report");
}
