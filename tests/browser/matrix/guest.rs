//! Rows in which the host page, its policy or an extension is in the way.

use std::time::Duration;

use serde_json::json;

use super::ground::{Ground, THANKS, WAITS};
use crate::harness::{Engine, Fault, Quirk};

const WASM: &str = "goodword-widget_bg.wasm";
const GLUE: &str = "goodword-widget.js";

pub async fn two_clicks(ground: &mut Ground) {
    for script in [
        "const send = [...document.querySelector('good-word').shadowRoot.querySelectorAll('button')].find(one => one.textContent.trim() === 'Send');
         send.click(); send.click();",
        "const send = [...document.querySelector('good-word').shadowRoot.querySelectorAll('button')].find(one => one.textContent.trim() === 'Send');
         send.focus(); send.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true })); send.click();
         if (send.form) { send.form.requestSubmit(); send.form.requestSubmit(); }",
    ] {
        ground.visit().await;
        ground.answer().await;
        ground.browser().call(script, Vec::new()).await;
        ground.sees(THANKS).await;
        ground.sent_here().await;
        ground.delivers().await;
    }
    assert_eq!(ground.submitted().len(), 2);
    ground.notes.push("one id for each pair".to_owned());
}

pub async fn request_blocked(ground: &mut Ground) {
    ground.visit().await;
    ground.answer().await;
    ground.browser().block(Some("/v1/responses")).await;
    ground.send().await;
    ground.sees(WAITS).await;
    ground.pass(Duration::from_secs(60)).await;
    assert!(ground.proxy.log().is_empty(), "nothing came through: {:?}", ground.proxy.log());
    ground.notes.push("proxy: no line while the browser blocked the address".to_owned());
    ground.browser().block(None).await;
    ground.visit().await;
    ground.delivers().await;
}

pub async fn files_blocked(ground: &mut Ground) {
    for file in [WASM, GLUE, "/goodword.js"] {
        ground.pages.quirk(file, Quirk::Missing);
        ground.visit().await;
        if file != "/goodword.js" {
            ground.hears("error").await;
        }
        ground.paints("good-word a").await;
        ground.no_trouble().await;
        ground.pages.no_quirks();
    }
    ground.submit().await;
    ground.delivers().await;
    ground.notes.push("the owner's own words stay".to_owned());
}

pub async fn files_spoiled(ground: &mut Ground) {
    let mime = Quirk::Header("content-type".to_owned(), "text/plain".to_owned());
    for (copy, (file, quirk)) in [
        (WASM, Quirk::Missing),
        (WASM, Quirk::Truncated),
        (WASM, Quirk::Altered),
        (GLUE, Quirk::Missing),
        (GLUE, Quirk::Truncated),
        (GLUE, Quirk::Altered),
        (GLUE, mime.clone()),
    ]
    .into_iter()
    .enumerate()
    {
        if ground.engine == Engine::WebKit && (file, &quirk) == (GLUE, &Quirk::Altered) {
            let note = "WebKit does not hold a script that it imports against its hash: one that still runs is run";
            ground.notes.push(note.to_owned());
            continue;
        }
        // WebKit takes a module that it had once from memory: each time from another address.
        ground.pages.set("FILES", &format!("/copy{copy}"));
        let before = ground.heard("error").len();
        ground.pages.quirk(file, quirk.clone());
        ground.visit().await;
        let said = async || (ground.heard("error").len() > before).then_some(());
        ground.until(&format!("goodword:error for {file} {quirk:?}"), said).await;
        ground.paints("good-word a").await;
        ground.no_trouble().await;
        ground.pages.no_quirks();
    }
    ground.pages.set("FILES", "");
    // The wrong label alone does not make wasm another thing, and slow is not broken.
    ground.pages.quirk(WASM, mime);
    ground.submit().await;
    ground.delivers().await;
    ground.pages.no_quirks();
    ground.pages.quirk(WASM, Quirk::Late(Duration::from_secs(3)));
    let before = ground.heard("shown").len();
    ground.visit().await;
    ground.sees("We understood how you felt.").await;
    assert_eq!(ground.heard("shown").len(), before, "the first question does not wait for the wasm");
    ground.answer().await;
    ground.send().await;
    ground.delivers().await;
    ground.no_trouble().await;
}

fn policy(ground: &Ground, policy: &str) {
    ground.pages.quirk("matrix.html", Quirk::Header("content-security-policy".to_owned(), policy.to_owned()));
}

