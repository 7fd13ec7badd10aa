//! What appears unasked on a phone, and who listens, writes with keys, or reads in large letters.

use serde_json::json;
use thirtyfour::prelude::*;

use super::visitor::{EMPATHY, PROMISE};
use crate::harness::{Root, Stage};

async fn screen(stage: &Stage, (width, height): (u32, u32)) {
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

async fn keys_are_heard(stage: &Stage) {
    let heard = "const done = arguments[0]; document.querySelector('good-word').keys.then(() => done(true))";
    stage.browser.call_async(heard, vec![]).await;
}

async fn on_a_phone(stage: &Stage) -> Root<'_> {
    screen(stage, (390, 844)).await;
    stage.much_later().await;
    stage.open_with(json!({"survey": "bar"})).await;
    let survey = stage.survey().await;
    survey.see("heading", EMPATHY).await;
    keys_are_heard(stage).await;
    survey
}

async fn height(survey: &Root<'_>) -> f64 {
    survey.all(".card").await[0].rect().await.unwrap().height
}

#[tokio::test]
async fn a_touch_on_the_bar_is_enough_to_go_on_and_keys_take_their_time() {
    let stage = Stage::new().await;
    let survey = on_a_phone(&stage).await;
    assert!(height(&survey).await <= 844.0 / 3.0, "a third of the screen");
    assert_eq!(survey.all(".bar .step:not(.ghost) .option").await.len(), 5, "all answers of the first question");
    survey.choose("Agree").await;
    survey.see("heading", PROMISE).await;
    assert!(height(&survey).await > 844.0 / 3.0, "a sheet");
    survey.click("Back").await;
    assert!(survey.see("radio", "Agree").await.is_selected().await.unwrap(), "the touch was kept");
    survey.choose("Disagree").await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    survey.see("heading", EMPATHY).await;

    stage.browser.run("return goodword('reset')").await;
    let survey = on_a_phone(&stage).await;
    survey.tab_to("radio", "Strongly disagree").await;
    stage.browser.press(Key::Down + "").await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    survey.see("heading", EMPATHY).await;
    survey.click("Next").await;
    survey.see("heading", PROMISE).await;
}

#[tokio::test]
async fn who_has_called_for_it_gets_all_of_it() {
    let stage = Stage::new().await;
    screen(&stage, (390, 844)).await;
    stage.open_with(json!({"survey": "called", "trigger": "manual"})).await;
    stage.browser.run("return goodword('ask')").await;
    let survey = stage.survey().await;
    survey.see("heading", EMPATHY).await;
    assert!(survey.all(".bar").await.is_empty());
    assert_eq!(survey.texts("[role=status]").await, [""], "who has called hears no announcement");
}

#[tokio::test]
async fn what_appears_is_announced_once_and_escape_closes_it_from_the_page() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "heard", "shadow": "open"})).await;
    let survey = stage.survey().await;
    let said = "return document.querySelector('good-word').shadowRoot.querySelector('[role=status]').textContent";
    let announced =
        async || (stage.browser.run(said).await == json!(format!("How did we do? {EMPATHY}"))).then_some(());
    stage.browser.until("it is announced", announced).await;
    survey.click("Skip").await;
    survey.see("heading", PROMISE).await;
    assert_eq!(stage.browser.run(said).await, json!(""), "once");
    keys_are_heard(&stage).await;
    stage.browser.run("document.activeElement.blur(); addEventListener('keydown', window.mine = (event) => event.preventDefault(), true)").await;
    stage.browser.press(Key::Escape + "").await;
    survey.see("heading", PROMISE).await;
    stage.browser.run("removeEventListener('keydown', window.mine, true)").await;
    stage.browser.press(Key::Escape + "").await;
    survey.gone("dialog", "How did we do?").await;
    assert_eq!(stage.browser.heard("dismissed").await["reason"], json!("close"));
}

#[tokio::test]
async fn letters_are_as_large_as_the_reader_wants() {
    let stage = Stage::new().await;
    screen(&stage, (1280, 1400)).await;
    for size in [16, 32] {
        stage.browser.devtools("Page.setFontSizes", json!({"fontSizes": {"standard": size, "fixed": size}})).await;
        stage.open_with(json!({"survey": "letters", "mode": "inline"})).await;
        let survey = stage.survey().await;
        for (css, expect) in [("h2", 21), (".option", 16), (".count", 13)] {
            let found = survey.all(css).await[0].css_value("font-size").await.unwrap();
            assert_eq!(found, format!("{}px", expect * size / 16), "{css} at {size}");
        }
    }
}

#[tokio::test]
async fn a_survey_in_its_place_fills_it_and_leaves_it_as_it_was() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "place", "mode": "inline", "shadow": "open"})).await;
    let survey = stage.survey().await;
    let width = async || survey.all(".card").await[0].rect().await.unwrap().width;
    assert!(width().await < 440.0);
    stage.browser.run("document.querySelector('good-word').style.setProperty('--goodword-width', '100%')").await;
    assert!(width().await > 600.0, "as wide as its container");
    survey.click("Close").await;
    let slot = "return !!document.querySelector('good-word').shadowRoot.querySelector('slot')";
    stage
        .browser
        .until("the owner's words", async || stage.browser.run(slot).await.as_bool().filter(|slot| *slot))
        .await;
    stage.browser.run("return goodword('ask')").await;
    survey.see("heading", EMPATHY).await;
    assert_eq!(stage.browser.run(slot).await, json!(false));
}
