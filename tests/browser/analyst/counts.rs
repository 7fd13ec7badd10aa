//! The collector's counts instead of responses: the same figures, and a sentence on what counts cannot show.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{command, downloaded, figures, keep_downloads, opened, seeded, take, write};
use crate::harness::Stage;

#[tokio::test]
async fn counts_give_the_figures_that_responses_give() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let file = write(&folder, "seeded.ndjson", seeded(&stage, 600));
    stage.collector.run(&["import", file.to_str().unwrap()]);
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "counts"]);
    let view = opened(&stage, "results?survey=").await;
    let set = "const view = document.querySelector('good-word-results'); view.token = arguments[0]; \
               view.setAttribute('src', '/v1/surveys/demo/tally?by=device,day&tz=Europe/Berlin')";
    stage.browser.call(set, vec![json!(token.trim())]).await;
    figures(&stage, &view).await;

    let said = view.texts(".counted").await.concat();
    assert!(said.contains("no comments, no follow-ups, no filters"), "{said}");
    for absent in [".filters", ".at-comments", ".at-follow-ups"] {
        assert!(view.all(absent).await.is_empty(), "{absent}");
    }
    for there in [".at-nps", ".at-trend", ".at-segments", ".at-comparison .chart", ".at-way .chart"] {
        assert_eq!(view.all(there).await.len(), 1, "{there}");
    }

    take(&view, "Summary (JSON)").await;
    let summary: Value = serde_json::from_str(&downloaded(&stage, &folder, "summary.json").await).unwrap();
    let told = command(&view).await;
    let (_, how) = told.split_once("summarize - ").unwrap();
    let asked: Vec<_> = [&["summarize", file.to_str().unwrap()], &how.split(' ').collect::<Vec<_>>()[..]].concat();
    let expect: Value = serde_json::from_str(&stage.collector.tool(&asked)).unwrap();
    assert_eq!(summary, expect, "{told}");
    assert_eq!(summary["tz"], json!("Europe/Berlin"));
}

#[tokio::test]
async fn what_is_no_tally_is_said() {
    let stage = Stage::new().await;
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "counts"]);
    let view = opened(&stage, "results?survey=").await;
    stage
        .browser
        .call("document.querySelector('good-word-results').token = arguments[0]", vec![json!(token.trim())])
        .await;
    for (src, sentence) in [
        ("/v1/surveys/demo/tally", "There are no answers here yet."),
        ("/v1/surveys/demo/tally?by=planet", "The server refused to answer (400)."),
        ("/t/v1/surveys/demo/tally", "What came back are no counts that this view can read."),
    ] {
        let set = "document.querySelector('good-word-results').setAttribute('src', arguments[0])";
        stage.browser.call(set, vec![json!(src)]).await;
        view.see("heading", sentence).await;
    }
}
