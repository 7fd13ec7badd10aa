//! What the figures may lack or mix is said before them, with what can be done about it.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{choose, command, downloaded, figures, focus, keep_downloads, opened, pick, seeded, take, view, write};
use crate::harness::{Root, Stage};

/// A response by its number, with these parts beside its survey.
fn response(at: usize, survey: &str, score: u8, rest: &str) -> String {
    dated(at, &format!("2026-03-{:02}", at % 28 + 1), survey, score, rest)
}

fn dated(at: usize, day: &str, survey: &str, score: u8, rest: &str) -> String {
    format!(
        r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{at:012x}","survey":"{survey}","answers":{{"recommend":{score}}},"submitted_at":"{day}T09:26:53Z"{rest}}}"#
    ) + "\n"
}

async fn in_utc(stage: &Stage) {
    stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'UTC')").await;
}

/// Waits until the printed command line holds this.
async fn asked(stage: &Stage, view: &Root<'_>, option: &str) {
    stage.browser.until(option, async || command(view).await.contains(option).then_some(())).await;
}

/// That the Summary that is taken away is the one that the printed command line gives, and what it says.
async fn same_bytes(stage: &Stage, view: &Root<'_>, folder: &TempDir) -> Value {
    let printed = command(view).await;
    let mut words: Vec<String> = printed.split(' ').skip(1).map(|word| word.replace('\'', "")).collect();
    for word in words.iter_mut().filter(|word| word.ends_with(".ndjson")) {
        *word = folder.path().join(word.as_str()).to_str().unwrap().to_owned();
    }
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let expect = stage.collector.tool(&words);
    let file = folder.path().join("summary.json");
    let _ = std::fs::remove_file(&file);
    take(view, "Summary (JSON)").await;
    assert_eq!(downloaded(stage, folder, "summary.json").await, expect, "{printed}");
    // The menu lies over what is clicked next.
    view.all(".menu > summary").await[0].click().await.unwrap();
    serde_json::from_str(&expect).unwrap()
}

#[tokio::test]
async fn several_surveys_are_named_and_one_can_be_chosen() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    in_utc(&stage).await;
    let chat: String = (0..40).map(|at| response(at, "chat", 10, "")).collect();
    // One of them is superseded, and a line is none.
    let again = response(50, "delivery", 1, r#","seq":0"#) + "no response\n";
    let delivery: String = (50..80).map(|at| response(at, "delivery", 0, "")).collect();
    let files = [write(&folder, "chat.ndjson", chat), write(&folder, "delivery.ndjson", delivery + again.as_str())];
    choose(&view, &[&files[0], &files[1]]).await;
    figures(&stage, &view).await;
    let notice = view.texts(".notice").await.concat();
    let expect = "2 surveys are counted together: chat (40), delivery (30). The figures are of all of them.";
    assert!(notice.contains(expect), "{notice}");
    assert_eq!(same_bytes(&stage, &view, &folder).await["surveys"], json!({"chat": 40, "delivery": 30}));

    pick(&stage, &view, "Survey", "delivery (30)").await;
    asked(&stage, &view, "--survey delivery").await;
    assert_eq!(stage.browser.run("return location.hash").await, "#survey=delivery");
    let figures = same_bytes(&stage, &view, &folder).await;
    assert_eq!((&figures["surveys"], &figures["recommend"]["nps"]), (&json!({"delivery": 30}), &json!(-100.0)));
    assert_eq!((&figures["lines"], &figures["superseded"], &figures["left_out"]), (&json!(32), &json!(1), &json!(0)));
    let notice = view.texts(".notice").await.concat();
    assert!(!notice.contains("counted together"), "{notice}");
    pick(&stage, &view, "Survey", "All surveys").await;
    stage.browser.until("all", async || (!command(&view).await.contains("--survey")).then_some(())).await;
}

#[tokio::test]
async fn an_empty_text_and_nothing_can_be_chosen_and_compared() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    in_utc(&stage).await;
    let rest = [r#","fields":{"plan":"pro"}"#, r#","fields":{"plan":""}"#, "", ""];
    let lines: String = (0..80).map(|at| response(at, "chat", 9, rest[at % 4])).collect();
    choose(&view, &[&write(&folder, "plans.ndjson", lines)]).await;
    figures(&stage, &view).await;
    for (line, option, n) in
        [("(empty)", "--where 'fields.plan=\"\"'", 20), ("Says no plan", "--where 'fields.plan='", 40)]
    {
        pick(&stage, &view, "Of plan", line).await;
        asked(&stage, &view, option).await;
        assert_eq!(same_bytes(&stage, &view, &folder).await["responses"], n, "{line}");
    }
    pick(&stage, &view, "Of plan", "Any plan").await;
    stage.browser.until("all", async || (!command(&view).await.contains("--where")).then_some(())).await;
    pick(&stage, &view, "Compare", "fields.plan=").await;
    asked(&stage, &view, "--compare").await;
    let figures = same_bytes(&stage, &view, &folder).await;
    assert_eq!(figures["comparison"]["responses"], json!([40, 20]), "{}", figures["comparison"]);
}

