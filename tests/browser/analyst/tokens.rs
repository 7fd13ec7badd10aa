//! A token opens the answers, and is kept nowhere.

use serde_json::json;
use tempfile::TempDir;

use super::{figures, opened, seeded, write};
use crate::harness::Stage;

#[tokio::test]
async fn a_token_opens_the_answers_and_is_kept_nowhere() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "seeded.ndjson", seeded(&stage, 40));
    stage.collector.run(&["import", file.to_str().unwrap()]);
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "analyst"]);
    let token = token.trim();

    let view = opened(&stage, "results").await;
    view.see("heading", "These answers are protected by a token.").await;
    view.write("Read token", "gw_sec_wrong").await;
    view.click("Show answers").await;
    view.see("heading", "The server did not accept this token.").await;
    view.write("Read token", token).await;
    view.click("Show answers").await;
    figures(&stage, &view).await;

    let kept = "return JSON.stringify([location.href, {...localStorage}, {...sessionStorage}, document.cookie, document.documentElement.outerHTML])";
    let kept = stage.browser.run(kept).await;
    assert!(!kept.to_string().contains(token), "{kept}");
}

#[tokio::test]
async fn a_token_can_be_a_property() {
    let stage = Stage::new().await;
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "page"]);
    let script = format!("document.querySelector('good-word-results').token = {}", json!(token.trim()));
    let view = opened(&stage, "results").await;
    view.see("heading", "These answers are protected by a token.").await;
    stage.browser.run(&script).await;
    view.see("heading", "There are no answers here yet.").await;
}
