//! Every drawing has a table, and every comment is text.

use tempfile::TempDir;

use super::{choose, figures, focus, pick, press, view, write};
use crate::harness::Stage;

#[tokio::test]
async fn every_chart_has_a_table_and_every_comment_is_text() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let line = |at: usize| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b{at:04x}","survey":"chat","submitted_at":"2026-03-14T09:{:02}:00Z","answers":{{"empathy":4,"promise":"kept","recommend":9,"comment":"<b>{at}</b>"}}}}"#,
            at % 60
        )
    };
    let array = format!("[{}]", (0..50).map(line).collect::<Vec<_>>().join(",\n"));
    choose(&view, &[&write(&folder, "array.json", array)]).await;
    figures(&stage, &view).await;
    view.see("heading", "chat").await;

    let charts = view.all(".chart").await.len();
    assert!(charts >= 7, "{charts} drawings");
    for chart in [".at-nps", ".at-promise", ".at-empathy", ".at-recommend", ".at-asymmetry", ".at-trend"] {
        assert_eq!(view.all(&format!("{chart} table")).await.len(), 1, "{chart} has a table");
    }
    stage.browser.until("comments", async || (view.all(".said").await.len() > 5).then_some(())).await;
    assert!(view.all("b b, .said b").await.is_empty(), "a comment is text, whatever is in it");
    assert_eq!(view.texts(".said").await[0], "<b>49</b>", "the newest is first");
    let drawn = view.all(".said").await.len();
    assert!(drawn < 50, "only what is in sight is drawn, and that is not {drawn} of 50");

    let scroll = "arguments[0].scrollTop = arguments[0].scrollHeight";
    let list = view.all(".sight").await[0].to_json().unwrap();
    stage.browser.driver.execute(scroll, vec![list]).await.unwrap();
    let last = async || (view.texts(".said").await.last()? == "<b>0</b>").then_some(());
    stage.browser.until("the last comment", last).await;
    focus(&stage, &view, "input[type=search]").await;
    stage.browser.press("17</B>").await;
    view.see("heading", "1 of 50 comments with these words").await;
}

#[tokio::test]
async fn answers_in_own_words_are_read_as_comments_are_and_each_is_read_whole() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'Europe/Berlin')").await;
    let line = |at: usize| {
        let city = if at % 2 == 0 { format!(r#","city":"Bonn {at}, am Rhein""#) } else { String::new() };
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"chat","submitted_at":"2026-03-14T09:{:02}:00Z","answers":{{"recommend":9,"comment":"{} {at}"{city}}},"context":{{"url":"https://shop.example/done","locale":"de"}},"fields":{{"plan":"pro"}}}}"#,
            at % 60,
            "long ".repeat(100)
        ) + "\n"
    };
    choose(&view, &[&write(&folder, "own.ndjson", (0..40).map(line).collect::<String>())]).await;
    figures(&stage, &view).await;
    stage.browser.until("comments", async || view.all(".said").await.first().map(drop)).await;

    press(&stage, &view, ".comments button").await;
    let told = view.first("article.whole").await.text().await.unwrap();
    assert!(told.contains(&"long ".repeat(100)), "the whole of it: {told}");
    for fact in ["2026-03-14 10:39 (Europe/Berlin)", "https://shop.example/done", "de", "pro"] {
        assert!(told.contains(fact), "{fact}: {told}");
    }

    pick(&stage, &view, "Which words are read", "city").await;
    view.see("heading", "20 answers").await;
    assert_eq!(view.texts(".said").await[0], "Bonn 38, am Rhein");
    focus(&stage, &view, "input[type=search]").await;
    stage.browser.press("BONN 3").await;
    view.see("heading", "5 answers with these words").await;
}

#[tokio::test]
async fn paper_shows_a_hundred_comments_whole_and_says_so() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let line = |at: usize| {
        format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"chat","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{},"comment":"{at} {}"}}}}"#,
            at % 11,
            "long ".repeat(100)
        ) + "\n"
    };
    choose(&view, &[&write(&folder, "many.ndjson", (0..250).map(line).collect::<String>())]).await;
    stage.browser.until("comments", async || view.all(".said").await.first().map(drop)).await;
    let print = async |expect: &str| {
        // What is printed is fetched once the comments stand.
        let printed = async || {
            stage.browser.run("dispatchEvent(new Event('beforeprint'))").await;
            let said = view.texts(".printed").await;
            stage.browser.run("dispatchEvent(new Event('afterprint'))").await;
            said.concat().contains(expect).then_some(())
        };
        stage.browser.until(expect, printed).await;
    };
    print("The first 100 of 250 are printed.").await;
    stage.browser.run("location.hash = '#recommend=9-10'").await;
    let few = async || view.texts(".at-comments h3").await.concat().starts_with("44 comments").then_some(());
    stage.browser.until("those who would recommend", few).await;
    stage.browser.run("dispatchEvent(new Event('beforeprint'))").await;
    let all = async || (view.all(".comments.whole li").await.len() == 44).then_some(());
    stage.browser.until("all of them", all).await;
    assert!(view.all(".printed").await.is_empty());
    stage.browser.run("dispatchEvent(new Event('afterprint'))").await;
    stage.browser.until("the list", async || view.all(".sight").await.first().map(drop)).await;
}
