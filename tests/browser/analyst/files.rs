//! Files, one or several, of every kind that is read, and what is taken away of them.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{WELCOME, choose, command, downloaded, figures, keep_downloads, opened, seeded, take, view, write};
use crate::harness::{Stage, place};

#[tokio::test]
async fn a_file_is_read_and_taken_away_again() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    // Days are counted elsewhere than on the machine that runs this, so that a wrong zone shows.
    let zone = "America/St_Johns";
    stage.browser.run(&format!("document.querySelector('good-word-results').setAttribute('tz', '{zone}')")).await;

    let seeded = seeded(&stage, 400);
    let again = seeded.lines().next().unwrap();
    let file = write(&folder, "answers.ndjson", format!("{seeded}{again}\nno response\n"));
    choose(&view, &[&file]).await;
    figures(&stage, &view).await;

    let told = command(&view).await;
    let rest = told.strip_prefix("goodword summarize answers.ndjson ").unwrap();
    let asked: Vec<_> = [&["summarize", file.to_str().unwrap()][..], &rest.split(' ').collect::<Vec<_>>()].concat();
    let expect = stage.collector.tool(&asked);
    let summary: Value = serde_json::from_str(&expect).unwrap();
    let nps = view.texts(".at-nps").await.concat();
    for number in ["nps", "low", "high"] {
        let value = summary["recommend"][number].as_f64().or(summary["recommend"]["interval"][number].as_f64());
        let value = format!("{:.2}", value.unwrap());
        assert!(nps.contains(&value), "{number} {value} in {nps}");
    }
    assert!(nps.contains(&format!("from {} answers", summary["recommend"]["n"])), "{nps}");
    let foot = view.texts("footer").await.concat();
    assert!(foot.contains("402 lines read: 400 responses, 1 superseded, 1 bad line."), "{foot}");
    assert_eq!(view.texts(".bad summary").await, ["1 line holds no response and is not counted"]);

    take(&view, "Summary (JSON)").await;
    assert_eq!(downloaded(&stage, &folder, "summary.json").await, expect, "view and command line agree to the byte");
    take(&view, "JSON").await;
    let responses: Vec<Value> = serde_json::from_str(&downloaded(&stage, &folder, "responses.json").await).unwrap();
    assert_eq!(responses.len(), 400);
    assert_eq!(responses[0], serde_json::from_str::<Value>(again).unwrap());
    assert_eq!(stage.browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn csv_and_gzip_are_read() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let head = "id;survey;submitted_at;answers.recommend;answers.comment";
    let row = |at: usize| {
        format!("0199f1c2-7c5e-7b3a-9d10-3f6d8a2b{at:04x};shop;2026-03-14T09:26:53Z;9;\"two\r\nlines; {at}\"")
    };
    let lines: Vec<_> = std::iter::once(head.to_owned()).chain((0..40).map(row)).collect();
    choose(&view, &[&write(&folder, "answers.csv", lines.join("\r\n"))]).await;
    let read = async || view.texts("footer").await.concat().contains("40 lines read: 40 responses.").then_some(());
    stage.browser.until("the table", read).await;
    stage
        .browser
        .until("a comment", async || view.texts(".said").await.first()?.contains("lines; ").then_some(()))
        .await;

    choose(&view, &[&write(&folder, "wrong.csv", "id,when\n1,2\n")]).await;
    view.see("heading", "The one line that was found is not a response.").await;
    let seeded = seeded(&stage, 60);
    let packed = write(&folder, "answers.ndjson.gz", gzip(seeded.as_bytes()));
    choose(&view, &[&packed]).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("60 lines read: 60 responses."));
}

/// As gzip writes it.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut program = std::process::Command::new("gzip")
        .arg("-c")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap();
    output.stdout
}

#[tokio::test]
async fn two_files_are_one_pile() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let seeded = seeded(&stage, 60);
    let lines: Vec<_> = seeded.lines().collect();
    let first = write(&folder, "first.ndjson", lines[..40].join("\n"));
    let second = write(&folder, "second.json", format!("[{}]", lines[20..].join(",")));
    choose(&view, &[&first, &second]).await;
    figures(&stage, &view).await;
    let foot = view.texts("footer").await.concat();
    assert!(foot.contains("80 lines read: 60 responses, 20 superseded."), "{foot}");
    assert!(foot.contains("goodword summarize first.ndjson second.json"), "{foot}");
}

#[tokio::test]
async fn reading_can_be_stopped() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let file = write(&folder, "many.ndjson", seeded(&stage, 200_000));
    choose(&view, &[&file]).await;
    view.see("progressbar", "Read so far").await;
    view.click("Cancel").await;
    view.see("heading", WELCOME).await;
    choose(&view, &[&write(&folder, "few.ndjson", seeded(&stage, 50))]).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("50 lines read: 50 responses."));
}

#[tokio::test]
async fn a_dropped_file_is_read_in_the_browsers_own_zone() {
    let stage = Stage::new().await;
    let view = opened(&stage, "t/analyst.html").await;
    view.see("heading", WELCOME).await;
    let text = json!(seeded(&stage, 50));
    let drop = format!(
        "const carried = new DataTransfer(); carried.items.add(new File([{text}], 'dropped.ndjson')); \
         document.querySelector('good-word-results').shadowRoot.querySelector('.view') \
         .dispatchEvent(new DragEvent('drop', {{bubbles: true, cancelable: true, dataTransfer: carried}}))"
    );
    stage.browser.run("document.querySelector('good-word-results').removeAttribute('tz')").await;
    stage.browser.run(&drop).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("50 lines read: 50 responses."));
    let zone = stage.browser.run("return Intl.DateTimeFormat().resolvedOptions().timeZone").await;
    let found = view.texts(".found p").await.concat();
    assert!(found.contains(&format!("({})", zone.as_str().unwrap())), "{found}");
}

