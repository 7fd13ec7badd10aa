//! Where a survey stands: before the page, in each corner, behind a tab.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::axe;
use crate::harness::Stage;

const TITLE: &str = "How did we do?";

#[tokio::test]
async fn before_the_page_it_holds_the_focus_and_gives_it_back() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "modal", "mode": "modal", "trigger": "click:#ask"})).await;
    stage.browser.driver.find(By::Id("ask")).await.unwrap().click().await.unwrap();
    let survey = stage.survey().await;
    survey.see("dialog", TITLE).await;
    assert_eq!(survey.focus().await.unwrap().0, "heading");
    assert!(stage.browser.run("return document.querySelector('good-word').matches(':focus')").await.as_bool().unwrap());
    stage.browser.press(Key::Escape + "").await;
    survey.gone("dialog", TITLE).await;
    // It goes back once the dialog is gone, which lets nothing else have it.
    let back = async || (stage.browser.run("return document.activeElement.id").await == json!("ask")).then_some(());
    stage.browser.until("the focus is back", back).await;
    assert_eq!(stage.browser.heard("dismissed").await["reason"], json!("close"));
}

#[tokio::test]
async fn a_corner_is_the_owners_choice_and_takes_no_focus() {
    let stage = Stage::new().await;
    for (corner, right, below) in [
        ("bottom-end", true, true),
        ("bottom-start", false, true),
        ("top-end", true, false),
        ("top-start", false, false),
    ] {
        stage.much_later().await;
        stage.open_with(json!({"survey": corner, "corner": corner})).await;
        let card = stage.survey().await.see("dialog", TITLE).await.rect().await.unwrap();
        assert_eq!((card.x > 640.0, card.y > 200.0), (right, below), "{corner}: {card:?}");
        assert_eq!(stage.browser.run("return document.activeElement.tagName").await, json!("BODY"));
    }
}

#[tokio::test]
async fn the_tab_opens_it_and_is_there_again_when_it_is_closed() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "tab", "mode": "tab", "shadow": "open", "accent": "#ffd400"})).await;
    stage.browser.heard("ready").await;
    let survey = stage.browser.root("good-word").await;
    survey.see("button", "Feedback").await;
    assert_eq!(stage.browser.times_heard("shown").await, 0, "a tab is no question");
    axe::bring(&stage).await;
    axe::check(&stage, "good-word", "tab", 1).await;
    survey.click("Feedback").await;
    survey.see("dialog", TITLE).await;
    // An accent that nobody could read on paper is darkened until they can.
    axe::check(&stage, "good-word", "tab open", 20).await;
    survey.click("Ask me later").await;
    survey.see("button", "Feedback").await;
    assert_eq!(stage.browser.heard("dismissed").await["reason"], json!("later"));
}

#[tokio::test]
async fn a_phone_gets_a_sheet_and_right_to_left_is_mirrored() {
    let stage = Stage::new().await;
    let phone = json!({"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": true});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", phone).await;
    stage.open_with(json!({"survey": "sheet"})).await;
    let card = stage.survey().await.see("dialog", TITLE).await;
    // It comes up from below.
    let at_the_bottom = async || {
        let card = card.rect().await.unwrap();
        let off = [card.x, card.width - 360.0, card.y + card.height - 740.0];
        off.iter().all(|off| off.abs() < 1.0).then_some(())
    };
    stage.browser.until("a sheet over the whole width, at the bottom", at_the_bottom).await;
    stage.open_with(json!({"survey": "rtl", "mode": "inline", "locale": "he", "shadow": "open"})).await;
    let survey = stage.survey().await;
    let close = survey.all("button.close").await[0].rect().await.unwrap();
    assert!(close.x < 100.0, "the way out is on the left: {close:?}");
    axe::bring(&stage).await;
    axe::check(&stage, "good-word", "hebrew phone", 20).await;
}
