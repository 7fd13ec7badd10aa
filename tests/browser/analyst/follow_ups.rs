//! Promises of an answer: who waits, and marking one as answered, with the way back.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{choose, opened, view, write};
use crate::harness::{Root, Stage};

/// One is overdue, one is open for long, one was answered in time, and one visitor asked for nothing.
fn responses() -> String {
    let line = |at: u8, follow_up: &str| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-0000000000{at:02x}","survey":"demo","submitted_at":"2026-03-14T09:26:53Z","answers":{{"promise":"broken","recommend":2,"comment":"Late {at}"}}{follow_up}}}"#
        ) + "\n"
    };
    let asked = |name: &str, due: &str, rest: &str| {
        format!(r#","follow_up":{{"contact":"{name}@customer.example","within_hours":24,"due_at":"{due}"{rest}}}"#)
    };
    let answered = r#","state":"answered","answered_at":"2026-03-14T12:00:00Z""#;
    [
        line(1, &asked("later", "2099-01-01T00:00:00Z", r#","state":"open""#)),
        line(2, &asked("overdue", "2026-03-15T09:26:54Z", r#","state":"open""#)),
        line(3, &asked("done", "2026-03-15T09:26:54Z", answered)),
        line(4, ""),
    ]
    .concat()
}

async fn stored(stage: &Stage) {
    let folder = TempDir::new().unwrap();
    stage.collector.run(&["import", write(&folder, "asked.ndjson", responses()).to_str().unwrap()]);
}

async fn enter(stage: &Stage, view: &Root<'_>, field: &str, button: &str, scope: &str) {
    let token = stage.collector.run(&["token", "create", "--scope", scope, "--name", scope]);
    view.write(field, token.trim()).await;
    view.click(button).await;
}

/// Waits until the panel says this.
async fn said(stage: &Stage, view: &Root<'_>, what: &str) {
    let there = async || view.texts(".at-follow-ups").await.concat().contains(what).then_some(());
    stage.browser.until(what, there).await;
}

fn state(stage: &Stage, at: usize) -> Value {
    stage.collector.responses("demo")[at]["follow_up"]["state"].clone()
}

#[tokio::test]
async fn a_promise_is_marked_as_kept_and_unmarked() {
    let stage = Stage::new().await;
    stored(&stage).await;
    let view = opened(&stage, "results").await;
    enter(&stage, &view, "Read token", "Show answers", "read").await;
    said(&stage, &view, "2 promises that fell due so far: too few for a score.").await;
    said(&stage, &view, "2 visitors are waiting for an answer: 1 overdue.").await;
    assert_eq!(view.texts(".follow-ups b").await, ["Overdue", "Open"], "the one due first is first");

    view.all(".follow-ups button").await[0].click().await.unwrap();
    said(&stage, &view, "This was not marked: that takes a token with the scope “admin”.").await;
    assert_eq!(state(&stage, 1), json!("open"));

    enter(&stage, &view, "Admin token", "Use this token", "admin").await;
    stage.browser.until("read again", async || view.all(".warn").await.is_empty().then_some(())).await;
    said(&stage, &view, "1 overdue").await;
    view.all(".follow-ups button").await[0].click().await.unwrap();
    said(&stage, &view, "1 visitor is waiting for an answer.").await;
    said(&stage, &view, "1 answered in time, 1 late.").await;
    assert_eq!(state(&stage, 1), json!("answered"));
    assert_eq!(view.texts(".follow-ups b").await, ["Answered late", "Open"]);

    view.all(".follow-ups button").await[0].click().await.unwrap();
    said(&stage, &view, "2 visitors are waiting for an answer: 1 overdue.").await;
    assert_eq!(state(&stage, 1), json!("open"));
}

#[tokio::test]
async fn promises_of_a_file_are_only_looked_at() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "asked.ndjson", responses())]).await;
    said(&stage, &view, "To mark one as answered, open the collector's address instead of a file.").await;
    assert!(view.all(".follow-ups button").await.is_empty());
    assert_eq!(
        view.texts(".follow-ups .who p:first-child").await,
        ["overdue@customer.example", "later@customer.example"]
    );
}