#[tokio::test]
async fn a_file_of_several_members_is_read_whole() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let seeded = seeded(&stage, 90);
    let (first, rest) = seeded.split_at(seeded.len() / 3);
    // As bgzip writes it: members wherever they fall, and an empty one at the end.
    let packed = [gzip(first.as_bytes()), gzip(rest.as_bytes()), gzip(b"")].concat();
    choose(&view, &[&write(&folder, "blocks.ndjson.gz", &packed)]).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("90 lines read: 90 responses."));
    choose(&view, &[&write(&folder, "cut.ndjson.gz", &packed[..packed.len() / 2])]).await;
    let cut =
        async || view.texts(".notice").await.concat().contains("cut.ndjson.gz is damaged or was cut off").then_some(());
    stage.browser.until("that it was cut off", cut).await;
}

#[tokio::test]
async fn five_gigabytes_of_something_else_are_named_at_once() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let file = write(&folder, "disk.ndjson", "");
    fs::File::options().write(true).open(&file).unwrap().set_len(5 << 30).unwrap();
    choose(&view, &[&file]).await;
    view.see("heading", "This file is not a text file.").await;
    // Beside one that is whole it is left out, and said to be.
    choose(&view, &[&file, &write(&folder, "few.ndjson", seeded(&stage, 50))]).await;
    figures(&stage, &view).await;
    let notice = view.texts(".notice").await.concat();
    assert!(notice.contains("disk.ndjson is left out. This file is not a text file."), "{notice}");
    assert!(view.texts("footer").await.concat().contains("50 lines read: 50 responses."));
}

#[tokio::test]
async fn pandas_and_duckdb_read_what_is_downloaded() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.ndjson", seeded(&stage, 200))]).await;
    figures(&stage, &view).await;
    take(&view, "NDJSON").await;
    let saved = downloaded(&stage, &folder, "responses.ndjson").await;
    let promoters = saved.lines().filter(|line| line.contains(r#""recommend":10"#)).count();
    take(&view, "Summary (JSON)").await;
    let [pandas, duckdb] = &view.texts(".menu code").await[..] else { panic!("two lines") };
    let python = |script: String| {
        let mut python = std::process::Command::new(place("GOODWORD_PYTHON", "target/python/bin/python"));
        let output = python.args(["-c", &script]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let counted = python(format!("import pandas\nprint(({pandas})['recommend'].eq(10).sum())"));
    assert_eq!(counted.trim(), promoters.to_string(), "{pandas}");
    let rows = python(format!("import duckdb\nprint(dict(duckdb.sql({}).fetchall())[10])", json!(duckdb)));
    assert_eq!(rows.trim(), promoters.to_string(), "{duckdb}");

    // What they write of it gives the same Summary.
    take(&view, "CSV").await;
    downloaded(&stage, &folder, "responses.csv").await;
    python(WRITTEN_AGAIN.to_owned());
    let summary = |name: &str| {
        let file = folder.path().join(name);
        stage.collector.tool(&["summarize", "--json", "--by", "device,fields.plan", file.to_str().unwrap()])
    };
    let expect = summary("responses.ndjson");
    let names = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let again: Vec<_> = names.filter(|name| name.starts_with("again")).collect();
    assert_eq!(again.len(), 12);
    for name in again {
        assert_eq!(summary(&name), expect, "{name}");
    }
    choose(&view, &[&folder.path().join("again-duckdb.json")]).await;
    figures(&stage, &view).await;
    assert!(view.texts("footer").await.concat().contains("200 lines read: 200 responses."));
}

/// An export, read and written by both programs in the forms that they have.
const WRITTEN_AGAIN: &str = r#"
import duckdb, pandas
table = pandas.read_csv("responses.csv")
table.to_csv("again-pandas.csv")
table.to_csv("again-semicolon.csv", index=False, sep=";")
table.to_json("again-table.ndjson", orient="records", lines=True)
timed = pandas.read_csv("responses.csv", parse_dates=["submitted_at", "received_at"])
timed.to_csv("again-timed.csv", index=False)
timed.to_json("again-timed.json", orient="records", date_format="epoch")
nested = pandas.read_json("responses.ndjson", lines=True)
nested.to_json("again-nested.ndjson", orient="records", lines=True, date_format="iso")
duckdb.sql("COPY (FROM 'responses.csv') TO 'again-duckdb.csv'")
duckdb.sql("COPY (FROM 'responses.csv') TO 'again-duckdb.json' (ARRAY true)")
duckdb.sql("COPY (FROM 'responses.ndjson') TO 'again-duckdb.ndjson' (FORMAT json)")
duckdb.sql("COPY (FROM 'responses.csv') TO 'again-duckdb.parquet' (COMPRESSION gzip)")
duckdb.sql("COPY (FROM 'responses.ndjson') TO 'again-nested.parquet' (COMPRESSION snappy)")
duckdb.sql("SET TimeZone = 'Europe/Berlin'; COPY (FROM 'responses.csv') TO 'again-berlin.csv'")
"#;
