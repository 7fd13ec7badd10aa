//! The iframe mode, on a page that forbids WebAssembly.

use serde_json::json;

use crate::harness::Stage;

#[tokio::test]
async fn a_page_without_webassembly_asks_in_a_frame() {
    let stage = Stage::new().await;
    stage.open("framed.html").await;
    stage.browser.heard("shown").await;
    let root = stage.browser.root("good-word[mode=iframe]").await;
    let frame = root.all("iframe").await.remove(0);
    assert!(frame.rect().await.unwrap().height > 200.0, "the frame is as high as the survey");

    frame.enter_frame().await.unwrap();
    let survey = stage.browser.root("good-word").await;
    survey.choose("Agree").await;
    for _ in 0..3 {
        survey.click("Next").await;
    }
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.driver.enter_default_frame().await.unwrap();
    stage.browser.heard("delivered").await;

    let stored = stage.collector.responses("framed");
    assert_eq!(stored.len(), 1);
    assert_eq!((&stored[0]["answers"], &stored[0]["fields"]), (&json!({"empathy": 4}), &json!({"plan": "pro"})));
    let page = format!("{}/t/framed.html", stage.collector.origin);
    assert_eq!(stored[0]["context"]["url"], json!(page), "the page around the frame is told, not the frame");
}

#[tokio::test]
async fn a_page_without_webassembly_shows_the_fallback_and_says_how_to_mend_it() {
    let stage = Stage::new().await;
    stage.open("framed.html").await;
    let error = stage.browser.heard("error").await;
    assert!(error["message"].as_str().unwrap().contains("'wasm-unsafe-eval'"), "{error}");
    assert!(stage.browser.paints("#fallback").await);
    assert_eq!(stage.browser.times_heard("error").await, 1);
}
