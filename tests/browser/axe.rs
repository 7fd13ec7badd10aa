//! axe-core in every step, in light and in dark.

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
    survey.see("heading", "Thank you.").await;
    check(&stage, "good-word", &format!("{scheme} thanks"), THANKS).await;
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
    node["target"][0].as_array().is_some_and(|path| path[0].as_str().is_some_and(|host| host.contains("good-word")))
}
