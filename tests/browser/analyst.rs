//! An analyst reads answers in the closed root that people get: from files, from the collector, and from what is neither.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::Key;

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

/// Takes something away by the menu.
async fn take(view: &Root<'_>, what: &str) {
    if view.find("button", what).await.is_none() {
        view.all(".menu > summary").await[0].click().await.unwrap();
    }
    view.click(what).await;
}

/// Chooses a line of a list by its name.
async fn pick(stage: &Stage, view: &Root<'_>, list: &str, line: &str) {
    for element in view.all(&format!("select[aria-label='{list}']")).await {
        let script = "const [list, line] = arguments; list.value = [...list.options].find((one) => one.text === line).value; \
                      list.dispatchEvent(new Event('change', { bubbles: true }))";
        let arguments = vec![element.to_json().unwrap(), json!(line)];
        stage.browser.driver.execute(script, arguments).await.unwrap();
        return;
    }
    panic!("no list {list}");
}

/// The command line that the view prints, without what fetches the responses.
async fn command(view: &Root<'_>) -> String {
    view.texts("footer code").await.concat()
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
    view.all("input[type=search]").await[0].click().await.unwrap();
    stage.browser.press("17</B>").await;
    view.see("heading", "1 of 50 comments with these words").await;
}

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
async fn made_up_responses_are_said_to_be() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    view.click("Try it on 500 made-up responses").await;
    figures(&stage, &view).await;
    assert!(view.texts(".notice").await.concat().contains("Nobody gave these answers"));
    view.click("Back to the start").await;
    view.see("heading", WELCOME).await;
}

#[tokio::test]
async fn every_point_of_a_drawing_can_be_moved_to() {
    let stage = Stage::new().await;
    let view = view(&stage).await;
    view.click("Try it on 500 made-up responses").await;
    figures(&stage, &view).await;
    let points = view.all(".at-recommend .point").await;
    assert_eq!(points.len(), 11);
    points[0].focus().await.unwrap();
    stage.browser.press(Key::Right + Key::Right).await;
    let detail = async || view.texts(".at-recommend .detail").await.first()?.starts_with("2: ").then_some(());
    stage.browser.until("the third bar in words", detail).await;
    stage.browser.press(Key::End + "").await;
    let detail = async || view.texts(".at-recommend .detail").await.first()?.starts_with("10: ").then_some(());
    stage.browser.until("the last bar in words", detail).await;
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
        ("packed.json", &[0x1f, 0x8b, 8, 0], "This compressed file is damaged or was cut off."),
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
        axe::check(&stage, "good-word-results", &format!("{scheme} figures"), 200).await;
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
    assert!(found.contains(&format!("({})", zone.as_str().unwrap())), "{found}");
}
