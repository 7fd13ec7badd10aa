//! A link to a survey, as it stands in an email: the page is the collector's, and the address says only what it may.

use serde_json::{Value, json};

use crate::harness::Stage;

/// The pages of the tests note what they hear; this one is the collector's.
const LISTEN: &str = "window.heard = []; for (const name of ['shown', 'delivered', 'error'])
    addEventListener('goodword:' + name, ({ detail }) => heard.push([name, detail]))";

const PUT: &str = "const [token, body, done] = arguments; fetch('/v1/surveys/visit', {method: 'PUT', body,
    headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}}).then(({ status }) => done(status))";

fn definition() -> Value {
    json!({"id": "visit", "version": "1", "segments": ["order"], "questions": [
        {"id": "effort", "kind": "scale", "min": 1, "max": 7, "label": "How easy was it?"},
        {"id": "comment"},
    ]})
}

/// A collector whose owner has defined the survey.
async fn stage() -> Stage {
    let stage = Stage::new().await;
    stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": LISTEN})).await;
    let token = stage.collector.run(&["token", "create", "--scope", "admin", "--name", "owner"]);
    stage.open_with(json!({"survey": "other", "trigger": "manual"})).await;
    let arguments = vec![json!(token.trim()), json!(definition().to_string())];
    assert_eq!(stage.browser.call_async(PUT, arguments).await, 201);
    // What that page said is not the link's.
    stage.browser.console().await;
    stage
}

async fn follow(stage: &Stage, query: &str) {
    stage.browser.open(&format!("{}/s/visit?{query}", stage.collector.origin)).await;
}

#[tokio::test]
async fn a_link_brings_the_first_answer_and_a_hidden_field() {
    let stage = stage().await;
    follow(&stage, "order=c-7&effort=6&utm_source=mail").await;
    let survey = stage.survey().await;
    survey.see("heading", "How easy was it?").await;
    assert!(survey.see("radio", "6").await.is_selected().await.unwrap());
    assert!(stage.collector.responses("visit").is_empty(), "what a link says is no answer yet");
    survey.click("Next").await;
    survey.write("What is the main reason for your answers?", "Found at once.").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("visit")[0];
    assert_eq!(stored["answers"], json!({"effort": 6, "comment": "Found at once."}));
    assert_eq!((&stored["fields"], &stored["survey_version"]), (&json!({"order": "c-7"}), &json!("1")));
    assert_eq!(stage.browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_the_definition_does_not_allow_is_left_out() {
    let stage = stage().await;
    follow(&stage, "plan=pro&effort=8&comment=Words&endpoint=//evil.example&lang=de").await;
    let survey = stage.survey().await;
    survey.see("heading", "How easy was it?").await;
    assert!(survey.all("input:checked").await.is_empty());
    survey.choose("2").await;
    survey.click("Weiter").await;
    let box_of_words = survey.first("textarea").await;
    assert_eq!(box_of_words.prop("value").await.unwrap().as_deref(), Some(""));
    survey.click("Senden").await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("visit")[0];
    assert_eq!(stored["answers"], json!({"effort": 2}));
    assert!(stored.get("fields").is_none(), "{stored}");
}

const PATCH: &str = "const [token, body, done] = arguments; fetch('/v1/surveys/visit/settings', {method: 'PATCH', body,
    headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}}).then(({ status }) => done(status))";

/// Answers the survey of a link, and writes where no person sees a field where it is a program that does so.
async fn answer(stage: &Stage, link: &str, program: bool) {
    // From elsewhere: another fragment alone would not load the page anew.
    stage.browser.open("about:blank").await;
    stage.browser.open(link).await;
    let survey = stage.survey().await;
    survey.see("heading", "How easy was it?").await;
    survey.choose("6").await;
    survey.click("Next").await;
    survey.write("What is the main reason for your answers?", "Found at once.").await;
    if program {
        let fill = "const field = arguments[0].querySelector('[name=website]'); field.value = 'https://spam.example';
            field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
        survey.call(fill).await;
    }
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.heard("delivered").await;
}

#[tokio::test]
async fn an_invitation_proves_one_answer_and_a_program_that_fills_in_everything_is_marked() {
    let stage = stage().await;
    let token = stage.collector.run(&["token", "create", "--scope", "admin", "--name", "settings"]);
    let arguments = vec![json!(token.trim()), json!(json!({"identity": "invited"}).to_string())];
    assert_eq!(stage.browser.call_async(PATCH, arguments).await, 200);
    let link = stage.collector.run(&["invite", "visit", "--base", &stage.collector.origin, "--count", "1"]);
    answer(&stage, link.trim(), false).await;
    let address = stage.browser.call("return location.href", vec![]).await;
    assert_eq!(address, json!(format!("{}/s/visit", stage.collector.origin)), "the code left the address bar");
    answer(&stage, link.trim(), true).await;
    let stored = stage.collector.responses("visit");
    let said: Vec<_> = stored.iter().map(|stored| (&stored["identity"], &stored["answers"]["effort"])).collect();
    assert_eq!(said, [(&json!("invited"), &json!(6)), (&json!("unproven: used"), &json!(6))]);
    assert!(stored[1]["quality"].as_str().unwrap().ends_with("honeypot"), "{}", stored[1]);
    assert!(!stored[0].to_string().contains("honeypot") && !stored[0].to_string().contains("gw_inv_"), "{}", stored[0]);
    assert_eq!(stage.browser.console().await, Vec::<String>::new());
}
