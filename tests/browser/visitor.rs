//! A visitor answers in place, with hands or with keys, in the closed root that people get.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::Stage;

/// The four questions as a visitor meets them.
pub const EMPATHY: &str = "We understood how you felt.";
pub const PROMISE: &str = "Did we do what we said we would?";
pub const RECOMMEND: &str = "How likely is it that you would recommend us to a friend or colleague?";

#[tokio::test]
async fn by_keyboard_alone() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("inline.html").await;
    let keys = &stage.browser;

    survey.tab_to("radio", "Strongly disagree").await;
    for _ in 0..3 {
        keys.press(Key::Down + "").await;
    }
    assert_eq!(survey.focus().await, Some(("radio".to_owned(), "Agree".to_owned())));
    survey.tab_to("button", "Next").await;
    keys.press(Key::Enter + "").await;

    survey.see("heading", PROMISE).await;
    assert_eq!(survey.focus().await, Some(("heading".to_owned(), PROMISE.to_owned())), "focus follows the step");
    survey.tab_to("radio", "No, less than promised").await;
    keys.press(Key::Down + "").await;
    keys.press(Key::Enter + "").await;

    survey.see("heading", RECOMMEND).await;
    survey.tab_to("radio", "0").await;
    for _ in 0..9 {
        keys.press(Key::Right + "").await;
    }
    keys.press(Key::Enter + "").await;

    let comment = "What did we do especially well?";
    survey.see("heading", comment).await;
    survey.tab_to("textbox", comment).await;
    keys.press("Quick and kind.").await;
    survey.tab_to("button", "Send").await;
    keys.press(" ").await;

    survey.see("heading", "Thank you.").await;
    stage.browser.heard("delivered").await;
    let stored = stage.collector.responses("inline");
    assert_eq!(stored.len(), 1, "{stored:?}");
    let answers = json!({"empathy": 4, "promise": "kept", "recommend": 9, "comment": "Quick and kind."});
    assert_eq!(stored[0]["answers"], answers);
    assert_eq!(stored[0]["order"], json!(["empathy", "promise", "recommend", "comment"]));
}

/// Counts what is pressed.
struct Keys<'a>(&'a Stage, usize);

impl Keys<'_> {
    async fn press(&mut self, key: impl Into<TypingData>) {
        self.0.browser.press(key).await;
        self.1 += 1;
    }
}

#[tokio::test]
async fn the_shortest_journey_takes_seven_keys() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "keys", "mode": "modal"})).await;
    let survey = stage.survey().await;
    survey.see("heading", EMPATHY).await;
    let heard = "const done = arguments[0]; document.querySelector('good-word').keys.then(() => done(true))";
    stage.browser.call_async(heard, vec![]).await;
    let mut keys = Keys(&stage, 0);
    let steps = [("4", PROMISE), ("1", RECOMMEND), ("0", "What did we promise, and what happened instead?")];
    for (digit, next) in steps {
        // A digit chooses, and Enter goes on.
        keys.press(digit).await;
        keys.press(Key::Enter + "").await;
        survey.see("heading", next).await;
    }
    survey.see("button", "Send").await;
    keys.press(Key::Enter + "").await;
    survey.see("heading", "We are sorry we did not keep our promise.").await;
    stage.browser.heard("delivered").await;
    let answers = json!({"empathy": 4, "promise": "broken", "recommend": 0});
    assert_eq!(stage.collector.responses("keys")[0]["answers"], answers);
    assert_eq!(keys.1, 7, "keys");
}

#[tokio::test]
async fn by_mouse_with_a_way_back() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("inline.html").await;
    survey.see("progressbar", "Question 1 of 4").await;
    survey.choose("Agree").await;
    survey.click("Next").await;
    survey.choose("No, less than promised").await;
    survey.click("Next").await;
    survey.see("progressbar", "Question 3 of 4").await;
    survey.click("Back").await;
    let broken = survey.see("radio", "No, less than promised").await;
    assert!(broken.is_selected().await.unwrap(), "an answer is still there on the way back");
    survey.choose("Yes, more than promised").await;
    survey.click("Next").await;
    survey.choose("10").await;
    survey.click("Next").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.heard("delivered").await;
    let stored = stage.collector.responses("inline");
    assert_eq!(stored.len(), 1, "{stored:?}");
    assert_eq!(stored[0]["answers"], json!({"empathy": 4, "promise": "exceeded", "recommend": 10}));
}

#[tokio::test]
async fn who_skips_everything_sends_nothing() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("inline.html").await;
    for heading in [EMPATHY, PROMISE, RECOMMEND] {
        survey.see("heading", heading).await;
        survey.click("Skip").await;
    }
    let send = survey.see("button", "Send").await;
    assert!(!send.is_enabled().await.unwrap(), "Send is disabled until one question is answered");
    survey.write("What is the main reason for your answers?", "Hello.").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    assert_eq!(stage.collector.responses("inline")[0]["answers"], json!({"comment": "Hello."}));
}

#[tokio::test]
async fn no_event_tells_an_answer() {
    let stage = Stage::new().await;
    let survey = stage.open_survey("inline.html").await;
    survey.choose("Strongly agree").await;
    survey.click("Next").await;
    survey.choose("Yes, as promised").await;
    survey.click("Next").await;
    survey.choose("8").await;
    survey.click("Next").await;
    survey.write("What is the main reason for your answers?", "A secret.").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    let heard = stage.browser.run("return JSON.stringify(window.heard)").await;
    let heard = heard.as_str().unwrap();
    for name in ["ready", "shown", "answered", "submitted", "delivered"] {
        assert!(heard.contains(name), "{name} in {heard}");
    }
    for secret in ["secret", "kept", "8", "5"].map(|word| format!(":\"{word}\"")) {
        assert!(!heard.contains(&secret), "{secret} in {heard}");
    }
}
