//! axe-core in every step: in light and in dark, in every mode, in both directions.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Root, Stage, place};

/// Fewer results inside our root would mean that axe did not see it.
const STEP: usize = 20;
const THANKS: usize = 5;

#[tokio::test]
async fn every_step_is_accessible_in_light() {
    walk("light").await;
}

#[tokio::test]
async fn every_step_is_accessible_in_dark() {
    walk("dark").await;
}

async fn walk(scheme: &str) {
    let stage = Stage::new().await;
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
    let survey = stage.open_survey("open.html").await;
    bring(&stage).await;

    step(&stage, &survey, scheme, "Agree", STEP).await;
    step(&stage, &survey, scheme, "No, less than promised", STEP).await;
    step(&stage, &survey, scheme, "3", STEP).await;
    check(&stage, "good-word", &format!("{scheme} comment"), STEP).await;
    survey.click("Send").await;
    survey.see("heading", "We are sorry we did not keep our promise.").await;
    check(&stage, "good-word", &format!("{scheme} thanks"), THANKS).await;
}

/// Where a survey can stand, and the settings for it.
const MODES: [(&str, &str); 6] = [
    ("inline", "steps"),
    ("inline", "page"),
    ("popover", "steps"),
    ("modal", "steps"),
    ("tab", "steps"),
    ("sheet", "steps"),
];

#[tokio::test]
async fn every_mode_is_accessible_in_light() {
    modes("light", "en").await;
}

#[tokio::test]
async fn every_mode_is_accessible_in_dark() {
    modes("dark", "en").await;
}

#[tokio::test]
async fn every_mode_is_accessible_from_right_to_left_in_light() {
    modes("light", "ar").await;
}

#[tokio::test]
async fn every_mode_is_accessible_from_right_to_left_in_dark() {
    modes("dark", "ar").await;
}

#[tokio::test]
async fn every_mode_is_accessible_in_forced_colours() {
    let stage = Stage::new().await;
    let features = json!({"features": [{"name": "forced-colors", "value": "active"}]});
    stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
    modes_of(&stage, "light", "en").await;
}

async fn modes(theme: &str, locale: &str) {
    modes_of(&Stage::new().await, theme, locale).await;
}

/// Through every mode, with a promise that was broken; then a page with questions of every kind.
async fn modes_of(stage: &Stage, theme: &str, locale: &str) {
    for (mode, layout) in MODES {
        window(stage, mode == "sheet").await;
        let place = if mode == "sheet" { "popover" } else { mode };
        stage.much_later().await;
        stage
            .open_with(json!({
                "survey": format!("axe-{mode}-{layout}"), "mode": place, "layout": layout, "theme": theme, "locale": locale, "shadow": "open",
                "followUp": "24", "personUrl": "https://shop.example/chat", "privacyUrl": "https://shop.example/privacy",
            }))
            .await;
        bring(stage).await;
        stage.browser.heard("ready").await;
        let survey = stage.browser.root("good-word").await;
        let name = format!("{mode} {layout} {theme} {locale}");
        if mode == "tab" {
            press(stage, &survey, ".tab").await;
        }
        through(stage, &survey, layout, &name).await;
    }
    window(stage, false).await;
    let settings = json!({"survey": "axe-kinds", "mode": "inline", "layout": "page", "theme": theme, "locale": locale, "shadow": "open", "definition": kinds()});
    stage.open_with(settings).await;
    bring(stage).await;
    let survey = stage.survey().await;
    check(stage, "good-word", &format!("kinds {theme} {locale}"), 60).await;
    press(stage, &survey, "[type=checkbox]").await;
    press(stage, &survey, ".main").await;
    at(stage, &survey, ".problem").await;
    check(stage, "good-word", &format!("kinds problem {theme} {locale}"), 60).await;
}

