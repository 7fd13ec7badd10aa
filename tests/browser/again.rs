//! What a second page of the same site still knows.

use serde_json::{Value, json};

use crate::harness::Stage;

#[tokio::test]
async fn half_a_survey_is_there_after_a_reload() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("inline.html").await;
    survey.choose("Disagree").await;
    survey.click("Next").await;
    survey.choose("No, less than promised").await;
    // A draft is written a moment after the last change.
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;

    let survey = stage.open_survey("inline.html").await;
    assert!(survey.see("radio", "No, less than promised").await.is_selected().await.unwrap());
    survey.click("Next").await;
    survey.click("Skip").await;
    survey.click("Send").await;
    survey.see("heading", "We are sorry we did not keep our promise.").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.collector.responses("inline")[0]["answers"], json!({"empathy": 2, "promise": "broken"}));

    let survey = stage.open_survey("inline.html").await;
    assert!(!survey.see("radio", "Disagree").await.is_selected().await.unwrap(), "what was sent is no draft any more");
}

#[tokio::test]
async fn who_has_answered_is_not_asked_again_and_each_step_was_told() {
    let stage = Stage::new().await;
    stage.open("corner.html").await;
    stage.browser.heard("shown").await;
    let survey = stage.browser.root("good-word").await;
    let partial = async || stage.collector.responses("corner").pop();
    let shown = stage.browser.until("the survey was shown", partial).await;
    assert_eq!((&shown["seq"], &shown["complete"], &shown["answers"]), (&json!(0), &json!(false), &json!({})));

    survey.choose("Strongly agree").await;
    survey.click("Next").await;
    let step = async || partial().await.filter(|one| one["seq"] == 1);
    let step = stage.browser.until("the first step", step).await;
    assert_eq!((&step["complete"], &step["answers"]), (&json!(false), &json!({"empathy": 5})));
    survey.click("Skip").await;
    survey.click("Skip").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.browser.times_heard("delivered").await, 1, "a step is no delivery");
    let stored = stage.collector.responses("corner");
    assert_eq!((stored.len(), &stored[0]["complete"]), (1, &json!(true)));
    assert_eq!(stored[0]["id"], shown["id"]);

    stage.open("corner.html").await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert_eq!(stage.browser.times_heard("shown").await, 0);
    stage.browser.run("goodword('ask')").await;
    stage.browser.heard("shown").await;
}

#[tokio::test]
async fn the_status_tells_what_waits() {
    let mut stage = Stage::new().await;
    let ask = "const done = arguments[arguments.length - 1]; goodword('status', done)";
    let status = async |stage: &Stage| -> Value {
        stage.browser.driver.execute_async(ask, Vec::new()).await.unwrap().json().clone()
    };
    let survey = stage.open_survey("inline.html").await;
    let nothing = json!({"queued": 0, "delivered": 0, "lost": 0, "refused": []});
    assert_eq!(status(&stage).await, nothing);
    survey.choose("Agree").await;
    for on in ["Next", "Skip", "Skip"] {
        survey.click(on).await;
    }
    survey.see("button", "Send").await;
    drop(survey);
    stage.collector.stop();
    stage.survey().await.click("Send").await;
    let queued = async || Some(status(&stage).await).filter(|status| status["queued"] == 1);
    stage.browser.until("one queued", queued).await;
    stage.collector.restart();
    let delivered = async || Some(status(&stage).await).filter(|status| status["delivered"] == 1);
    stage.browser.until("one delivered", delivered).await;
}
