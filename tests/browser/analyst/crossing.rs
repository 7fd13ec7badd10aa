//! Any two things beside each other: the view counts what the command line counts, of what is wanted, and only when asked.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{choose, command, downloaded, figures, keep_downloads, pick, press, view, write};
use crate::harness::{Root, Stage};

/// 600 answers of two cities: Kyiv is asked at a desk and recommends more.
fn answers() -> String {
    let line = |at: usize| {
        let (city, device) = if at % 3 == 0 { ("Kyiv", "desktop") } else { ("Berlin", "mobile") };
        let device = if at % 7 == 0 { "tablet" } else { device };
        let (score, month, day) = (if city == "Kyiv" { 9 } else { at % 11 }, 1 + at % 5, 1 + at % 28);
        json!({
            "id": format!("0199f1c2-7c5e-7b3a-9d10-{at:012x}"), "survey": "demo", "submitted_at": format!("2026-{month:02}-{day:02}T{:02}:30:00Z", at % 24),
            "answers": {"recommend": score, "empathy": 1 + at % 5, "promise": if at % 4 == 0 { "broken" } else { "kept" }, "city": city, "why": ["price", "speed"]},
            "context": {"device": device},
        })
        .to_string()
    };
    (0..600).map(line).collect::<Vec<_>>().join("\n")
}

/// Takes the table away and compares it with what the printed command prints.
async fn agrees(stage: &Stage, view: &Root<'_>, folder: &TempDir, file: &str) -> Value {
    let done = async || {
        (view.all(".at-cross[aria-busy]").await.is_empty() && !view.all(".heat").await.is_empty()).then_some(())
    };
    stage.browser.until("the table", done).await;
    let taken = folder.path().join("cross.json");
    let _ = std::fs::remove_file(&taken);
    press(stage, view, ".at-cross .more > button").await;
    let table = downloaded(stage, folder, "cross.json").await;
    let code = view.all(".at-cross code").await[0].prop("textContent").await.unwrap().unwrap();
    let words = code.replace("answers.ndjson", file).replace('\'', "");
    let words: Vec<_> = words.split(' ').skip(1).collect();
    assert_eq!(table, stage.collector.tool(&words), "view and command line agree to the byte: {code}");
    serde_json::from_str(&table).unwrap()
}

#[tokio::test]
async fn view_and_command_line_agree_on_any_two_things() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'UTC')").await;
    let file = write(&folder, "answers.ndjson", answers());
    let file = file.to_str().unwrap();
    choose(&view, &[file.as_ref()]).await;
    figures(&stage, &view).await;
    let asked =
        "return performance.getEntriesByType('resource').filter((one) => one.name.includes('goodword-cross')).length";
    assert_eq!(stage.browser.run(asked).await, 0, "nothing is loaded before somebody asks");
    press(&stage, &view, ".at-cross .button").await;
    let found = agrees(&stage, &view, &folder, file).await;
    assert_eq!(
        (&found["by"], &found["across"], &found["responses"]),
        (&json!("device"), &json!("recommend"), &json!(600))
    );

    // Own questions, on either side, and of those alone who are wanted: by an own answer too.
    pick(&stage, &view, "Columns", "City").await;
    let title = async |part: &str| {
        let told = async || view.texts("#gw-cross-title").await.concat().contains(part).then_some(());
        stage.browser.until(part, told).await;
    };
    title("Kyiv").await;
    let found = agrees(&stage, &view, &folder, file).await;
    assert!(found["association"]["p"].as_f64().unwrap() < 0.001, "{found}");
    assert!(!view.all(".heat .mark").await.is_empty(), "what differs is marked");
    pick(&stage, &view, "Of city", "Berlin").await;
    pick(&stage, &view, "Columns", "Promise").await;
    let asks = async || command(&view).await.contains("--where 'answers.city=Berlin'").then_some(());
    stage.browser.until("the filter", asks).await;
    let few = agrees(&stage, &view, &folder, file).await;
    assert_eq!((&few["responses"], &few["across"]), (&json!(400), &json!("promise")));

    // Over time each value has a line of its own, on one scale; everyone together stands in one.
    pick(&stage, &view, "Rows", "Month").await;
    stage.browser.until("lines", async || (view.all(".multiples .chart").await.len() == 2).then_some(())).await;
    pick(&stage, &view, "Columns", "Everyone together").await;
    stage.browser.until("one line", async || (view.all(".multiples .chart").await.len() == 1).then_some(())).await;
    let months = agrees(&stage, &view, &folder, file).await;
    assert_eq!((&months["across"], months["rows"].as_array().unwrap().len()), (&Value::Null, 5));

    // Any figure has such a line: the mean of a question, and who left a comment.
    pick(&stage, &view, "Mean of a question", "Mean of would recommend").await;
    let named =
        async || view.texts(".multiples .kicker").await.concat().contains("Mean of would recommend").then_some(());
    stage.browser.until("the mean", named).await;
    let mean = agrees(&stage, &view, &folder, file).await;
    assert_eq!(mean["of"], "recommend");
    assert!(mean["total"]["mean"]["interval"]["low"].as_f64().unwrap() > 4.0, "{mean}");
    press(&stage, &view, ".at-cross .figures button:nth-of-type(6)").await;
    let named = async || view.texts(".multiples .kicker").await.concat().contains("Left a comment").then_some(());
    stage.browser.until("who left a comment", named).await;
    assert!(view.find("button", "Came to the end").await.is_none(), "nothing else was recorded");
}

#[tokio::test]
async fn days_of_another_zone_are_counted_and_stay_in_the_address() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.ndjson", answers())]).await;
    figures(&stage, &view).await;
    pick(&stage, &view, "Time zone", "Days of Asia/Tokyo").await;
    let told = async || command(&view).await.contains("--tz Asia/Tokyo").then_some(());
    stage.browser.until("the other zone", told).await;
    assert_eq!(stage.browser.run("return location.hash").await, "#tz=Asia/Tokyo");
    stage.browser.run("history.back()").await;
    let back = async || (!command(&view).await.contains("Asia/Tokyo")).then_some(());
    stage.browser.until("the zone of before", back).await;
}
