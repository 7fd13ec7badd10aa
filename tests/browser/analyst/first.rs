//! What is shown: made-up responses, drawings, accessible in every state.

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::Key;

use super::{WELCOME, choose, figures, opened, press, seeded, view, write};
use crate::axe;
use crate::harness::Stage;

/// Every panel, and how many nodes at least are looked at in it.
const PANELS: [(&str, usize); 18] = [
    (".at-cross", 20),
    (".views", 4),
    ("header", 8),
    (".filters", 10),
    (".at-nps", 10),
    (".at-promise", 10),
    (".at-empathy", 10),
    (".at-asymmetry", 10),
    (".at-recommend", 20),
    (".at-trend", 20),
    (".at-comparison", 15),
    (".at-together", 10),
    (".at-segments", 15),
    (".at-way", 10),
    (".at-follow-ups", 10),
    (".at-comments", 10),
    ("footer", 4),
    (".at-words", 20),
];

#[tokio::test]
async fn made_up_responses_are_said_to_be() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    view.click("Try it on 500 made-up responses").await;
    figures(&stage, &view).await;
    assert!(view.texts(".notice").await.concat().contains("Nobody gave these answers"));
    view.click("Back to the start").await;
    view.see("heading", WELCOME).await;
}

#[tokio::test]
async fn every_point_of_a_drawing_can_be_moved_to() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    view.click("Try it on 500 made-up responses").await;
    figures(&stage, &view).await;
    let points = view.all(".at-recommend .point").await;
    assert_eq!(points.len(), 11);
    points[0].focus().await.unwrap();
    stage.browser.press(Key::Right + Key::Right).await;
    let detail = async || view.texts(".at-recommend .detail").await.first()?.starts_with("2: ").then_some(());
    stage.browser.until("the third bar in words", detail).await;
    stage.browser.press(Key::End + "").await;
    let detail = async || view.texts(".at-recommend .detail").await.first()?.starts_with("10: ").then_some(());
    stage.browser.until("the last bar in words", detail).await;
}

#[tokio::test]
async fn one_changed_answer_changes_the_figure() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let answers = |scores: [u8; 10]| -> String {
        let line = |(at, score): (usize, u8)| {
            format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012}","survey":"file","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{score}}}}}"#
            ) + "\n"
        };
        scores.into_iter().enumerate().map(line).collect()
    };
    for (last, sentence) in [(0, "NPS 40, from only 10 answers"), (10, "NPS 60, from only 10 answers")] {
        choose(&view, &[&write(&folder, "answers.ndjson", answers([10, 9, 10, 9, 10, 9, 8, 7, 3, last]))]).await;
        let said = async || view.texts("h3").await.concat().contains(sentence).then_some(());
        stage.browser.until(sentence, said).await;
    }
}

#[tokio::test]
async fn every_state_is_accessible_in_light_and_in_dark() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let seeded = write(&folder, "seeded.ndjson", seeded(&stage, 300) + "no response\n");
    let bad = write(&folder, "bad.ndjson", "{}\n{}\n");
    for scheme in ["light", "dark"] {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
        let view = opened(&stage, "t/analyst.html").await;
        axe::bring(&stage).await;
        view.see("heading", WELCOME).await;
        axe::check(&stage, "good-word-results", &format!("{scheme} welcome"), 8).await;
        choose(&view, &[&bad]).await;
        view.see("heading", "None of the 2 lines is a response.").await;
        axe::check(&stage, "good-word-results", &format!("{scheme} failure"), 8).await;
        choose(&view, &[&seeded]).await;
        figures(&stage, &view).await;
        let open = "document.querySelector('good-word-results').shadowRoot.querySelectorAll('details').forEach(one => one.open = true)";
        stage.browser.run(open).await;
        let follow_ups = async || view.all(".follow-ups li").await.first().map(drop);
        stage.browser.until("follow-ups", follow_ups).await;
        press(&stage, &view, ".at-words .button").await;
        view.first(".terms").await;
        press(&stage, &view, ".at-cross .button").await;
        view.first(".heat").await;
        axe::check(&stage, "good-word-results", &format!("{scheme} figures"), 200).await;
        for (panel, least) in PANELS {
            axe::panel(&stage, "good-word-results", panel, scheme, least).await;
        }
    }
}
