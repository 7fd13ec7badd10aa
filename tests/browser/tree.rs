//! What a screen reader is told at each step, and how large the targets are that a finger has to meet.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::harness::{Root, Stage};

/// States that change what is said; `false` ones say nothing.
const STATES: [&str; 8] = ["checked", "disabled", "expanded", "focused", "invalid", "modal", "required", "live"];

/// The survey of the page as a screen reader meets it: a line for each role, with its name and its state.
async fn told(stage: &Stage) -> String {
    let tree = stage.browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes: HashMap<&str, &Value> =
        tree["nodes"].as_array().unwrap().iter().map(|node| (node["nodeId"].as_str().unwrap(), node)).collect();
    let is_ours = |node: &&&Value| ["region", "dialog"].contains(&role(node)) && name(node) == "How did we do?";
    let ours = nodes.values().find(is_ours).expect("the survey is told of");
    let mut lines = String::new();
    write(&nodes, ours, 0, "", &mut lines);
    lines.replace(stage.collector.origin.trim_start_matches("http://"), "HOST")
}

/// Whether the text was the last thing that was said, as the label of a control is.
fn repeats(said: &str, text: &str) -> bool {
    said == text || said.lines().next_back().is_some_and(|line| line.contains(&format!("“{text}”")))
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

fn name(node: &Value) -> &str {
    node["name"]["value"].as_str().unwrap_or_default()
}

/// One node and what is below it. What has no role of its own, and a text that only repeats a name, is left out.
fn write(nodes: &HashMap<&str, &Value>, node: &Value, depth: usize, above: &str, lines: &mut String) {
    let silent = node["ignored"] == json!(true)
        || ["none", "generic", "InlineTextBox", "LabelText", "Legend"].contains(&role(node))
        // Some releases of Chromium tell of a form without a name, and others do not.
        || (role(node) == "form" && name(node).is_empty())
        || (role(node) == "StaticText"
            && (name(node).trim().is_empty() || [above, lines.as_str()].iter().any(|said| repeats(said, name(node)))));
    if !silent {
        *lines += &format!("{}{}", "  ".repeat(depth), line(node));
    }
    let (depth, above) = if silent { (depth, above) } else { (depth + 1, name(node)) };
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.get(child.as_str().unwrap()) {
            write(nodes, child, depth, above, lines);
        }
    }
}

fn line(node: &Value) -> String {
    let properties = node["properties"].as_array().into_iter().flatten();
    let states = properties.filter_map(|property| {
        let (name, value) = (property["name"].as_str()?, &property["value"]["value"]);
        let quiet = [json!(false), json!("false"), json!("off")].contains(value);
        (STATES.contains(&name) && !quiet).then(|| match value {
            Value::Bool(_) => format!(" {name}"),
            Value::String(text) if text == "true" => format!(" {name}"),
            other => format!(" {name}={}", other.to_string().trim_matches('"')),
        })
    });
    let states: String = states.collect();
    let said = if name(node).is_empty() { String::new() } else { format!(" “{}”", name(node)) };
    // A footer within a section has one name in some releases, and another in others.
    let role = if role(node) == "sectionfooter" { "contentinfo" } else { role(node) };
    format!("{role}{said}{states}\n")
}

async fn open(stage: &Stage) -> Root<'_> {
    let settings = json!({
        "survey": "tree", "mode": "inline", "followUp": "24", "personUrl": "https://shop.example/chat",
        "privacyUrl": "https://shop.example/privacy",
    });
    stage.much_later().await;
    stage.open_with(settings).await;
    stage.survey().await
}

#[tokio::test]
async fn each_step_is_told_as_it_is() {
    let stage = Stage::new().await;
    let survey = open(&stage).await;
    insta::assert_snapshot!("empathy", told(&stage).await);
    survey.choose("Agree").await;
    survey.click("Next").await;
    survey.see("radio", "No promise was made").await;
    survey.choose("No, less than promised").await;
    insta::assert_snapshot!("promise-chosen", told(&stage).await);
    survey.click("Next").await;
    survey.see("radio", "10").await;
    insta::assert_snapshot!("recommend", told(&stage).await);
    survey.click("Skip").await;
    survey.see("textbox", "What did we promise, and what happened instead?").await;
    insta::assert_snapshot!("comment", told(&stage).await);
    survey.click("Send").await;
    survey.see("textbox", "Email address").await;
    stage.browser.heard("delivered").await;
    let arrived =
        async || survey.texts("[role=status]").await.contains(&"Your answer has arrived.".to_owned()).then_some(());
    stage.browser.until("the answer has arrived", arrived).await;
    insta::assert_snapshot!("offer", told(&stage).await);
    survey.click("Send").await;
    let unclear = async || survey.texts("[role=alert]").await.iter().any(|text| !text.is_empty()).then_some(());
    stage.browser.until("what is wrong", unclear).await;
    insta::assert_snapshot!("offer-problem", told(&stage).await);
}

/// What a screen reader says of its own accord, since the survey is there: each text that comes into a live region.
const LISTEN: &str = "
    window.spoken = [];
    const { shadowRoot } = document.querySelector('good-word');
    const last = new WeakMap();
    const listen = () => shadowRoot.querySelectorAll('[role=status], [role=alert]').forEach((region) => {
        const text = region.innerText.trim().replace(/\\s+/g, ' ');
        // A status speaks when it changes; an alert as soon as it is there.
        if ((last.get(region) ?? (region.matches('[role=alert]') ? '' : text)) !== text && text) spoken.push(text);
        last.set(region, text);
    });
    listen();
    new MutationObserver(listen).observe(shadowRoot, { childList: true, characterData: true, subtree: true, attributes: true });";

