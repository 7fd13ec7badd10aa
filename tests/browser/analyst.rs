//! An analyst reads answers in the closed root that people get: from files, from the collector, and from what is neither.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::axe;
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
    view.all("input[type=file]").await[0].send_keys(names.join("\n")).await.unwrap();
}

/// Waits until every figure is there.
async fn figures(stage: &Stage, view: &Root<'_>) {
    stage.browser.until("figures", async || (view.all(".figure").await.len() == 3).then_some(())).await;
}

/// Waits until a download has come.
async fn downloaded(stage: &Stage, folder: &TempDir, name: &str) -> String {
    let file = folder.path().join(name);
    stage.browser.until(name, async || fs::read_to_string(&file).ok().filter(|text| !text.is_empty())).await
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

    let expect = stage.collector.tool(&["summarize", file.to_str().unwrap(), "--tz", zone, "--json"]);
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

    view.click("Download summary").await;
    assert_eq!(downloaded(&stage, &folder, "summary.json").await, expect, "view and command line agree to the byte");
    view.click("Download responses").await;
    let responses: Vec<Value> = serde_json::from_str(&downloaded(&stage, &folder, "responses.json").await).unwrap();
    assert_eq!(responses.len(), 400);
    assert_eq!(responses[0], serde_json::from_str::<Value>(again).unwrap());
    assert_eq!(stage.browser.console().await, Vec::<String>::new());
}

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
    assert_eq!(charts, 5);
    assert_eq!(view.all(".finding table").await.len(), charts);
    assert!(view.all("b b, .said b").await.is_empty(), "a comment is text, whatever is in it");
    stage.browser.until("comments", async || (view.all(".said").await.len() == 20).then_some(())).await;
    assert_eq!(view.texts(".said").await[0], "<b>49</b>", "the newest is first");
    view.click("Show more 30 further").await;
    stage.browser.until("more", async || (view.all(".said").await.len() == 40).then_some(())).await;
}

#[tokio::test]
async fn one_changed_answer_changes_the_figure() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let answers = |scores: [u8; 10]| -> String {
        let line = |(at, score): (usize, u8)| {
            format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012}","survey":"file","submitted_at":"2026-03-14T09:26:53Z","answers":{{"recommend":{score}}}}}"#
            ) + "\n"
        };
        scores.into_iter().enumerate().map(line).collect()
    };
    for (last, sentence) in [(0, "NPS 40, from only 10 answers"), (10, "NPS 60, from only 10 answers")] {
        choose(&view, &[&write(&folder, "answers.ndjson", answers([10, 9, 10, 9, 10, 9, 8, 7, 3, last]))]).await;
        let said = async || view.texts("h3").await.concat().contains(sentence).then_some(());
        stage.browser.until(sentence, said).await;
    }
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
async fn what_cannot_be_read_is_said_and_another_file_can_be_chosen() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    let seeded = seeded(&stage, 3);
    let cut = &seeded[..seeded.find(r#""answers""#).unwrap()];
    let cases: [(&str, &[u8], &str); 7] = [
        ("page.json", b"<!doctype html><title>Sign in</title>", "This file is a web page, not a list of responses."),
        ("empty.json", b"", "This file is empty: it holds no responses."),
        ("none.json", b" [ ] ", "This file is empty: it holds no responses."),
        ("cut.json", br#"[{"id":"0199f1c2-7c5e"#, "The file was cut off in the middle of its first response."),
        ("bad.ndjson", b"{}\nno\n", "None of the 2 lines is a response."),
        ("packed.json", &[0x1f, 0x8b, 8, 0], "This file is compressed."),
        ("one.ndjson", b"7", "The one line that was found is not a response."),
    ];
    for (name, content, sentence) in cases {
        choose(&view, &[&write(&folder, name, content)]).await;
        view.see("heading", sentence).await;
        assert_eq!(view.all("input[type=file]").await.len(), 1, "{name}: another file can be chosen");
    }
    // What is whole before a cut is shown, with the cut before it.
    let lines: Vec<_> = seeded.lines().collect();
    choose(&view, &[&write(&folder, "long.json", format!("[{},\n{},\n{cut}", lines[0], lines[1]))]).await;
    view.see("heading", "demo").await;
    let notice = view.texts(".notice").await.concat();
    assert!(notice.contains("long.json ends in the middle: it was cut off."), "{notice}");
}

#[tokio::test]
async fn an_address_that_gives_nothing_says_why() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    for (src, sentence) in [
        ("/", "A web page came back instead of responses."),
        ("/nowhere.ndjson", "There is nothing at this address (404)."),
        ("javascript:alert(1)", "This view does not read from that address."),
        ("http://shop.example/x", "This view does not read from that address."),
        ("https://127.0.0.1:1/x", "The answers could not be fetched."),
        ("/v1/surveys/demo/responses", "These answers are protected by a token."),
    ] {
        let set = format!("document.querySelector('good-word-results').setAttribute('src', '{src}')");
        stage.browser.run(&set).await;
        view.see("heading", sentence).await;
        assert_eq!(view.all("input[type=file]").await.len(), 1, "{src}: a file can be chosen instead");
    }
}

#[tokio::test]
async fn a_token_opens_the_answers_and_is_kept_nowhere() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "seeded.ndjson", seeded(&stage, 40));
    stage.collector.run(&["import", file.to_str().unwrap()]);
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "analyst"]);
    let token = token.trim();

    let view = opened(&stage, "results").await;
    view.see("heading", "These answers are protected by a token.").await;
    view.write("Read token", "gw_sec_wrong").await;
    view.click("Show answers").await;
    view.see("heading", "The server did not accept this token.").await;
    view.write("Read token", token).await;
    view.click("Show answers").await;
    figures(&stage, &view).await;

    let kept = "return JSON.stringify([location.href, {...localStorage}, {...sessionStorage}, document.cookie, document.documentElement.outerHTML])";
    let kept = stage.browser.run(kept).await;
    assert!(!kept.to_string().contains(token), "{kept}");
}

#[tokio::test]
async fn a_token_can_be_a_property() {
    let stage = Stage::new().await;
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "page"]);
    let script = format!("document.querySelector('good-word-results').token = {}", json!(token.trim()));
    let view = opened(&stage, "results").await;
    view.see("heading", "These answers are protected by a token.").await;
    stage.browser.run(&script).await;
    view.see("heading", "There are no answers here yet.").await;
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
async fn every_state_is_accessible_in_light_and_in_dark() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let seeded = write(&folder, "seeded.ndjson", seeded(&stage, 300) + "no response\n");
    let bad = write(&folder, "bad.ndjson", "{}\n{}\n");
    for scheme in ["light", "dark"] {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
        let view = opened(&stage, "t/analyst.html").await;
        axe::bring(&stage).await;
        view.see("heading", WELCOME).await;
        axe::check(&stage, "good-word-results", &format!("{scheme} welcome"), 8).await;
        choose(&view, &[&bad]).await;
        view.see("heading", "None of the 2 lines is a response.").await;
        axe::check(&stage, "good-word-results", &format!("{scheme} failure"), 8).await;
        choose(&view, &[&seeded]).await;
        figures(&stage, &view).await;
        let open = "document.querySelector('good-word-results').shadowRoot.querySelectorAll('details').forEach(one => one.open = true)";
        stage.browser.run(open).await;
        axe::check(&stage, "good-word-results", &format!("{scheme} figures"), 60).await;
    }
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
    assert!(found.ends_with(&format!("({})", zone.as_str().unwrap())), "{found}");
}
