//! The shop and the results view as people meet them, in light, in dark and on a phone. `cargo xtask shots` keeps what
//! these journeys see as the pictures of the README.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::harness::{Root, Stage, place};

/// A picture's window: width, height and colour scheme.
struct Window(u32, u32, &'static str);

const DESK: Window = Window(1280, 860, "light");
const NIGHT: Window = Window(1280, 860, "dark");
const PHONE: Window = Window(390, 844, "light");

#[tokio::test]
async fn the_shop_and_its_survey() {
    let stage = Stage::new().await;
    for (window, name) in [(DESK, "shop"), (NIGHT, "shop-dark"), (PHONE, "shop-phone")] {
        shop(&stage, &window).await;
        take(&stage, name).await;
    }
    for (window, name) in [(DESK, "order"), (NIGHT, "order-dark")] {
        order(&stage, &window).await;
        take(&stage, name).await;
    }
    for (scheme, window) in [("light", DESK), ("dark", NIGHT)] {
        let survey = shop(&stage, &window).await;
        survey.choose("Agree").await;
        card(&stage, &survey, &format!("widget-empathy-{scheme}")).await;
        survey.click("Next").await;
        survey.choose("Yes, as promised").await;
        card(&stage, &survey, &format!("widget-promise-{scheme}")).await;
        survey.click("Next").await;
        survey.choose("9").await;
        card(&stage, &survey, &format!("widget-recommend-{scheme}")).await;
        survey.click("Next").await;
        survey.write("What did we do especially well?", "Still warm, and the driver rang first.").await;
        survey.click("Send").await;
        survey.see("heading", "Thank you.").await;
        let arrived = async || survey.texts("[role=status]").await.concat().contains("arrived").then_some(());
        stage.browser.until("the answer has arrived", arrived).await;
        card(&stage, &survey, &format!("widget-thanks-{scheme}")).await;
    }
}

#[tokio::test]
async fn the_results_view() {
    let stage = Stage::new().await;
    let seeded = tempfile::NamedTempFile::new().unwrap();
    fs::write(seeded.path(), stage.collector.tool(&["seed", "1200", "--survey", "demo"])).unwrap();
    stage.collector.run(&["import", seeded.path().to_str().unwrap()]);
    let token = stage.collector.run(&["token", "create", "--scope", "read", "--name", "pictures"]);
    for (window, name) in [(DESK, "results"), (NIGHT, "results-dark")] {
        set(&stage, &window).await;
        stage.browser.open(&format!("{}/results", stage.collector.origin)).await;
        let token = json!(token.trim());
        stage.browser.run(&format!("document.querySelector('good-word-results').token = {token}")).await;
        let view = stage.browser.root("good-word-results").await;
        let shown = async || (!view.all("svg").await.is_empty()).then_some(());
        stage.browser.until("charts", shown).await;
        take(&stage, name).await;
    }
}

async fn set(stage: &Stage, Window(width, height, scheme): &Window) {
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": false});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    stage.browser.devtools("Emulation.setScrollbarsHidden", json!({"hidden": true})).await;
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    stage.browser.devtools("Emulation.setEmulatedMedia", features).await;
}

/// The shop with its survey in the corner.
async fn shop<'a>(stage: &'a Stage, window: &Window) -> Root<'a> {
    set(stage, window).await;
    stage.browser.open(&format!("{}/", stage.collector.origin)).await;
    let corner = "good-word[mode=popover]";
    let there = format!("return Boolean(document.querySelector('{corner}'))");
    stage.browser.until("the survey", async || stage.browser.run(&there).await.as_bool().filter(|is| *is)).await;
    let survey = stage.browser.root(corner).await;
    survey.see("dialog", "How did we do?").await;
    survey
}

/// The shop after an order, with the survey in the page.
async fn order(stage: &Stage, window: &Window) {
    shop(stage, window).await.click("Close").await;
    stage.browser.run("document.querySelector('.checkout [type=submit]').click()").await;
    let survey = stage.browser.root(".placed good-word").await;
    survey.see("region", "How did we do?").await;
    stage.browser.run("document.querySelector('#order').scrollIntoView({block: 'center', behavior: 'instant'})").await;
}

/// A picture of the window, once everything has come to rest.
async fn take(stage: &Stage, name: &str) {
    save(stage, name, json!({"format": "png"})).await;
}

/// A picture of the card, with room for its shadow.
async fn card(stage: &Stage, survey: &Root<'_>, name: &str) {
    let card = survey.see("dialog", "How did we do?").await.rect().await.unwrap();
    let clip = json!({"x": card.x - 24.0, "y": card.y - 24.0, "width": card.width + 48.0, "height": card.height + 48.0, "scale": 1});
    save(stage, name, json!({"format": "png", "clip": clip})).await;
}

async fn save(stage: &Stage, name: &str, parameters: serde_json::Value) {
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let picture = stage.browser.devtools("Page.captureScreenshot", parameters).await;
    let folder = place("GOODWORD_PICTURES", "target/shots");
    fs::create_dir_all(&folder).unwrap();
    let bytes = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
    fs::write(folder.join(name).with_extension("png"), bytes).unwrap();
}
