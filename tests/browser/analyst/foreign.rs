//! Other programs' files: known and said, overruled, explained column by column, and counted as the command line counts.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{choose, command, downloaded, figures, keep_downloads, pick, take, view, write};
use crate::harness::{Root, Site, Stage, dist};

const TYPEFORM: &str = include_str!("../../../crates/goodword-core/tests/data/import/typeform.csv");
const WORKBOOK: &[u8] = include_bytes!("../../../crates/goodword-core/tests/data/import/google-forms.xlsx");
const PANDAS: &[u8] = include_bytes!("../../../crates/goodword-tables/tests/data/pandas-snappy.parquet");
const OURS: &[u8] = include_bytes!("../../../crates/goodword-tables/tests/data/duckdb-snappy.parquet");
const OTHER: &str = "Nr;Datum;Punkte;Sterne;Wort gehalten;Warum\n1;03/04/2026;9;5;stimmt;Sehr nett und schnell\n\
                     2;05/06/2026;0;1;stimmt nicht;Zu langsam, und niemand da\n3;bald;7;3;stimmt;Ganz gut so\n";

/// The Summary that the view offers, and the one of the command that it prints, run in `folder`.
async fn agree(stage: &Stage, view: &Root<'_>, folder: &TempDir) -> Value {
    let file = folder.path().join("summary.json");
    drop(fs::remove_file(&file));
    take(view, "Summary (JSON)").await;
    let shown = downloaded(stage, folder, "summary.json").await;
    let told = command(view).await;
    let words = told.strip_prefix("goodword ").unwrap().split(' ').map(|word| {
        let path = folder.path().join(word);
        if path.is_file() { path.to_str().unwrap().to_owned() } else { word.to_owned() }
    });
    let words: Vec<_> = words.collect();
    let expect = stage.collector.tool(&words.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(shown, expect, "view and command line agree to the byte: {told}");
    serde_json::from_str(&shown).unwrap()
}

/// Chooses a line of a list once it is there: what a change brings comes a moment later.
async fn set(stage: &Stage, view: &Root<'_>, list: &str, line: &str) {
    let selector = format!("select[aria-label='{list}']");
    stage.browser.until(list, async || (!view.all(&selector).await.is_empty()).then_some(())).await;
    pick(stage, view, list, line).await;
}

#[tokio::test]
async fn an_export_of_another_program_is_known_said_and_overruled() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.csv", TYPEFORM)]).await;
    figures(&stage, &view).await;
    let notice = view.texts(".imported").await.concat();
    for told in [
        "answers.csv: This is an export of Typeform as CSV",
        "1 row read: 1 response, 0 bad rows.",
        "Left out, because they say who somebody is: Network ID.",
    ] {
        assert!(notice.contains(told), "{told}: {notice}");
    }
    assert_eq!(agree(&stage, &view, &folder).await["recommend"]["n"], 1);

    view.click("Not this: choose the columns yourself").await;
    view.see("heading", "Which column is which?").await;
    set(&stage, &view, "“Would you recommend us?” becomes", "left out").await;
    let whole = async || view.texts(".mapping .card p").await.concat().contains("1 row read: 1 response").then_some(());
    stage.browser.until("what would be counted", whole).await;
    view.click("Count them").await;
    figures(&stage, &view).await;
    assert!(command(&view).await.starts_with("goodword summarize --map mapping.json answers.csv "));
    assert!(view.texts(".imported").await.concat().contains("answers.csv is read by mapping.json."));
}

