//! Every mode in every look: light, dark, from right to left, 320 pixels, forced colours, 400 % zoom. `cargo xtask shots`
//! keeps a picture of each; whatever is cut off fails.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::harness::{Root, Stage, place};

/// How a visitor looks at it.
struct Look {
    name: &'static str,
    window: (u32, u32),
    /// Pixels of the device for one of the page's.
    zoom: u32,
    features: &'static [(&'static str, &'static str)],
    locale: &'static str,
}

const USUAL: Look =
    Look { name: "light", window: (1280, 860), zoom: 1, features: &[("prefers-color-scheme", "light")], locale: "en" };

const LOOKS: [Look; 6] = [
    USUAL,
    Look { name: "dark", features: &[("prefers-color-scheme", "dark")], ..USUAL },
    Look { name: "rtl", locale: "ar", ..USUAL },
    Look { name: "320", window: (320, 640), zoom: 2, ..USUAL },
    Look { name: "forced", features: &[("forced-colors", "active"), ("prefers-color-scheme", "dark")], ..USUAL },
    // 400 % of a window of 1280 by 1024, as WCAG 2.2 measures reflow.
    Look { name: "zoomed", window: (320, 256), zoom: 4, ..USUAL },
];

const MODES: [(&str, &str); 6] = [
    ("inline", "steps"),
    ("inline", "page"),
    ("popover", "steps"),
    ("modal", "steps"),
    ("tab", "steps"),
    ("iframe", "steps"),
];

async fn look(stage: &Stage, look: &Look) {
    let metrics =
        json!({"width": look.window.0, "height": look.window.1, "deviceScaleFactor": look.zoom, "mobile": false});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    stage.browser.devtools("Emulation.setScrollbarsHidden", json!({"hidden": true})).await;
    let features: Vec<_> = look.features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    stage.browser.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
}

async fn open(stage: &Stage, mode: &str, layout: &str, locale: &str, more: Value) {
    let mut settings = json!({
        "survey": format!("look-{mode}-{layout}"), "mode": mode, "layout": layout, "locale": locale, "followUp": "24", "shadow": "open",
        "personUrl": "https://shop.example/chat", "privacyUrl": "https://shop.example/privacy",
        "page": {"dir": if locale == "ar" { "rtl" } else { "ltr" }},
    });
    settings.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    stage.open_with(settings).await;
}

#[tokio::test]
async fn every_mode() {
    let stage = Stage::new().await;
    for one in &LOOKS {
        look(&stage, one).await;
        for (mode, layout) in MODES {
            open(&stage, mode, layout, one.locale, json!({})).await;
            stage.browser.heard("ready").await;
            let survey = stage.browser.root("good-word").await;
            let name = format!("{mode}-{layout}-{}", one.name);
            if mode == "iframe" {
                stage.browser.heard("shown").await;
                take(&stage, &name).await;
                continue;
            }
            if mode == "tab" {
                at(&stage, &survey, ".tab").await;
                whole(&stage, &name).await;
                let tab = survey.all(".tab").await[0].rect().await.unwrap();
                let edge = if one.locale == "ar" { tab.x } else { f64::from(one.window.0) - tab.x - tab.width };
                assert!(edge.abs() < 1.0 && tab.y > 50.0, "{name}: the tab is on the edge: {tab:?}");
                take(&stage, &format!("{name}-closed")).await;
                survey.all(".tab").await[0].click().await.unwrap();
            }
            at(&stage, &survey, "form").await;
            whole(&stage, &name).await;
            take(&stage, &name).await;
        }
    }
}

#[tokio::test]
async fn every_step() {
    let stage = Stage::new().await;
    for one in &LOOKS {
        look(&stage, one).await;
        open(&stage, "popover", "steps", one.locale, json!({})).await;
        let survey = stage.survey().await;
        for (step, answer) in
            [("empathy", ".option:nth-child(4)"), ("promise", ".option"), ("recommend", ".cell:nth-child(3)")]
        {
            at(&stage, &survey, answer).await;
            survey.all(answer).await[0].click().await.unwrap();
            see(&stage, &format!("step-{step}-{}", one.name)).await;
            survey.all(".main").await[0].click().await.unwrap();
        }
        at(&stage, &survey, "textarea").await;
        see(&stage, &format!("step-comment-{}", one.name)).await;
        survey.all(".main").await[0].click().await.unwrap();
        at(&stage, &survey, ".offer").await;
        stage.browser.heard("delivered").await;
        see(&stage, &format!("step-offer-{}", one.name)).await;
        survey.all("[type=email]").await[0].send_keys("mira@b").await.unwrap();
        survey.all(".main").await[0].click().await.unwrap();
        see(&stage, &format!("step-problem-{}", one.name)).await;
        survey.all("[type=email]").await[0].send_keys(".example" + Key::Enter).await.unwrap();
        let gone = async || survey.all(".offer").await.is_empty().then_some(());
        stage.browser.until("the promise", gone).await;
        see(&stage, &format!("step-promised-{}", one.name)).await;
        stage.browser.run("goodword('reset')").await;
    }
}