pub async fn wasm_forbidden(ground: &mut Ground) {
    policy(ground, &format!("script-src 'self'; connect-src 'self' {}", ground.proxy.origin));
    ground.visit().await;
    ground.hears("error").await;
    ground.paints("good-word a").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let said = ground.heard("error");
    assert_eq!(said.len(), 1, "said once: {said:?}");
    let message = said[0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("wasm-unsafe-eval"), "it names what is missing: {message}");
    ground.notes.push(format!("“{message}”"));
}

pub async fn endpoint_forbidden(ground: &mut Ground) {
    policy(ground, "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    ground.submit().await;
    ground.sees(THANKS).await;
    let said = ground.hears("error").await;
    assert!(said["message"].as_str().unwrap_or_default().contains("connect-src"), "it names the directive: {said}");
    ground.pass(Duration::from_secs(30)).await;
    assert!(ground.proxy.log().is_empty(), "nothing got out");
    ground.notes.push("proxy: no line while the policy forbids the endpoint".to_owned());
    ground.pages.no_quirks();
    ground.visit().await;
    ground.delivers().await;
}

pub async fn strict_policy(ground: &mut Ground) {
    let rules = "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    policy(ground, &format!("{rules}; connect-src 'self' {}", ground.proxy.origin));
    ground.visit().await;
    ground.answer().await;
    assert_eq!(ground.style("section", "borderTopLeftRadius").await, "18px", "it looks right");
    ground.send().await;
    ground.sees(THANKS).await;
    ground.delivers().await;
    ground.no_trouble().await;
}

pub async fn patched_fetch(ground: &mut Ground) {
    let patches = [
        "window.fetch = function () { throw new Error('patched'); };",
        "window.fetch = function () { return new Promise(function () {}); };",
        "window.fetch = function () { return Promise.resolve(new Response('{\"ok\":true}')); };",
    ];
    // After the loader has come: what it took is its own.
    for patch in patches {
        ground.visit().await;
        ground.answer().await;
        ground.browser().call(patch, Vec::new()).await;
        ground.send().await;
        ground.sees(THANKS).await;
        ground.delivers().await;
        ground.emptied().await;
    }
    // Before it.
    for patch in patches {
        ground.early(patch);
        ground.submit().await;
        ground.sees(THANKS).await;
        ground.delivers().await;
        ground.emptied().await;
    }
}

pub async fn poisoned(ground: &mut Ground) {
    ground.early("Array.prototype.toJSON = function () { return 'poisoned'; }; String.prototype.toJSON = function () { return 'poisoned'; };");
    ground.visit().await;
    ground.answer().await;
    let poison = "JSON = window.JSON = { parse() { return {}; }, stringify() { return 'poisoned'; } };
        window.Promise = function () { throw new Error('poisoned'); };
        Promise.resolve = Promise.all = Promise.race = Promise.reject = () => { throw new Error('poisoned'); };
        window.Date = function () { throw new Error('poisoned'); }; window.setTimeout = () => { throw new Error('poisoned'); };";
    // The driver speaks through the page's own JSON: it comes first, then the poison, then the click.
    let script = format!(
        "{poison} [...document.querySelector('good-word').shadowRoot.querySelectorAll('button')].find(one => one.textContent.trim() === 'Send').click();"
    );
    let before = ground.proxy.posts().len();
    let _ = tokio::time::timeout(Duration::from_secs(3), ground.browser().call(&script, Vec::new())).await;
    let post = ground.posts(before + 1).await.pop().unwrap();
    assert!(!String::from_utf8_lossy(&post.body).contains("poisoned"), "{}", String::from_utf8_lossy(&post.body));
    ground.pages.tell("submitted", json!({"id": post.id}));
    ground.delivers().await;
    assert_eq!(ground.responses().await[0]["answers"]["empathy"], 4);
    assert_eq!(ground.responses().await[0]["order"][0], "empathy");
}

pub async fn removed_and_moved(ground: &mut Ground) {
    let moves = "const one = document.querySelector('good-word'), place = document.createElement('aside'); document.body.append(place); place.append(one);";
    let back =
        "const one = document.querySelector('good-word'); one.remove(); document.querySelector('main').append(one);";
    for script in [moves, back] {
        ground.visit().await;
        ground.answer().await;
        ground.browser().call(script, Vec::new()).await;
        ground.send().await;
        ground.sees(THANKS).await;
        ground.delivers().await;
        ground.no_trouble().await;
    }
    let delay = Fault::Delay(Duration::from_millis(400));
    ground.proxy.script([delay.clone(), delay]);
    for leave in [
        "document.querySelector('good-word').remove();",
        "history.pushState({}, '', '/t/elsewhere'); document.querySelector('main').replaceChildren();",
    ] {
        ground.submit().await;
        ground.browser().call(leave, Vec::new()).await;
        ground.delivers().await;
        ground.no_trouble().await;
    }
    ground.proof("delayed").await;
}

pub async fn panicked(ground: &mut Ground) {
    ground.proxy.down();
    ground.submit().await;
    ground.sees(WAITS).await;
    ground.proof("connections are refused").await;
    ground.pages.set("FILES", "/panic");
    ground.pages.set("SURVEY", "panic");
    ground.visit().await;
    let survey = async || {
        ground.browser().call("const root = document.querySelector('good-word').shadowRoot; const radio = root && root.querySelectorAll('input[type=radio]')[3]; if (radio) radio.click(); return Boolean(radio)", Vec::new()).await;
        ground.click("Next").await;
        ground.heard("error").iter().any(|said| said.to_string().contains("stopped")).then_some(())
    };
    ground.until("goodword:error", survey).await;
    ground.paints("good-word a").await;
    ground.no_trouble().await;
    ground.pages.set("FILES", "");
    ground.pages.set("SURVEY", &ground.survey);
    ground.proxy.up().await;
    ground.visit().await;
    ground.delivers().await;
}

pub async fn every_character(ground: &mut Ground) {
    let long = "🙂 שלום 中 ".repeat(150);
    for (script, expect) in [
        (format!("{}", json!(long.trim_end())), long.trim_end().to_owned()),
        ("'a\\u0000b\\u202Ec \\uD800 d'".to_owned(), "a\0b\u{202e}c \u{fffd} d".to_owned()),
    ] {
        ground.visit().await;
        ground.answer().await;
        ground.write_script(&script).await;
        let id = ground.send().await;
        ground.delivers().await;
        let stored = ground.responses().await;
        let one = stored.iter().find(|response| response["id"] == id).unwrap();
        let comment = one["answers"]["comment"].as_str().unwrap_or_default();
        assert_eq!(comment, expect, "stored as it was written");
    }
    // What is too long is not cut silently: the box takes no more, or Send says so.
    ground.visit().await;
    ground.answer().await;
    ground.write_script("'x'.repeat(10000)").await;
    ground.send().await;
    ground.delivers().await;
}

pub async fn hostile_css(ground: &mut Ground) {
    ground.visit().await;
    ground.answer().await;
    let look = async || {
        let mut styles = Vec::new();
        for (css, property) in [
            ("h1, h2, h3", "color"),
            ("h1, h2, h3", "fontSize"),
            ("button", "display"),
            ("section", "borderTopLeftRadius"),
            ("button", "color"),
            ("section", "fontFamily"),
        ] {
            styles.push(ground.style(css, property).await);
        }
        styles
    };
    let plain = look().await;
    ground.early("addEventListener('DOMContentLoaded', function () { var sheet = new CSSStyleSheet(); sheet.replaceSync('* { color: red !important; font-size: 40px !important; all: unset !important }'); document.adoptedStyleSheets = [sheet]; });");
    ground.visit().await;
    ground.answer().await;
    assert_eq!(look().await, plain, "nothing of the page's style reaches in");
    ground.send().await;
    ground.delivers().await;
    ground.notes.push(plain.join(", "));
}

pub async fn files_elsewhere(ground: &mut Ground) {
    let host = ground.pages.origin.replace("127.0.0.1", "localhost");
    ground.pages.set("FILES", &host);
    ground.visit().await;
    ground.hears("error").await;
    ground.paints("good-word a").await;
    ground.no_trouble().await;
    // At another address, because WebKit remembers that it was refused a module.
    ground.pages.set("FILES", &format!("{host}/copy"));
    for file in [".js", ".wasm"] {
        ground.pages.quirk(file, Quirk::Header("access-control-allow-origin".to_owned(), "*".to_owned()));
    }
    ground.submit().await;
    ground.delivers().await;
    ground.no_trouble().await;
    ground.notes.push("without its permission the owner's own words stay".to_owned());
}
