//! What is left out is left out everywhere, and stays in the address.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{WELCOME, choose, command, downloaded, figures, keep_downloads, opened, pick, seeded, take, view, write};
use crate::harness::Stage;

#[tokio::test]
async fn what_is_left_out_is_left_out_everywhere_and_stays_in_the_address() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'UTC')").await;
    let file = write(&folder, "answers.ndjson", seeded(&stage, 600));
    choose(&view, &[&file]).await;
    figures(&stage, &view).await;
    pick(&stage, &view, "Would recommend", "0 to 6").await;
    pick(&stage, &view, "Comment", "With a comment").await;
    pick(&stage, &view, "Of device", "mobile").await;
    let told = async || command(&view).await.contains("--where 'device=mobile'").then_some(());
    stage.browser.until("the figures", told).await;
    let hash = stage.browser.run("return location.hash").await;
    assert_eq!(hash, "#recommend=0-6&comment=yes&where=device%3Dmobile");

    let words = command(&view).await.replace("answers.ndjson", file.to_str().unwrap()).replace('\'', "");
    let words: Vec<_> = words.split(' ').skip(1).collect();
    take(&view, "Summary (JSON)").await;
    let summary = downloaded(&stage, &folder, "summary.json").await;
    assert_eq!(summary, stage.collector.tool(&words), "view and command line agree to the byte");
    let figures: Value = serde_json::from_str(&summary).unwrap();
    let n = figures["responses"].as_u64().unwrap();
    assert!(n > 0 && figures["recommend"]["promoters"] == 0, "{n}");

    // What is taken away is what is shown, and reads back as the same, whatever it is written as.
    for (name, ending) in [("JSON", "json"), ("NDJSON", "ndjson"), ("CSV", "csv")] {
        take(&view, name).await;
        let saved = folder.path().join(format!("responses.{ending}"));
        let part = format!("{}.crdownload", saved.display());
        stage.browser.until(name, async || (saved.exists() && !Path::new(&part).exists()).then_some(())).await;
        let again = [&["summarize", saved.to_str().unwrap()], &words[2..]].concat();
        let mut again: Value = serde_json::from_str(&stage.collector.tool(&again)).unwrap();
        let mut expect = figures.clone();
        for field in ["lines", "left_out", "superseded", "bad", "comparison"] {
            expect[field].take();
            again[field].take();
        }
        assert_eq!(again, expect, "{name}");
    }

    // The address alone brings it back, and one that is wrong says so.
    let view = opened(&stage, "results?survey=#recommend=0-6&comment=yes").await;
    stage.browser.run("location.reload()").await;
    let view2 = stage.browser.root("good-word-results").await;
    drop(view);
    view2.see("heading", WELCOME).await;
    choose(&view2, &[&file]).await;
    let shown = async || command(&view2).await.contains("--recommend 0-6 --comment yes").then_some(());
    stage.browser.until("the same figures", shown).await;
}

#[tokio::test]
async fn back_undoes_a_filter_and_what_is_set_stays_in_sight() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.ndjson", seeded(&stage, 300))]).await;
    figures(&stage, &view).await;
    let asks = async |option: &str, expect: bool| {
        let told = async || (command(&view).await.contains(option) == expect).then_some(());
        stage.browser.until(option, told).await;
    };
    pick(&stage, &view, "Promise", "Promise kept").await;
    asks("--promise kept", true).await;
    pick(&stage, &view, "Of device", "mobile").await;
    asks("--where", true).await;
    assert_eq!(view.texts(".chip").await.len(), 2);
    assert!(view.texts(".filters > p").await.concat().contains("Chosen by the promise"));
    stage.browser.run("history.back()").await;
    asks("--where", false).await;
    asks("--promise kept", true).await;
    stage.browser.run("history.forward()").await;
    asks("--where", true).await;
    view.first(".chip").await.click().await.unwrap();
    asks("--promise kept", false).await;
    assert_eq!(stage.browser.run("return location.hash").await, "#where=device%3Dmobile");

    // Of several values any is wanted; one can be left out.
    pick(&stage, &view, "Of device too, 2", "tablet").await;
    asks("--where 'device=mobile' --where 'device=tablet'", true).await;
    pick(&stage, &view, "Of language", "Not de-DE").await;
    asks("--not 'locale=de-DE'", true).await;
    assert_eq!(view.texts(".chip").await.len(), 3);
}

#[tokio::test]
async fn another_fragment_asks_for_other_figures() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.ndjson", seeded(&stage, 300))]).await;
    figures(&stage, &view).await;
    stage.browser.run("location.hash = '#recommend=9-10'").await;
    let shown = async || command(&view).await.contains("--recommend 9-10").then_some(());
    stage.browser.until("who would recommend", shown).await;
    assert_eq!(view.texts(".filters .set").await.len(), 1);
    stage.browser.run("location.hash = '#until=soon'").await;
    let said = async || view.texts(".notice").await.concat().contains("until: must be a day such as").then_some(());
    stage.browser.until("what is not known", said).await;
    assert!(command(&view).await.contains("--recommend 9-10"), "the figures are those of before");
    stage.browser.run("history.back()").await;
    stage.browser.run("location.hash = '#section-2'").await;
    stage.browser.run("location.hash = '#'").await;
    let all = async || (!command(&view).await.contains("--recommend")).then_some(());
    stage.browser.until("everyone", all).await;
}