#[tokio::test]
async fn a_search_that_still_runs_claims_nothing() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let view = view(&stage).await;
    choose(&view, &[&write(&folder, "answers.ndjson", seeded(&stage, 30_000))]).await;
    figures(&stage, &view).await;
    stage.browser.until("comments", async || view.all(".said").await.first().map(drop)).await;
    let title = view.first("#gw-comments-title").await.to_json().unwrap();
    let watch = "window.titles = []; new MutationObserver(() => titles.push(arguments[0].textContent)) \
                 .observe(arguments[0], { subtree: true, childList: true, characterData: true })";
    stage.browser.call(watch, vec![title]).await;
    focus(&stage, &view, "input[type=search]").await;
    stage.browser.press("zzzz").await;
    view.see("heading", "No comment has these words.").await;
    let titles = stage.browser.run("return titles").await;
    let titles: Vec<_> = titles.as_array().unwrap().iter().map(|title| title.as_str().unwrap()).collect();
    assert!(titles.contains(&"Searching …"), "{titles:?}");
    assert!(!titles.iter().any(|title| title.contains("with these words")), "{titles:?}");
}

#[tokio::test]
async fn a_wrong_address_and_an_unknown_zone_are_said_from_the_start() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    let file = write(&folder, "answers.ndjson", seeded(&stage, 60));
    for (fragment, problem) in [
        ("since=2026-13-01", "(since: must be a day such as 2026-03-14)"),
        ("foo=bar", "(foo: is not known)"),
        ("where=plan=pro", "(where: must be device, locale, page"),
        ("compare=2026-03", "(compare: must be given twice)"),
    ] {
        stage.browser.open("about:blank").await;
        let view = opened(&stage, &format!("results?survey=#{fragment}")).await;
        stage.browser.run("document.querySelector('good-word-results').setAttribute('tz', 'Europe/Berln')").await;
        choose(&view, &[&file]).await;
        figures(&stage, &view).await;
        let notice = view.texts(".notice").await.concat();
        assert!(notice.contains(problem) && notice.contains("It changes none of the figures"), "{fragment}: {notice}");
        let used = stage.browser.run("return Intl.DateTimeFormat().resolvedOptions().timeZone").await;
        let zone =
            format!("There is no time zone “Europe/Berln” here: days are counted by {}.", used.as_str().unwrap());
        assert!(notice.contains(&zone), "{notice}");
        pick(&stage, &view, "Promise", "Promise kept").await;
        let mended = async || (!view.texts(".notice").await.concat().contains(problem)).then_some(());
        stage.browser.until("another address", mended).await;
    }
}

#[tokio::test]
async fn wrong_clocks_are_counted_first_and_can_be_left_out() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    in_utc(&stage).await;
    let days = ["1970-01-01", "2099-01-01", "2099-01-02"];
    let odd: String = days.iter().zip(100..).map(|(day, at)| dated(at, day, "chat", 0, "")).collect();
    let lines: String = (0..40).map(|at| response(at, "chat", 9, "")).collect();
    choose(&view, &[&write(&folder, "clocks.ndjson", lines + odd.as_str())]).await;
    figures(&stage, &view).await;
    let first = view.texts(".notice p").await.remove(0);
    assert!(first.starts_with("3 responses are dated before 2000 or in the future"), "{first}");
    view.click("Show only these").await;
    asked(&stage, &view, "--dated no").await;
    assert_eq!(same_bytes(&stage, &view, &folder).await["responses"], 3);
    view.click("Leave them out").await;
    asked(&stage, &view, "--dated yes").await;
    assert_eq!(same_bytes(&stage, &view, &folder).await["responses"], 40);
    assert!(view.all(".notice").await.is_empty(), "nothing is doubted of what is left");
}

#[tokio::test]
async fn a_field_that_comes_late_can_be_chosen_and_a_table_of_it_is_whole() {
    let (stage, folder) = (Stage::new().await, TempDir::new().unwrap());
    keep_downloads(&stage, &folder).await;
    let view = view(&stage).await;
    in_utc(&stage).await;
    // Far behind the first piece that is read, and behind the first window of a download.
    let rest = |at: usize| {
        if at >= 29_000 {
            r#","fields":{"region":"north"}"#.to_owned()
        } else {
            format!(r#","fields":{{"words":"{}"}}"#, "x".repeat(150))
        }
    };
    let lines: String = (0..30_000).map(|at| response(at, "chat", 9, &rest(at))).collect();
    choose(&view, &[&write(&folder, "late.ndjson", lines)]).await;
    figures(&stage, &view).await;
    let head = view.first("header").await.to_json().unwrap();
    let watch = "window.told = []; new MutationObserver(() => { \
                 const place = arguments[0].querySelector('.saving'); if (place) told.push(place.textContent); \
                 }).observe(arguments[0], { subtree: true, childList: true, characterData: true })";
    stage.browser.call(watch, vec![head]).await;
    take(&view, "CSV").await;
    let table = downloaded(&stage, &folder, "responses.csv").await;
    assert_eq!((table.lines().count(), table.matches("north").count()), (30_001, 1_000));
    assert!(table.lines().next().unwrap().contains(",fields.region,fields.words"));
    let told = stage.browser.run("return told").await;
    assert!(told[0].as_str().is_some_and(|so_far| so_far.ends_with(" of 30,000 responses written")), "{told}");
    pick(&stage, &view, "Of region", "north").await;
    asked(&stage, &view, "--where 'fields.region=north'").await;
    assert_eq!(same_bytes(&stage, &view, &folder).await["responses"], 1_000);
}
