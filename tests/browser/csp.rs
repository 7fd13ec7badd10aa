//! A page whose policy allows no style, no inline script and no string as code.

use serde_json::json;

use crate::harness::Stage;
use crate::visitor::EMPATHY;

#[tokio::test]
async fn the_survey_is_painted_and_sent_under_a_strict_policy() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("strict.html").await;
    survey.see("heading", EMPATHY).await;
    let card = survey.see("region", "How did we do?").await;
    let radius = card.css_value("border-top-left-radius").await.unwrap();
    assert_eq!(radius, "18px", "the survey brings its style sheet past the policy");
    survey.choose("Disagree").await;
    for on in ["Next", "Skip", "Skip"] {
        survey.click(on).await;
    }
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.collector.responses("strict")[0]["answers"], json!({"empathy": 2}));
    assert_eq!(stage.browser.run("return window.trouble").await, json!([]));
}
