//! What an analyst adds stays in this browser: a goal, notes on days, views by name; and a drawing leaves as a picture.

use std::fs;

use tempfile::TempDir;

use super::{choose, command, figures, keep_downloads, opened, pick, press, seeded, view, write};
use crate::harness::{Root, Stage};

/// Writes into a field, as whoever leaves it does.
async fn fill(stage: &Stage, view: &Root<'_>, field: &str, text: &str) {
    let field = view.first(field).await.to_json().unwrap();
    let script = "const [field, text] = arguments; field.value = text; field.dispatchEvent(new Event('change', { bubbles: true }))";
    stage.browser.driver.execute(script, vec![field, text.into()]).await.unwrap();
}

#[tokio::test]
async fn a_goal_and_notes_are_there_after_a_reload() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "answers.ndjson", seeded(&stage, 2_000));
    let page = view(&stage).await;
    choose(&page, &[&file]).await;
    figures(&stage, &page).await;
    let day = page.texts(".at-trend table tbody tr:nth-child(4) th").await;
    assert_eq!(day.len(), 1, "{day:?}");
    let first = stage.collector.tool(&["summarize", "--json", file.to_str().unwrap()]);
    let first: serde_json::Value = serde_json::from_str(&first).unwrap();
    let day = first["days"][20]["day"].as_str().unwrap().to_owned();
    fill(&stage, &page, ".marks input[type=number]", "70").await;
    fill(&stage, &page, ".marks input[type=date]", &day).await;
    fill(&stage, &page, ".marks input[type=text]", "new courier").await;
    press(&stage, &page, ".note-fields button").await;
    let marked = async |page: &Root<'_>| {
        let drawn = async || {
            let lines = (page.all(".at-trend line.goal").await.len(), page.all(".at-trend line.note").await.len());
            (lines == (1, 1)).then_some(())
        };
        stage.browser.until("the goal and the note", drawn).await;
    };
    marked(&page).await;
    let again = opened(&stage, "results?survey=").await;
    choose(&again, &[&file]).await;
    figures(&stage, &again).await;
    marked(&again).await;
    let text = "return arguments[0].querySelector('.marks li').textContent";
    assert!(again.call(text).await.as_str().unwrap().starts_with(&format!("{day}: new courier")));
    press(&stage, &again, ".marks li button").await;
    let gone = async || again.all(".at-trend line.note").await.is_empty().then_some(());
    stage.browser.until("no note", gone).await;
}

#[tokio::test]
async fn a_view_is_found_again_by_its_name() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "answers.ndjson", seeded(&stage, 300));
    let page = view(&stage).await;
    choose(&page, &[&file]).await;
    figures(&stage, &page).await;
    pick(&stage, &page, "Of device", "mobile").await;
    let asks = async |page: &Root<'_>, expect: bool| {
        let told = async || (command(page).await.contains("--where 'device=mobile'") == expect).then_some(());
        stage.browser.until("the filter", told).await;
    };
    asks(&page, true).await;
    fill(&stage, &page, ".views input", "Phones").await;
    press(&stage, &page, ".views .button").await;
    let again = opened(&stage, "results?survey=").await;
    choose(&again, &[&file]).await;
    figures(&stage, &again).await;
    asks(&again, false).await;
    press(&stage, &again, ".views li .pill").await;
    asks(&again, true).await;
    assert_eq!(stage.browser.run("return location.hash").await, "#where=device%3Dmobile");
}

#[tokio::test]
async fn a_drawing_leaves_as_a_picture() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let page = view(&stage).await;
    choose(&page, &[&write(&folder, "answers.ndjson", seeded(&stage, 300))]).await;
    figures(&stage, &page).await;
    press(&stage, &page, ".at-trend .more > button:last-child").await;
    let file = folder.path().join("trend.png");
    let picture = async || fs::read(&file).ok().filter(|bytes| bytes.len() > 2_000);
    let bytes = stage.browser.until("the picture", picture).await;
    assert!(bytes.starts_with(b"\x89PNG\r\n"), "{:?}", &bytes[..8]);
}
