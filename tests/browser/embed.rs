//! The ways a survey gets into a page, and what happens when it cannot.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::Stage;
use crate::visitor::EMPATHY;

#[tokio::test]
async fn the_tag_alone_asks_in_the_corner() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("tag.html").await;
    let card = survey.see("dialog", "How did we do?").await.rect().await.unwrap();
    assert!(card.x > 640.0 && card.y > 200.0, "in the corner of a window of 1280 by 900: {card:?}");
    survey.choose("Strongly agree").await;
    for on in ["Next", "Skip", "Skip"] {
        survey.click(on).await;
    }
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.collector.responses("tag")[0]["answers"], json!({"empathy": 5}));
}

#[tokio::test]
async fn the_corner_can_be_left_with_a_key_or_a_click() {
    let stage = Stage::new().await;
    for leave in ["key", "click"] {
        let survey = stage.open_survey("tag.html").await;
        if leave == "key" {
            survey.tab_to("button", "Close").await;
            stage.browser.press(Key::Escape + "").await;
        } else {
            survey.click("Close").await;
        }
        survey.gone("dialog", "How did we do?").await;
        assert_eq!(stage.browser.heard("dismissed").await["survey"], "tag");
    }
    assert!(stage.collector.responses("tag").is_empty());
}

#[tokio::test]
async fn the_page_shows_its_own_words_until_the_survey_is_painted() {
    let stage = Stage::new().await;
    stage.open_survey("inline.html").await.see("heading", EMPATHY).await;
    assert!(!stage.browser.paints("good-word a").await, "the survey has taken the fallback's place");
}

#[tokio::test]
async fn an_unusable_endpoint_leaves_the_page_as_it_was() {
    let stage = Stage::new().await;
    stage.open("unusable.html").await;
    let detail = stage.browser.heard("error").await;
    assert!(detail["message"].as_str().unwrap().contains("endpoint"), "{detail}");
    assert!(stage.browser.paints("good-word a").await);
    assert_eq!(stage.browser.times_heard("error").await, 1);
    let console: Vec<_> = stage.browser.console().await.into_iter().filter(|line| line.contains("Goodword")).collect();
    assert!(matches!(&console[..], [line] if line.contains("endpoint")), "{console:?}");
    assert_eq!(stage.browser.run("return window.trouble").await, json!([]));
}
