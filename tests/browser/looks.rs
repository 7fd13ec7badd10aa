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
    stage.much_later().await;
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
            [("empathy", ".option:nth-child(4)"), ("promise", ".option"), ("recommend", ".cell:nth-child(4)")]
        {
            let answer = &format!(".step:not(.ghost) {answer}");
            at(&stage, &survey, answer).await;
            let bar = one.window.0 < 480 && step == "empathy";
            if bar {
                see(&stage, &format!("step-bar-{}", one.name)).await;
            }
            survey.all(answer).await[0].click().await.unwrap();
            if bar {
                // A touch is enough.
                let grown = async || survey.all(".bar").await.is_empty().then_some(());
                stage.browser.until("the sheet", grown).await;
                continue;
            }
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
        stage.browser.run("return goodword('reset')").await;
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
        for answer in [".short .cell:nth-child(7)", ".marks .cell:nth-child(5)", "[type=checkbox]"] {
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

/// A screen, and how large the reader wants letters.
const SCREENS: [(&str, (u32, u32), u32); 6] = [
    ("desk", (1280, 860), 16),
    ("phone", (390, 844), 16),
    ("small phone", (320, 640), 16),
    ("phone on its side", (844, 390), 16),
    ("400 %", (320, 256), 16),
    ("large letters", (390, 844), 32),
];

/// What appears unasked takes a third of a phone at most, in every language; then every step has one height, what closes and
/// what leads on stand still and in sight, and nothing is cut off or covered.
#[tokio::test]
async fn every_language_on_every_screen() {
    let stage = Stage::new().await;
    for (name, (width, height), letters) in SCREENS {
        look(&stage, &Look { window: (width, height), ..USUAL }).await;
        let sizes = json!({"fontSizes": {"standard": letters, "fixed": letters}});
        stage.browser.devtools("Page.setFontSizes", sizes).await;
        open(&stage, "popover", "steps", "en", json!({})).await;
        let survey = stage.survey().await;
        at(&stage, &survey, "form").await;
        stage.browser.heard("shown").await;
        let mut wrong = Vec::new();
        for step in 0..4 {
            if step > 0 {
                go_on(&stage, &survey).await;
            }
            let languages = json!(languages());
            let found = stage.browser.call_async(MEASURE, vec![json!(step), languages, json!(letters > 16)]).await;
            wrong.extend(found.as_array().unwrap_or_else(|| panic!("{name}: {found}")).iter().map(Value::to_string));
        }
        assert!(wrong.is_empty(), "{name}: {} faults:\n{}", wrong.len(), wrong.join("\n"));
        stage.browser.run("return goodword('reset')").await;
    }
}

/// A bar has no button yet: a touch on an answer leads on.
async fn go_on(stage: &Stage, survey: &Root<'_>) {
    let button = survey.all(".main").await.remove(0);
    if button.is_displayed().await.unwrap() {
        return button.click().await.unwrap();
    }
    survey.all(".step:not(.ghost) .option").await[0].click().await.unwrap();
    let grown = async || survey.all(".bar").await.is_empty().then_some(());
    stage.browser.until("the sheet", grown).await;
}

fn languages() -> Vec<String> {
    let tables = fs::read_dir(place("GOODWORD_DIST", "dist").join("locale")).unwrap();
    let names = tables.map(|table| table.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect()
}

/// Shows the step at hand in each language, and tells what is wrong.
const MEASURE: &str = "
    const [step, languages, large, done] = arguments, host = document.querySelector('good-word'), root = host.shadowRoot, wrong = [];
    const until = async (test) => { for (let n = 0; n < 400; n++) { if (test()) return; await new Promise((next) => setTimeout(next, 10)); } throw Error('timed out'); };
    const box = (css) => root.querySelector(css)?.getBoundingClientRect();
    const inSight = (part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        const hit = root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return part.contains(hit) || part === hit?.closest('label');
    };
    (async () => {
        window.heights ??= {};
        if (!step) window.heights = {};
        for (const lang of languages) {
            host.setAttribute('locale', lang);
            document.documentElement.dir = /^(ar|he)$/.test(lang) ? 'rtl' : 'ltr';
            await until(() => root.querySelector('.card')?.lang === lang);
            await until(() => !root.getAnimations().length);
            const say = (what) => wrong.push(lang + ', step ' + (step + 1) + ': ' + what);
            const card = root.querySelector('.card'), rect = card.getBoundingClientRect(), bar = card.classList.contains('bar') && innerWidth < 900;
            if (bar && !large && innerHeight > 300 && rect.height > innerHeight / 3) say('a bar of ' + rect.height);
            if (rect.top < -1 || rect.bottom > innerHeight + 1 || rect.left < -1 || rect.right > innerWidth + 1) say('the card leaves the screen');
            for (const part of card.querySelectorAll(':not(.unseen, .unseen *, .ghost, .ghost *)')) {
                const { left, right, width } = part.getBoundingClientRect(), label = part.closest('.option span span');
                if (label || !width) continue;
                if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 && !part.matches('.top') || left < rect.left - 1 || right > rect.right + 1) say('cut off: ' + part.className + ' ' + part.textContent.slice(0, 30));
            }
            const first = root.querySelector('.step:not(.ghost) :is(.option, .cell, textarea)');
            const main = root.querySelector('.main'), shown = main.offsetWidth > 0;
            for (const part of [root.querySelector('.close'), first, ...shown ? [main] : []]) {
                if (!inSight(part)) say('out of sight: ' + (part.className || part.tagName));
            }
            if (bar && [...root.querySelectorAll('.bar .step:not(.ghost) .option')].some((option) => !inSight(option))) say('an answer out of sight');
            if (bar) continue;
            // Where nothing scrolls, all stands still.
            const now = { height: Math.round(rect.height), close: Math.round(box('.close').top - rect.top), main: Math.round(rect.bottom - box('.main').bottom) };
            const still = card.scrollHeight <= card.clientHeight + 1, before = window.heights[lang] ??= { ...now, still };
            for (const [name, value] of Object.entries(now)) if (Math.abs(value - before[name]) > 1 && (still && before.still || name === 'close')) say(name + ' moves from ' + before[name] + ' to ' + value);
        }
        host.setAttribute('locale', 'en');
        await until(() => root.querySelector('.card')?.lang === 'en');
        return wrong;
    })().then(done, (error) => done(String(error)));";

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
    const wide = [card, ...card.querySelectorAll(':not(.top, .unseen, .unseen *, .ghost, .ghost *)')].filter((part) => {
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
