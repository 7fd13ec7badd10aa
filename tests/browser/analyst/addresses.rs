//! Reading from an address that breaks, lies or is gone: taken up again, or said.

use serde_json::json;
use tempfile::TempDir;

use super::{figures, opened, seeded, write};
use crate::harness::{Fault, Proxy, Root, Stage};

/// The view on a collector with so many answers, behind a proxy of another origin.
async fn behind<'a>(stage: &'a Stage, answers: u32) -> (Proxy, Root<'a>) {
    let folder = TempDir::new().unwrap();
    let file = write(&folder, "seeded.ndjson", seeded(stage, answers));
    stage.collector.run(&["import", file.to_str().unwrap()]);
    let proxy = Proxy::start(stage.collector.origin.trim_start_matches("http://")).await;
    (proxy, opened(stage, "results?survey=").await)
}

/// Shows `path` of the proxy, with a token.
async fn show(stage: &Stage, proxy: &Proxy, path: &str, token: &str) {
    let set = "const view = document.querySelector('good-word-results'); view.token = arguments[1]; \
               view.setAttribute('src', arguments[0])";
    stage.browser.call(set, vec![json!(format!("{}{path}", proxy.origin)), json!(token.trim())]).await;
}

fn token(stage: &Stage, more: &[&str]) -> String {
    stage.collector.run(&[&["token", "create", "--scope", "read", "--name", "proxy"], more].concat())
}

#[tokio::test]
async fn an_export_that_breaks_off_is_taken_up_again() {
    let stage = Stage::new().await;
    let (proxy, view) = behind(&stage, 300).await;
    proxy.script_reads([Fault::Cut(60_000), Fault::Reset, Fault::Cut(30_000)]);
    show(&stage, &proxy, "/v1/surveys/demo/responses", &token(&stage, &[])).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("300 lines read: 300 responses."));
    assert!(view.all(".notice").await.is_empty(), "nothing is missing, and nothing is doubted");
    let reads = proxy.log().into_iter().filter(|line| line.method == "GET").count();
    assert_eq!(reads, 4, "each break is one more request");
}

#[tokio::test]
async fn what_has_come_since_is_read_alone_and_all_of_it_where_something_else_has_changed() {
    let stage = Stage::new().await;
    let (proxy, view) = behind(&stage, 300).await;
    let folder = TempDir::new().unwrap();
    let import = |lines: String| {
        let file = write(&folder, "more.ndjson", lines);
        stage.collector.run(&["import", file.to_str().unwrap()]);
    };
    let line = |at: u32, seq: u32, comment: &str| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"demo","submitted_at":"2026-10-30T09:26:53Z","seq":{seq},"answers":{{"recommend":9,"comment":"{comment}"}}}}"#
        ) + "\n"
    };
    let read = || {
        let reads = proxy.log().into_iter().filter(|line| line.method == "GET");
        reads.map(|line| line.query.contains("after=")).collect::<Vec<_>>()
    };
    let lines = async |expect: &str| {
        let told = async || view.texts("footer").await.concat().contains(expect).then_some(());
        stage.browser.until(expect, told).await;
    };
    show(&stage, &proxy, "/v1/surveys/demo/responses", &token(&stage, &[])).await;
    figures(&stage, &view).await;
    lines("300 lines read: 300 responses.").await;
    import([line(1, 1, "newly come"), line(2, 1, "too")].concat());
    view.click("Read what is new").await;
    lines("302 lines read: 302 responses.").await;
    assert_eq!(read(), [false, true], "only what is behind the last response is asked for");
    let comment = async || view.texts(".comments").await.concat().contains("newly come").then_some(());
    stage.browser.until("the comments of it", comment).await;
    view.click("Read what is new").await;
    let asked = async || (read().len() == 3 && view.find("button", "Read what is new").await.is_some()).then_some(());
    stage.browser.until("nothing new", asked).await;
    lines("302 lines read: 302 responses.").await;
    import(line(1, 2, "changed my mind"));
    view.click("Read what is new").await;
    let comment = async || view.texts(".comments").await.concat().contains("changed my mind").then_some(());
    stage.browser.until("the answer that took the place of another", comment).await;
    assert!(!view.texts(".comments").await.concat().contains("newly come"));
    lines("302 lines read: 302 responses.").await;
    assert_eq!(read(), [false, true, true, true, false], "what was replaced is found by reading all of them");
}

#[tokio::test]
async fn an_export_that_was_altered_is_doubted() {
    let stage = Stage::new().await;
    let (proxy, view) = behind(&stage, 30).await;
    proxy.script_reads([Fault::Swap("\"recommend\":", "\"recommand\":")]);
    show(&stage, &proxy, "/v1/surveys/demo/responses", &token(&stage, &[])).await;
    figures(&stage, &view).await;
    let notice = view.texts(".notice").await.concat();
    assert!(
        notice.contains("was altered on its way: its bytes are not those that the export says it sent."),
        "{notice}"
    );
}

#[tokio::test]
async fn a_download_that_is_cut_is_not_half_shown() {
    let stage = Stage::new().await;
    let (proxy, view) = behind(&stage, 30).await;
    proxy.script_reads([Fault::Cut(9_000)]);
    show(&stage, &proxy, "/v1/surveys/demo/responses?format=json", &token(&stage, &[])).await;
    let said = async || {
        let heading = view.texts("h2").await.concat();
        heading.starts_with("The connection broke off after ").then_some(())
    };
    stage.browser.until("that it broke off", said).await;
    view.click("Try again").await;
    figures(&stage, &view).await;
}

#[tokio::test]
async fn who_may_not_read_and_what_is_not_there_is_said() {
    let stage = Stage::new().await;
    let (proxy, view) = behind(&stage, 3).await;
    let expired = token(&stage, &["--expires", "2020-01-01"]);
    show(&stage, &proxy, "/v1/surveys/demo/responses", &expired).await;
    view.see("heading", "The server did not accept this token.").await;
    show(&stage, &proxy, "/v1/surveys/nowhere/responses", &token(&stage, &[])).await;
    view.see("heading", "There are no answers here yet.").await;
}

#[tokio::test]
async fn a_definition_says_what_kind_a_question_is() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = opened(&stage, "results?survey=").await;
    let line = |at: usize| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"demo","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":9,"promise":"kept","empathy":4,"effort":{}}}}}"#,
            at % 7 + 1
        ) + "\n"
    };
    let file = write(&folder, "own.ndjson", (0..40).map(line).collect::<String>());
    super::choose(&view, &[&file]).await;
    let guess = async || view.texts(".at-question").await.concat().contains("There is no definition").then_some(());
    stage.browser.until("a guess", guess).await;
    let set = "document.querySelector('good-word-results').setAttribute('definition', arguments[0])";
    stage.browser.call(set, vec![json!("/t/definition.json")]).await;
    let known = async || {
        let text = view.texts(".at-question").await.concat();
        (text.contains("How easy was it?") && !text.contains("There is no definition")).then_some(())
    };
    stage.browser.until("the definition", known).await;
    stage.browser.call(set, vec![json!("/t/nowhere.json")]).await;
    let doubted = async || {
        let notice = view.texts(".notice").await.concat();
        notice.contains("The survey's definition could not be read: kinds of questions are guessed.").then_some(())
    };
    stage.browser.until("the doubt", doubted).await;
}
