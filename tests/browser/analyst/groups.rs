//! Of a survey among colleagues nothing is told of few people, whoever looks.

use serde_json::json;
use tempfile::TempDir;

use super::{figures, opened, write};
use crate::harness::Stage;

/// So many of each department have answered.
const DEPARTMENTS: [(&str, usize); 3] = [("kitchen", 9), ("office", 8), ("roof", 3)];

/// Sets the survey's settings, as its owner does.
async fn set(stage: &Stage, settings: &serde_json::Value) {
    let admin = stage.collector.run(&["token", "create", "--scope", "admin", "--name", "owner"]);
    let script = "return fetch('/v1/surveys/demo/settings', { method: 'PATCH', body: arguments[1], \
                  headers: { authorization: 'Bearer ' + arguments[0], 'content-type': 'application/json' } }).then((answer) => answer.status)";
    let answer = stage.browser.call(script, vec![json!(admin.trim()), json!(settings.to_string())]).await;
    assert_eq!(answer, json!(200));
}

/// What each of them has answered, and a comment that is nobody else's.
fn answers() -> String {
    let people = DEPARTMENTS.iter().flat_map(|(name, people)| (0..*people).map(move |_| name)).enumerate();
    let line = |(at, department)| {
        json!({
            "id": format!("0199f1c2-7c5e-7b3a-9d10-{at:012x}"), "survey": "demo", "submitted_at": "2026-03-14T09:26:53Z",
            "answers": {"empathy": at % 5 + 1, "promise": "kept", "recommend": at % 11, "comment": format!("Written by {at}")},
            "complete": true, "fields": {"department": department},
        })
        .to_string()
            + "\n"
    };
    people.map(line).collect()
}

#[tokio::test]
async fn groups_are_told_and_no_single_answer_is() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "answers.ndjson", answers());
    stage.collector.run(&["import", file.to_str().unwrap()]);
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "analyst"]);

    let view = opened(&stage, "results").await;
    set(&stage, &json!({"min_group": 7, "group_by": "fields.department"})).await;
    view.write("Read token", token.trim()).await;
    view.click("Show answers").await;
    figures(&stage, &view).await;
    let notice = view.texts(".notice").await.concat();
    assert!(notice.contains("Nothing is told of fewer than 7 people: 3 of 20 responses are held back"), "{notice}");
    let everything = view.texts("*").await.concat();
    assert!(!everything.contains("Written by") && !everything.contains("roof"), "{everything}");
    stage.browser.shot("groups").await;
}
