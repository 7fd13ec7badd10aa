//! The iframe mode, on a page that forbids WebAssembly.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::harness::Stage;

/// The frame that the survey stands in.
async fn framed(stage: &Stage) -> WebElement {
    stage.browser.root("good-word[mode=iframe]").await.all("iframe").await.remove(0)
}

#[tokio::test]
async fn a_page_without_webassembly_asks_in_a_frame() {
    let stage = Stage::new().await;
    stage.open("framed.html").await;
    stage.browser.heard("shown").await;
    let frame = framed(&stage).await;
    assert!(frame.rect().await.unwrap().height > 200.0, "the frame is as high as the survey");

    frame.enter_frame().await.unwrap();
    let survey = stage.browser.root("good-word").await;
    survey.choose("Agree").await;
    for on in ["Next", "Skip", "Skip"] {
        survey.click(on).await;
    }
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    stage.browser.driver.enter_default_frame().await.unwrap();
    stage.browser.heard("delivered").await;

    let stored = stage.collector.responses("framed");
    assert_eq!(stored.len(), 1);
    assert_eq!((&stored[0]["answers"], &stored[0]["fields"]), (&json!({"empathy": 4}), &json!({"plan": "pro"})));
    let page = format!("{}/t/framed.html", stage.collector.origin);
    assert_eq!(stored[0]["context"]["url"], json!(page), "the page around the frame is told, not the frame");
}

#[tokio::test]
async fn the_frame_is_told_every_setting_that_makes_sense_there() {
    let stage = Stage::new().await;
    let definition = json!({"version": "7", "questions": [{"id": "promise"}, {"id": "recommend"}]});
    stage
        .open_with(json!({
            "survey": "told", "mode": "iframe", "layout": "page", "theme": "dark", "accent": "#ffd400", "followUp": "24",
            "personUrl": "../contact", "privacyUrl": "/privacy", "context": "locale", "subject": "Mira", "endpoint": "https://elsewhere.example/r",
            "keep": "30", "definition": definition, "page": {"lang": "de"},
        }))
        .await;
    stage.browser.heard("shown").await;
    stage.browser.run("goodword('set', { OrderId: 'A-17' })").await;
    framed(&stage).await.enter_frame().await.unwrap();
    let attribute = async |name: &str| {
        stage.browser.run(&format!("return document.querySelector('good-word').getAttributeNS(null, '{name}')")).await
    };
    let set = async || (attribute("field-OrderId").await == json!("A-17")).then_some(());
    stage.browser.until("the field", set).await;
    let contact = json!(format!("{}/contact", stage.collector.origin));
    assert_eq!((attribute("theme").await, attribute("person-url").await), (json!("dark"), contact));
    assert_eq!((attribute("endpoint").await, attribute("keep").await), (json!("v1/responses"), Value::Null));

    let named = stage.browser.run("return document.documentElement.lang + ' ' + document.title").await;
    assert_eq!(named, json!("de Wie waren wir?"));
    let survey = stage.browser.root("good-word").await;
    survey.see("link", "Persönlich Kontakt aufnehmen").await;
    survey.see("radio", "10").await;
    survey.choose("Nein, weniger als versprochen").await;
    survey.click("Senden").await;
    let offers = async || survey.texts("p").await.iter().any(|text| text.contains("24 Stunden")).then_some(());
    stage.browser.until("the offer to put it right", offers).await;
    stage.browser.leave_frame().await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("told")[0];
    assert_eq!((&stored["survey_version"], &stored["answers"]), (&json!("7"), &json!({"promise": "broken"})));
    assert_eq!((&stored["fields"], &stored["context"]), (&json!({"OrderId": "A-17"}), &json!({"locale": "de"})));

    let frame = framed(&stage).await;
    let named = (frame.attr("title").await.unwrap(), frame.attr("lang").await.unwrap());
    assert_eq!(named, (Some("Wie waren wir?".to_owned()), Some("de".to_owned())));

    // What the page takes back is taken back in there.
    stage.browser.run("document.querySelector('good-word').removeAttribute('theme')").await;
    framed(&stage).await.enter_frame().await.unwrap();
    stage.browser.until("no theme", async || (attribute("theme").await == Value::Null).then_some(())).await;
}

#[tokio::test]
async fn a_preview_in_a_frame_sends_nothing() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "try", "mode": "iframe", "layout": "page", "preview": "on"})).await;
    stage.browser.heard("shown").await;
    framed(&stage).await.enter_frame().await.unwrap();
    let survey = stage.browser.root("good-word").await;
    survey.choose("10").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    assert_eq!(survey.texts("[role=status]").await, ["Preview: nothing is sent."]);
    assert!(stage.collector.responses("try").is_empty());
}

#[tokio::test]
async fn a_page_without_webassembly_shows_the_fallback_and_says_how_to_mend_it() {
    let stage = Stage::new().await;
    stage.open("framed.html").await;
    let error = stage.browser.heard("error").await;
    assert!(error["message"].as_str().unwrap().contains("'wasm-unsafe-eval'"), "{error}");
    assert!(stage.browser.paints("#fallback").await);
    assert_eq!(stage.browser.times_heard("error").await, 1);
}
