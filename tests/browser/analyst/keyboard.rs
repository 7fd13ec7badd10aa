//! Three tasks of an analyst, by the keyboard alone.

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::Key;

use super::{figures, opened, seeded, view, write};
use crate::harness::{Root, Stage};

const TYPEFORM: &str = include_str!("../../../crates/goodword-core/tests/data/import/typeform.csv");
/// Stops of Tab from one thing to another, at most.
const STOPS: usize = 120;

/// What the focus is on: its label, or what it says.
const FOCUS: &str = "const one = arguments[0].activeElement; if (!one) return ''; \
    return (one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || '').trim()";

/// Presses Tab until the focus is on what has this name.
async fn reach(stage: &Stage, view: &Root<'_>, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..STOPS {
        let at = view.call(FOCUS).await.as_str().unwrap_or_default().to_owned();
        if at.starts_with(name) {
            return;
        }
        passed.push(at);
        stage.browser.press(Key::Tab + "").await;
    }
    panic!("Tab never reached “{name}”, but {passed:?}");
}

/// Chooses a line of the list that has the focus, by typing how it begins.
async fn type_ahead(stage: &Stage, view: &Root<'_>, list: &str, line: &str) {
    reach(stage, view, list).await;
    stage.browser.press(line).await;
}

/// Answers of the last two months, of which those on phones are fewer.
async fn shown<'a>(stage: &'a Stage, folder: &TempDir) -> Root<'a> {
    let view = view(stage).await;
    super::choose(&view, &[&write(folder, "answers.ndjson", seeded(stage, 2_000))]).await;
    figures(stage, &view).await;
    view
}

#[tokio::test]
async fn a_typeform_export_is_opened_and_its_score_read() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let file = write(&folder, "answers.csv", TYPEFORM);
    // The browser's own dialog cannot be driven: it is held back, and the field that opened it is handed the file.
    stage.browser.devtools("Page.setInterceptFileChooserDialog", json!({"enabled": true})).await;
    reach(&stage, &view, "Choose files").await;
    stage.browser.press(Key::Enter + "").await;
    super::choose(&view, &[&file]).await;
    figures(&stage, &view).await;
    let score = view.texts(".at-nps h3").await.concat();
    assert!(score.contains("1 answer"), "{score}");
    // Every figure is a stop of Tab away: its drawing, and its table.
    reach(&stage, &view, "Not this: choose the columns yourself").await;
}

#[tokio::test]
async fn what_detractors_say_that_promoters_do_not_is_found() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = shown(&stage, &folder).await;
    reach(&stage, &view, "Count the words").await;
    stage.browser.press(Key::Enter + "").await;
    stage.browser.until("the words", async || (!view.all(".terms").await.is_empty()).then_some(())).await;
    let title = view.texts("#gw-words-title").await.concat();
    assert!(title.contains("of the comments of detractors and in"), "{title}");
    // The second term, and its comments.
    for _ in 0..STOPS {
        stage.browser.press(Key::Tab + "").await;
        let pressed = "return arguments[0].activeElement?.getAttribute('aria-pressed') === 'false' && arguments[0].activeElement.closest('.terms') !== null";
        if view.call(pressed).await == true {
            break;
        }
    }
    let before = view.texts(".evidence").await;
    stage.browser.press(Key::Space + "").await;
    stage.browser.until("its evidence", async || (view.texts(".evidence").await != before).then_some(())).await;
    assert_eq!(view.all(".evidence li:has(mark)").await.len(), 3);
}

#[tokio::test]
async fn a_link_to_mobile_visitors_of_last_month_opens_the_same() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = shown(&stage, &folder).await;
    reach(&stage, &view, "Filter").await;
    stage.browser.press(Key::Enter + "").await;
    type_ahead(&stage, &view, "Days", "2026-").await;
    type_ahead(&stage, &view, "Of device", "mob").await;
    let chips = async || {
        let chips = view.texts(".chip").await.concat();
        (chips.contains("device: mobile") && chips.contains("From 2026-")).then_some(chips)
    };
    let chips = stage.browser.until("what is set", chips).await;
    let settled = async || (!view.all(".grid[aria-busy=false]").await.is_empty()).then_some(());
    stage.browser.until("the figures", settled).await;
    let (title, link) = (view.texts("header p").await, stage.browser.run("return location.hash").await);
    let page = format!("results?survey={}", link.as_str().unwrap());
    stage.browser.open("about:blank").await;
    let view = opened(&stage, &page).await;
    super::choose(&view, &[&folder.path().join("answers.ndjson")]).await;
    figures(&stage, &view).await;
    assert_eq!((view.texts(".chip").await.concat(), view.texts("header p").await), (chips, title));
}