/// A phone's window, or the usual one.
async fn window(stage: &Stage, phone: bool) {
    let (width, height) = if phone { (360, 740) } else { (1280, 900) };
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

async fn through(stage: &Stage, survey: &Root<'_>, layout: &str, name: &str) {
    if layout == "steps" {
        for (step, answer) in [".option", ".option", ".cell"].into_iter().enumerate() {
            let answer = &format!(".step:not(.ghost) {answer}");
            at(stage, survey, answer).await;
            if step == 0 && name.starts_with("sheet") {
                // A bar, of which a touch is enough.
                check(stage, "good-word", &format!("{name} bar"), STEP).await;
                press(stage, survey, answer).await;
                let grown = async || survey.all(".bar").await.is_empty().then_some(());
                stage.browser.until("the sheet", grown).await;
                continue;
            }
            press(stage, survey, answer).await;
            check(stage, "good-word", &format!("{name} {answer}"), STEP).await;
            press(stage, survey, ".main").await;
        }
        at(stage, survey, "textarea").await;
        check(stage, "good-word", &format!("{name} comment"), STEP).await;
    } else {
        at(stage, survey, ".apart").await;
        for option in survey.all(".option").await.into_iter().skip(5).take(1) {
            option.click().await.unwrap();
        }
        check(stage, "good-word", &format!("{name} all"), 2 * STEP).await;
    }
    press(stage, survey, ".main").await;
    at(stage, survey, ".offer").await;
    check(stage, "good-word", &format!("{name} offer"), THANKS).await;
    press(stage, survey, ".main").await;
    let unclear = async || survey.texts(".problem").await.iter().any(|text| !text.is_empty()).then_some(());
    stage.browser.until("what is wrong", unclear).await;
    check(stage, "good-word", &format!("{name} offer problem"), THANKS).await;
}

/// Waits until something is there.
async fn at(stage: &Stage, survey: &Root<'_>, css: &str) {
    let there = async || (!survey.all(css).await.is_empty()).then_some(());
    stage.browser.until(css, there).await;
}

/// Clicks the first of its kind.
async fn press(stage: &Stage, survey: &Root<'_>, css: &str) {
    at(stage, survey, css).await;
    survey.all(css).await[0].click().await.unwrap();
}

/// A question of every kind, the last of which cannot be left empty.
fn kinds() -> Value {
    json!({"questions": [
        {"id": "effort", "kind": "scale", "min": 1, "max": 7, "label": "How easy was it?", "low": "Hard", "high": "Easy"},
        {"id": "stars", "kind": "scale", "style": "stars", "min": 1, "max": 5, "label": "And the service?"},
        {"id": "faces", "kind": "scale", "style": "faces", "min": 1, "max": 5, "label": "How do you feel?"},
        {"id": "about", "kind": "choice", "multiple": true, "other": true, "label": "What was it about?", "options": ["The price", "Speed"]},
        {"id": "name", "kind": "text", "format": "short", "label": "Who are you?"},
        {"id": "mail", "kind": "text", "format": "email", "label": "Where can we write to?", "required": true},
        {"id": "quote", "kind": "consent", "label": "You may quote me."},
    ]})
}

/// Brings the checker into the page.
pub async fn bring(stage: &Stage) {
    let axe = fs::read_to_string(place("GOODWORD_AXE", "node_modules/axe-core/axe.min.js")).unwrap();
    stage.browser.run(&axe).await;
}

/// Checks a step, answers it and goes on.
async fn step(stage: &Stage, survey: &Root<'_>, scheme: &str, answer: &str, least: usize) {
    survey.see("radio", answer).await;
    check(stage, "good-word", &format!("{scheme} {answer} before"), least).await;
    survey.choose(answer).await;
    check(stage, "good-word", &format!("{scheme} {answer} chosen"), least).await;
    survey.click("Next").await;
}

/// No rule is broken inside the open root of the element `tag`, and axe saw at least so many nodes there.
pub async fn check(stage: &Stage, tag: &str, name: &str, least: usize) {
    // What moves is measured when it has come to rest.
    let rest = format!("return document.querySelector('{tag}').shadowRoot.getAnimations().length === 0");
    stage.browser.until("rest", async || stage.browser.run(&rest).await.as_bool().filter(|rest| *rest)).await;
    stage.browser.shot(&format!("axe {name}")).await;
    judge(stage, json!(tag), name, least).await;
}

/// The same of one part inside.
pub async fn panel(stage: &Stage, tag: &str, part: &str, name: &str, least: usize) {
    judge(stage, json!({"fromShadowDom": [tag, part]}), &format!("{name} {part}"), least).await;
}

async fn judge(stage: &Stage, context: Value, name: &str, least: usize) {
    let script =
        "const [context, done] = arguments; axe.run(context, {rules: {'target-size': {enabled: true}}}).then(done)";
    let report = stage.browser.driver.execute_async(script, vec![context]).await.unwrap();
    let report = report.json();
    let violations: Vec<_> = nodes(report, "violations").map(|node| node["failureSummary"].to_string()).collect();
    assert!(violations.is_empty(), "{name}: {violations:#?}");
    let inside =
        ["passes", "incomplete"].into_iter().flat_map(|kind| nodes(report, kind)).filter(|node| is_inside(node));
    let count = inside.count();
    assert!(count >= least, "{name}: axe saw only {count} nodes in our root");
}

fn nodes<'a>(report: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    report[kind].as_array().unwrap().iter().flat_map(|rule| rule["nodes"].as_array().unwrap())
}

/// axe names what it finds in a shadow root by a list: the host, then the node.
fn is_inside(node: &Value) -> bool {
    node["target"][0]
        .as_array()
        .is_some_and(|path| path[0].as_str().is_some_and(|host| host.contains("good-word") || host.contains("#studio")))
}
