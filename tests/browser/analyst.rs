//! An analyst reads answers in the closed root that people get: from files, from the collector, and from what is neither.

mod addresses;
mod comments;
mod counts;
mod crossing;
mod elsewhere;
mod files;
mod filters;
mod first;
mod follow_ups;
mod foreign;
mod groups;
mod kept;
mod keyboard;
mod notices;
mod numbers;
mod refused;
mod tokens;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use crate::harness::{Root, Stage};

const WELCOME: &str = "What people said, and how sure you can be";

/// The view of a page below the site.
async fn opened<'a>(stage: &'a Stage, page: &str) -> Root<'a> {
    stage.browser.open(&format!("{}/{page}", stage.collector.origin)).await;
    let defined = "return Boolean(document.querySelector('good-word-results:defined'))";
    stage.browser.until("the view", async || stage.browser.run(defined).await.as_bool().filter(|is| *is)).await;
    stage.browser.root("good-word-results").await
}

/// The view with nothing to show yet.
async fn view(stage: &Stage) -> Root<'_> {
    let view = opened(stage, "results?survey=").await;
    view.see("heading", WELCOME).await;
    view
}

/// Chooses files in whatever chooser the view shows.
async fn choose(view: &Root<'_>, files: &[&Path]) {
    let names: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
    view.first("input[type=file]").await.send_keys(names.join("\n")).await.unwrap();
}

/// Waits until every figure is there.
async fn figures(stage: &Stage, view: &Root<'_>) {
    stage.browser.until("figures", async || (!view.all(".grid[aria-busy=false]").await.is_empty()).then_some(())).await;
}

/// Waits until a download has come.
async fn downloaded(stage: &Stage, folder: &TempDir, name: &str) -> String {
    let file = folder.path().join(name);
    stage.browser.until(name, async || fs::read_to_string(&file).ok().filter(|text| !text.is_empty())).await
}

/// Takes something away by the menu.
async fn take(view: &Root<'_>, what: &str) {
    if view.find("button", what).await.is_none() {
        view.all(".menu > summary").await[0].click().await.unwrap();
    }
    view.click(what).await;
}

/// Chooses a line of a list by its name.
async fn pick(stage: &Stage, view: &Root<'_>, list: &str, line: &str) {
    for element in view.all(&format!("select[aria-label='{list}']")).await {
        let script = "const [list, line] = arguments; list.value = [...list.options].find((one) => one.text === line).value; \
                      list.dispatchEvent(new Event('change', { bubbles: true }))";
        let arguments = vec![element.to_json().unwrap(), json!(line)];
        stage.browser.driver.execute(script, arguments).await.unwrap();
        return;
    }
    panic!("no list {list}");
}

/// The command line that the view prints, without what fetches the responses.
async fn command(view: &Root<'_>) -> String {
    view.texts("footer code").await.concat()
}

/// Presses a button, wherever it is: what is above it may still grow as it comes into sight.
async fn press(stage: &Stage, view: &Root<'_>, button: &str) {
    let button = view.first(button).await.to_json().unwrap();
    stage.browser.driver.execute("arguments[0].click()", vec![button]).await.unwrap();
}

/// Puts the focus on a field, wherever it is.
async fn focus(stage: &Stage, view: &Root<'_>, field: &str) {
    let field = view.first(field).await.to_json().unwrap();
    stage.browser.driver.execute("arguments[0].focus()", vec![field]).await.unwrap();
}

async fn keep_downloads(stage: &Stage, folder: &TempDir) {
    let keep = json!({"behavior": "allow", "downloadPath": folder.path()});
    stage.browser.devtools("Browser.setDownloadBehavior", keep).await;
}

/// Made-up answers to the demo's survey.
fn seeded(stage: &Stage, n: u32) -> String {
    stage.collector.tool(&["seed", &n.to_string(), "--survey", "demo"])
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let file = folder.path().join(name);
    fs::write(&file, content).unwrap();
    file
}