#[tokio::test]
async fn any_table_is_explained_column_by_column_and_the_mapping_is_kept() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    let file = write(&folder, "other.csv", OTHER);
    choose(&view, &[&file]).await;
    view.see("heading", "Which column is which?").await;
    let refused = async |text: &str| {
        let told = async || view.texts(".refused").await.concat().contains(text).then_some(());
        stage.browser.until(text, told).await;
    };
    // Each question is asked only where the file leaves it open, and each refusal stands beside its column.
    set(&stage, &view, "“Datum” becomes", "time").await;
    set(&stage, &view, "Order of dates", "day first: 14/03/2026").await;
    set(&stage, &view, "“Sterne” becomes", "would recommend, 0 to 10").await;
    refused("lie from 1 to 5: nothing is rescaled.").await;
    view.click("Make it a scale of its own").await;
    let gone = async || view.texts(".refused").await.is_empty().then_some(());
    stage.browser.until("no refusal", gone).await;
    set(&stage, &view, "“Punkte” becomes", "would recommend, 0 to 10").await;
    set(&stage, &view, "“Wort gehalten” becomes", "promise kept or broken").await;
    set(&stage, &view, "“stimmt” means", "kept").await;
    set(&stage, &view, "“stimmt nicht” means", "broken").await;
    let counted = async || {
        view.texts(".mapping .card").await.concat().contains("3 rows read: 2 responses, 1 bad row").then_some(())
    };
    stage.browser.until("what would be counted", counted).await;
    let first = view.texts(".mapping tbody tr").await;
    assert!(first[0].contains("recommend 9") && first[2].contains("Not counted:"), "{first:?}");
    view.click("Save the mapping").await;
    let mapping = downloaded(&stage, &folder, "mapping.json").await;
    view.click("Count them").await;
    figures(&stage, &view).await;
    let summary = agree(&stage, &view, &folder).await;
    assert_eq!((&summary["responses"], &summary["bad"], &summary["promise"]["n"]), (&2.into(), &1.into(), &2.into()));
    assert_eq!(summary["days"][0]["day"], "2026-04-03");
    assert_eq!(view.texts(".bad summary").await, ["1 line holds no response and is not counted"]);

    // Next month: the mapping and the file together.
    choose(&view, &[&write(&folder, "kept.json", mapping), &file]).await;
    figures(&stage, &view).await;
    assert!(command(&view).await.starts_with("goodword summarize --map kept.json other.csv "));
    assert_eq!(agree(&stage, &view, &folder).await, summary);
    assert_eq!(stage.browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn workbooks_and_parquet_are_tables() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    let read = async |file: &Path| {
        choose(&view, &[file]).await;
        figures(&stage, &view).await;
        agree(&stage, &view, &folder).await
    };
    let workbook = read(&write(&folder, "answers.xlsx", WORKBOOK)).await;
    assert_eq!((&workbook["recommend"]["n"], &workbook["days"][0]["day"]), (&2.into(), &"2026-11-03".into()));
    let notice = view.texts(".imported").await.concat();
    assert!(notice.contains("The sheet “Answers” of this workbook is read as CSV, and not Notes."), "{notice}");
    let ours = read(&write(&folder, "ours.parquet", OURS)).await;
    assert_eq!((&ours["responses"], &ours["bad"]), (&2.into(), &0.into()));
    assert!(view.texts(".imported").await.concat().contains("ours.parquet is read as the table that it is."));
    choose(&view, &[&write(&folder, "survey.parquet", PANDAS)]).await;
    view.see("heading", "Which column is which?").await;
    view.click("Save the mapping").await;
    downloaded(&stage, &folder, "mapping.json").await;
    view.click("Count them").await;
    figures(&stage, &view).await;
    assert_eq!(agree(&stage, &view, &folder).await["bad"], 1, "a row without a time");
    // A workbook that is damaged is one sentence, and another file can be chosen.
    choose(&view, &[&write(&folder, "cut.xlsx", &WORKBOOK[..900])]).await;
    view.see("heading", "This workbook cannot be read: it is damaged, locked, or not whole.").await;
}

#[tokio::test]
async fn what_stands_at_an_address_is_known_too() {
    let site = Site::new(&dist());
    for (name, bytes) in
        [("typeform.csv", TYPEFORM.as_bytes()), ("answers.xlsx", WORKBOOK), ("other.csv", OTHER.as_bytes())]
    {
        fs::write(site.path().join(name), bytes).unwrap();
    }
    let stage = Stage::with(site).await;
    let view = view(&stage).await;
    let show = async |path: &str| {
        let set = "document.querySelector('good-word-results').setAttribute('src', arguments[0])";
        stage.browser.call(set, vec![format!("{}{path}", stage.collector.origin).into()]).await;
    };
    show("/typeform.csv?sheet=1").await;
    figures(&stage, &view).await;
    let notice = async |text: &str| {
        let told = async || view.texts(".imported").await.concat().contains(text).then_some(());
        stage.browser.until(text, told).await;
    };
    notice("typeform.csv: This is an export of Typeform as CSV").await;
    show("/answers.xlsx").await;
    notice("The sheet “Answers” of this workbook is read as CSV").await;
    show("/other.csv").await;
    view.see("heading", "Which column is which?").await;
}
