//! With its files on another origin the view has no worker: the page's own thread reads, and still has its turn.

use tempfile::TempDir;

use super::{WELCOME, choose, command, figures, pick, seeded, write};
use crate::harness::{Pages, Stage, dist};

/// Enough that one pass over all of them at once would be felt.
const RESPONSES: u32 = 100_000;
/// A page that is never blocked has far more turns than this while so many are read.
const TURNS: f64 = 40.0;

#[tokio::test]
async fn a_page_has_its_turn_while_its_own_thread_reads() {
    let (stage, folder) = (Stage::alone().await, TempDir::new().unwrap());
    let pages = Pages::start(&dist()).await;
    pages.set("FILES", &stage.collector.origin);
    stage.browser.open(&format!("{}/t/elsewhere.html", pages.origin)).await;
    let defined = "return Boolean(document.querySelector('good-word-results:defined'))";
    stage.browser.until("the view", async || stage.browser.run(defined).await.as_bool().filter(|is| *is)).await;
    let view = stage.browser.root("good-word-results").await;
    view.see("heading", WELCOME).await;

    let from = "window.turns = 0; window.longest = 0; window.from = performance.now()";
    stage.browser.run(from).await;
    choose(&view, &[&write(&folder, "many.ndjson", seeded(&stage, RESPONSES))]).await;
    figures(&stage, &view).await;
    let measured = "return [window.turns, window.longest / (performance.now() - window.from)]";
    let reading = stage.browser.run(measured).await;
    let here =
        "return performance.getEntriesByType('resource').some((one) => one.name.endsWith('/goodword-reader.js'))";
    assert_eq!(stage.browser.run(here).await, true, "the page itself has loaded the reader");
    assert!(reading[0].as_f64().unwrap() > TURNS && reading[1].as_f64().unwrap() < 0.25, "{reading}");

    stage.browser.run(from).await;
    pick(&stage, &view, "Would recommend", "0 to 6").await;
    let told = async || command(&view).await.contains("--recommend 0-6").then_some(());
    stage.browser.until("the figures", told).await;
    let filtering = stage.browser.run("return window.turns").await;
    assert!(filtering.as_f64().unwrap() > 3.0, "{filtering}");
}