/// A whole journey in one way of standing on a page, as it is told: what each step is, and what is said by itself on the way.
async fn journey(mode: &str) -> String {
    let stage = Stage::new().await;
    let settings = json!({"survey": mode, "mode": mode, "shadow": "open", "followUp": "24", "trigger": if mode == "modal" { "manual" } else { "" }});
    stage.open_with(settings).await;
    if mode == "modal" {
        stage.browser.run("goodword('ask')").await;
    }
    if mode == "tab" {
        let survey = stage.browser.root("good-word").await;
        survey.click("Feedback").await;
    }
    let survey = stage.survey().await;
    if mode == "popover" {
        let said = "return !!document.querySelector('good-word').shadowRoot.querySelector('[role=status]').textContent";
        let announced = async || (stage.browser.run(said).await == json!(true)).then_some(());
        stage.browser.until("it is announced", announced).await;
    }
    stage.browser.run(LISTEN).await;
    let mut told = Vec::new();
    survey.see("radio", "Agree").await;
    told.push(["at first", &self::told(&stage).await].join("\n"));
    survey.choose("Disagree").await;
    survey.click("Next").await;
    survey.see("radio", "No promise was made").await;
    told.push(["the second step", &self::told(&stage).await].join("\n"));
    survey.choose("No, less than promised").await;
    survey.click("Next").await;
    survey.see("radio", "10").await;
    survey.click("Skip").await;
    survey.see("textbox", "What did we promise, and what happened instead?").await;
    survey.click("Send").await;
    survey.see("textbox", "Email address").await;
    stage.browser.heard("delivered").await;
    let arrived =
        async || survey.texts("[role=status]").await.contains(&"Your answer has arrived.".to_owned()).then_some(());
    stage.browser.until("the answer has arrived", arrived).await;
    survey.write("Email address", "nobody").await;
    survey.click("Send").await;
    let unclear = async || survey.texts("[role=alert]").await.iter().any(|text| !text.is_empty()).then_some(());
    stage.browser.until("what is wrong", unclear).await;
    told.push(["after Send", &self::told(&stage).await].join("\n"));
    let spoken = stage.browser.run("return spoken").await;
    let spoken = spoken.as_array().unwrap().iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n");
    told.push(["said by itself", &spoken].join("\n"));
    told.join("\n\n")
}

#[tokio::test]
async fn a_journey_in_the_corner_is_told_as_it_is() {
    insta::assert_snapshot!("journey-popover", journey("popover").await);
}

#[tokio::test]
async fn a_journey_before_the_page_is_told_as_it_is() {
    insta::assert_snapshot!("journey-modal", journey("modal").await);
}

#[tokio::test]
async fn a_journey_from_the_tab_is_told_as_it_is() {
    insta::assert_snapshot!("journey-tab", journey("tab").await);
}

/// Everything to press: what it is, and its width and height.
const TARGETS: &str = "
    const { shadowRoot } = document.querySelector('good-word');
    return [...shadowRoot.querySelectorAll('button, a, .option, .cell, textarea, .line')].filter((target) => !target.closest('.ghost')).map((target) => {
        const { width, height } = target.getBoundingClientRect();
        return [target.className + ' ' + target.textContent.trim().slice(0, 30), width, height];
    })";

/// A browser lays out in 64ths of a pixel: with some fonts the parts of a target add up to 43.99998.
const LAYOUT: f64 = 1.0 / 64.0;

/// Nothing to press is smaller than 24 by 24; what leads on, what closes and every answer is 44 high.
async fn measure(stage: &Stage, step: &str) {
    let targets = stage.browser.run(TARGETS).await;
    let targets = targets.as_array().unwrap();
    assert!(targets.len() >= 4, "{step}: {targets:?}");
    for target in targets {
        let (what, width, height) =
            (target[0].as_str().unwrap(), target[1].as_f64().unwrap(), target[2].as_f64().unwrap());
        let least = if what.starts_with(' ') { 24.0 } else { 44.0 };
        assert!(width + LAYOUT >= 24.0 && height + LAYOUT >= least, "{step}: {what} is {width} by {height}");
    }
}

#[tokio::test]
async fn every_target_is_large_enough() {
    let stage = Stage::new().await;
    for width in [320, 1280] {
        let metrics = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        stage.much_later().await;
        stage.open_with(json!({
            "survey": "targets", "mode": "inline", "shadow": "open", "followUp": "24", "personUrl": "https://shop.example/chat",
            "privacyUrl": "https://shop.example/privacy",
        })).await;
        let survey = stage.survey().await;
        measure(&stage, &format!("empathy at {width}")).await;
        survey.click("Skip").await;
        survey.choose("No, less than promised").await;
        measure(&stage, &format!("promise at {width}")).await;
        survey.click("Next").await;
        survey.see("radio", "10").await;
        measure(&stage, &format!("recommend at {width}")).await;
        survey.click("Skip").await;
        survey.see("textbox", "What did we promise, and what happened instead?").await;
        measure(&stage, &format!("comment at {width}")).await;
        survey.click("Send").await;
        survey.see("textbox", "Email address").await;
        measure(&stage, &format!("offer at {width}")).await;
    }
}
