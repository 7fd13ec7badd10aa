//! An analyst opens a file or a survey, reads the figures, and takes them away.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Root, Stage};

/// Ten answers: six promoters, two passives and two detractors; NPS 40.
const SCORES: [u8; 10] = [10, 9, 10, 9, 10, 9, 8, 7, 3, 0];

fn answers(scores: &[u8]) -> String {
    let line = |(at, score): (usize, &u8)| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012}","survey":"file","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{score},"comment":"<b>number {at}</b>"}}}}"#
        ) + "\n"
    };
    scores.iter().enumerate().map(line).collect()
}

/// The view of `query`, once it shows something.
async fn view<'a>(stage: &'a Stage, query: &str) -> Root<'a> {
    stage.browser.open(&format!("{}/results{query}", stage.collector.origin)).await;
    let defined = "return Boolean(document.querySelector('good-word-results:defined'))";
    stage.browser.until("the view", async || stage.browser.run(defined).await.as_bool().filter(|is| *is)).await;
    let view = stage.browser.root("good-word-results").await;
    stage.browser.until("a way in", async || (!view.all("input").await.is_empty()).then_some(())).await;
    view
}

/// The view without a source: it waits for a file.
async fn empty_view(stage: &Stage) -> Root<'_> {
    view(stage, "?survey=").await
}

async fn choose(view: &Root<'_>, folder: &Path, name: &str, bytes: &[u8]) {
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let inputs = view.all("input[type=file]").await;
    inputs[0].send_keys(file.to_str().unwrap()).await.unwrap();
}

async fn says(stage: &Stage, view: &Root<'_>, text: &str) {
    let said = async || view.texts("h1, h2, h3, p, li").await.join("\n").contains(text).then_some(());
    stage.browser.until(text, said).await;
}

async fn download(stage: &Stage, view: &Root<'_>, folder: &Path, button: &str) -> Vec<u8> {
    let before = fs::read_dir(folder).unwrap().count();
    view.click(button).await;
    let arrived = async || {
        let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let whole = files.iter().all(|file| file.extension().is_none_or(|extension| extension != "crdownload"));
        let newest = files.iter().max_by_key(|file| fs::metadata(file).and_then(|data| data.modified()).ok())?;
        (whole && files.len() > before).then(|| fs::read(newest).unwrap())
    };
    stage.browser.until(button, arrived).await
}

#[tokio::test]
async fn a_chosen_file_is_read_and_its_figures_can_be_taken_away() {
    let stage = Stage::new().await;
    let (files, downloads) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let behaviour = json!({"behavior": "allow", "downloadPath": downloads.path()});
    stage.browser.devtools("Browser.setDownloadBehavior", behaviour).await;
    let view = empty_view(&stage).await;
    choose(&view, files.path(), "answers.ndjson", answers(&SCORES).as_bytes()).await;
    says(&stage, &view, "NPS 40, from only 10 answers").await;
    says(&stage, &view, "<b>number 0</b>").await;

    let summary = download(&stage, &view, downloads.path(), "Download summary").await;
    let read: Value = serde_json::from_slice(&summary).unwrap();
    assert_eq!((&read["recommend"]["n"], &read["recommend"]["nps"]), (&json!(10), &json!(40.0)));
    let tz = read["tz"].as_str().unwrap();
    let file = files.path().join("answers.ndjson");
    let printed = stage.collector.tool(&["summarize", "--json", "--tz", tz, file.to_str().unwrap()]);
    assert_eq!(String::from_utf8(summary).unwrap(), printed, "the view and the command line say the same, to the byte");

    let responses = download(&stage, &view, downloads.path(), "Download responses").await;
    let read: Vec<Value> = serde_json::from_slice(&responses).unwrap();
    assert_eq!(read.len(), 10);
}

#[tokio::test]
async fn changing_one_answer_changes_the_figure() {
    let stage = Stage::new().await;
    let files = tempfile::tempdir().unwrap();
    let view = empty_view(&stage).await;
    let mut scores = SCORES;
    scores[9] = 10;
    choose(&view, files.path(), "changed.json", answers(&scores).as_bytes()).await;
    says(&stage, &view, "NPS 60, from only 10 answers").await;
}

#[tokio::test]
async fn what_cannot_be_read_is_said_in_a_sentence() {
    let stage = Stage::new().await;
    let files = tempfile::tempdir().unwrap();
    let cut = format!("[{}", answers(&SCORES).trim_end().replace('\n', ",\n"));
    let cases: [(&str, &[u8], &str); 4] = [
        ("page.json", b"<!doctype html><title>Sign in</title>", "This file is a web page, not a list of responses."),
        ("empty.ndjson", b"", "This file is empty: it holds no responses."),
        ("bad.ndjson", b"{\"id\":7}\nnonsense\n", "None of the 2 lines is a response."),
        ("cut.json", cut.as_bytes(), "cut.json ends in the middle: it was cut off."),
    ];
    for (name, bytes, sentence) in cases {
        let view = empty_view(&stage).await;
        choose(&view, files.path(), name, bytes).await;
        says(&stage, &view, sentence).await;
    }
}

#[tokio::test]
async fn bad_lines_are_counted_and_listed_beside_the_figures() {
    let stage = Stage::new().await;
    let files = tempfile::tempdir().unwrap();
    let view = empty_view(&stage).await;
    let text = answers(&SCORES) + "{\"id\":7}\n";
    choose(&view, files.path(), "mixed.ndjson", text.as_bytes()).await;
    says(&stage, &view, "from only 10 answers").await;
    let listed = async || view.texts("summary").await.join("\n").contains("1 line holds no response").then_some(());
    stage.browser.until("the bad line", listed).await;
}

#[tokio::test]
async fn a_survey_asks_for_its_token_and_keeps_it_out_of_the_address() {
    let stage = Stage::new().await;
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "analyst"]);
    let files = tempfile::tempdir().unwrap();
    let file = files.path().join("answers.ndjson");
    fs::write(&file, answers(&SCORES)).unwrap();
    stage.collector.run(&["import", file.to_str().unwrap()]);

    let view = view(&stage, "?survey=file").await;
    says(&stage, &view, "These answers are protected by a token.").await;
    let field = view.all("input[type=password]").await;
    field[0].click().await.unwrap();
    stage.browser.press(token.trim()).await;
    view.click("Show answers").await;
    says(&stage, &view, "from only 10 answers").await;
    let address = stage.browser.run("return location.href + JSON.stringify(localStorage) + document.cookie").await;
    assert!(!address.as_str().unwrap().contains(token.trim()));
}
