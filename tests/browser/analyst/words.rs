//! What the comments say: the view counts what the command line counts, of what is wanted, and shows whole comments.

use serde_json::Value;
use tempfile::TempDir;

use super::{choose, downloaded, figures, keep_downloads, pick, press, seeded, view, write};
use crate::harness::{Root, Stage};

/// Takes the words away and compares them with what the printed command prints.
async fn agrees(stage: &Stage, view: &Root<'_>, folder: &TempDir, file: &str) -> Value {
    let done = async || {
        (view.all(".at-words[aria-busy]").await.is_empty() && !view.all(".terms").await.is_empty()).then_some(())
    };
    stage.browser.until("the words", done).await;
    let taken = folder.path().join("words.json");
    let _ = std::fs::remove_file(&taken);
    press(stage, view, ".at-words .more > button").await;
    let words = downloaded(stage, folder, "words.json").await;
    let code = view.all(".at-words code").await[0].prop("textContent").await.unwrap().unwrap();
    let command = code.replace("answers.ndjson", file).replace('\'', "");
    let command: Vec<_> = command.split(' ').skip(1).collect();
    assert_eq!(words, stage.collector.tool(&command), "view and command line agree to the byte");
    serde_json::from_str(&words).unwrap()
}

#[tokio::test]
async fn view_and_command_line_agree_on_what_comments_say() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'UTC')").await;
    let file = write(&folder, "answers.ndjson", seeded(&stage, 2_000));
    let file = file.to_str().unwrap();
    choose(&view, &[file.as_ref()]).await;
    figures(&stage, &view).await;
    let asked =
        "return performance.getEntriesByType('resource').filter((one) => one.name.includes('goodword-words')).length";
    assert_eq!(stage.browser.run(asked).await, 0, "nothing is loaded before somebody asks");
    press(&stage, &view, ".at-words .button").await;
    let found = agrees(&stage, &view, &folder, file).await;
    assert_eq!((&found["a"]["name"], &found["b"]["name"]), (&"detractors".into(), &"promoters".into()));
    assert!(found["different"].as_u64().unwrap() > 0, "{found}");

    // Of any two groups, and of those alone who are wanted.
    pick(&stage, &view, "Comments of", "promise broken").await;
    pick(&stage, &view, "Beside comments of", "promise kept").await;
    pick(&stage, &view, "Of device", "mobile").await;
    let told = async || view.texts(".legend").await.concat().starts_with("broken").then_some(());
    stage.browser.until("the other groups", told).await;
    let few = agrees(&stage, &view, &folder, file).await;
    assert_eq!((&few["a"]["name"], &few["b"]["name"]), (&"broken".into(), &"kept".into()));

    // Three whole comments hold the term that is looked at, and others can be drawn.
    assert_eq!(view.all(".evidence li").await.len(), 3);
    assert_eq!(view.all(".evidence li:has(mark)").await.len(), 3);
    let before = view.texts(".evidence li").await;
    press(&stage, &view, ".evidence button").await;
    stage.browser.until("others", async || (view.texts(".evidence li").await != before).then_some(())).await;
    let again = agrees(&stage, &view, &folder, file).await;
    assert_eq!(again["terms"][0]["p"], few["terms"][0]["p"]);
}