#[tokio::test]
async fn every_kind_of_question() {
    let stage = Stage::new().await;
    let definition = json!({"thanks": "Your words reach Mira.", "questions": [
        {"id": "effort", "kind": "scale", "min": 1, "max": 7, "label": "How easy was it to change your order?", "low": "Very hard", "high": "Very easy"},
        {"id": "stars", "kind": "scale", "style": "stars", "min": 1, "max": 5, "label": "And the service?"},
        {"id": "faces", "kind": "scale", "style": "faces", "min": 1, "max": 5, "label": "How do you feel now?"},
        {"id": "about", "kind": "choice", "multiple": true, "other": true, "label": "What was it about?", "options": ["The price", "How long it took"]},
        {"id": "mail", "kind": "text", "format": "email", "label": "Where can we write to?", "required": true},
        {"id": "quote", "kind": "consent", "label": "You may quote me."},
    ]});
    for one in &LOOKS {
        look(&stage, one).await;
        open(&stage, "inline", "page", one.locale, json!({"survey": "kinds", "definition": definition})).await;
        let survey = stage.survey().await;
        for answer in [".short .cell:nth-child(6)", ".marks .cell:nth-child(4)", "[type=checkbox]"] {
            survey.all(answer).await[0].click().await.unwrap();
        }
        whole(&stage, &format!("kinds {}", one.name)).await;
        survey.all(".main").await[0].click().await.unwrap();
        at(&stage, &survey, ".problem").await;
        let height = stage.browser.run("return document.documentElement.scrollHeight").await;
        let metrics = json!({"width": one.window.0, "height": height, "deviceScaleFactor": one.zoom, "mobile": false});
        stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        see(&stage, &format!("kinds-{}", one.name)).await;
    }
}

/// The longest words there are have room on the smallest screen.
#[tokio::test]
async fn every_language_fits_320_pixels() {
    let stage = Stage::new().await;
    look(&stage, &LOOKS[3]).await;
    for table in fs::read_dir(place("GOODWORD_DIST", "dist").join("locale")).unwrap() {
        let name = table.unwrap().file_name().into_string().unwrap();
        let Some(locale) = name.strip_suffix(".json") else { continue };
        open(&stage, "inline", "page", locale, json!({})).await;
        stage.survey().await;
        whole(&stage, locale).await;
    }
}

async fn at(stage: &Stage, survey: &Root<'_>, css: &str) {
    let there = async || (!survey.all(css).await.is_empty()).then_some(());
    stage.browser.until(css, there).await;
}

/// A picture of what is whole.
async fn see(stage: &Stage, name: &str) {
    whole(stage, name).await;
    take(stage, name).await;
}

/// Nothing is wider than its place, and no card stands out of the window.
async fn whole(stage: &Stage, name: &str) {
    let rest = "return document.querySelector('good-word').shadowRoot.getAnimations().length === 0";
    stage.browser.until("rest", async || stage.browser.run(rest).await.as_bool().filter(|rest| *rest)).await;
    let cut = stage.browser.run(CUT).await;
    assert_eq!(cut, json!([]), "{name}: cut off");
}

const CUT: &str = "
    const { shadowRoot } = document.querySelector('good-word'), card = shadowRoot.querySelector('.card'), outer = card.getBoundingClientRect();
    const out = outer.left < -1 || outer.right > innerWidth + 1 || getComputedStyle(card).position === 'fixed' && (outer.top < -1 || outer.bottom > innerHeight + 1);
    // The way out reaches into the padding, so that a finger finds it.
    const wide = [card, ...card.querySelectorAll(':not(.top)')].filter((part) => {
        const { left, right, width } = part.getBoundingClientRect();
        return part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 || width > 0 && (left < outer.left - 1 || right > outer.right + 1);
    });
    const long = [...shadowRoot.querySelectorAll('.tab')].filter((part) => part.scrollHeight > part.clientHeight + 1);
    return [...out ? ['the card'] : [], ...[...wide, ...long].map((part) => part.tagName + '.' + part.getAttribute('class') + ' ' + part.textContent.slice(0, 40))]";

async fn take(stage: &Stage, name: &str) {
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    let picture = stage.browser.devtools("Page.captureScreenshot", json!({"format": "png"})).await;
    let folder = place("GOODWORD_SHOTS", "target/shots").join("looks");
    fs::create_dir_all(&folder).unwrap();
    let bytes = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
    fs::write(folder.join(name).with_extension("png"), bytes).unwrap();
}
