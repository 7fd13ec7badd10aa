//! An owner's own survey: questions of every kind, in the visitor's language, asked of whom they concern.

use serde_json::{Value, json};

use crate::harness::Stage;
use crate::visitor::EMPATHY;

fn definition() -> Value {
    json!({
        "id": "own", "version": "7", "thanks": "Your words reach Mira.",
        "questions": [
            {"id": "promise"},
            {"id": "effort", "kind": "scale", "min": 1, "max": 7, "label": "How easy was it, {fields.name}?", "low": "Hard", "high": "Easy", "required": true},
            {"id": "service", "kind": "scale", "style": "stars", "min": 1, "max": 5, "label": "And the service?"},
            {"id": "mood", "kind": "scale", "style": "faces", "min": 1, "max": 5, "label": "How do you feel?"},
            {"id": "why", "kind": "choice", "multiple": true, "other": true, "label": "What was it about?",
             "options": [{"value": "price", "label": "The price"}, "Speed"], "show_if": {"question": "effort", "at_most": 3}},
            {"id": "mail", "kind": "text", "format": "email", "label": "Where can we write to?", "show_if": {"field": "plan", "is": "pro"}},
            {"id": "quote", "kind": "consent", "label": "You may quote me on “{answers.why}”."},
            {"id": "comment", "end_if": {"question": "comment", "answered": true}},
            {"id": "never", "kind": "text", "label": "Never asked after a comment"},
        ],
        "locales": {"de": {"questions": {"effort": {"label": "Wie leicht war es, {fields.name}?"}}, "texts": {"title": "Und wie war’s?"}}},
    })
}

#[tokio::test]
async fn every_kind_is_asked_and_what_does_not_concern_the_visitor_is_not() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "own", "mode": "inline", "field-name": "Ann", "definition": definition()})).await;
    let survey = stage.survey().await;
    survey.choose("Yes, as promised").await;
    survey.click("Next").await;
    survey.see("heading", "How easy was it, Ann?").await;
    assert!(survey.find("button", "Skip").await.is_none(), "what is required cannot be skipped");
    survey.click("Next").await;
    survey.see("alert", "").await;
    assert_eq!(survey.texts("[role=alert]").await, ["Please answer this question."]);
    survey.choose("2").await;
    survey.click("Next").await;
    survey.choose("4 stars").await;
    survey.click("Next").await;
    survey.choose("Neither good nor bad").await;
    survey.click("Next").await;
    survey.tick("The price", true).await;
    survey.tick("Speed", true).await;
    survey.tick("The price", false).await;
    survey.write("Other: please say what", "the box").await;
    survey.click("Next").await;
    survey.tick("You may quote me on “Speed, the box”.", true).await;
    survey.click("Next").await;
    survey.write("What is the main reason for your answers?", "Well done.").await;
    survey.click("Send").await;
    survey.see("heading", "Thank you.").await;
    assert!(survey.texts("p").await.contains(&"Your words reach Mira.".to_owned()));
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("own")[0];
    let answers = json!({"promise": "kept", "effort": 2, "service": 4, "mood": 3, "why": ["Speed", "the box"], "quote": true, "comment": "Well done."});
    assert_eq!((&stored["answers"], &stored["survey_version"]), (&answers, &json!("7")));
    assert_eq!(stored["order"], json!(["promise", "effort", "service", "mood", "why", "quote", "comment"]));
}

#[tokio::test]
async fn a_page_of_questions_is_one_form_and_an_address_is_looked_at() {
    let stage = Stage::new().await;
    let definition = json!({"questions": [
        {"id": "mail", "kind": "text", "format": "email", "label": "Where can we write to?"},
        {"id": "room", "kind": "choice", "label": "Which room?", "options": ["A", "B"]},
    ]});
    stage.open_with(json!({"survey": "page", "mode": "inline", "layout": "page", "definition": definition})).await;
    let survey = stage.survey().await;
    survey.write("Where can we write to?", "nobody").await;
    survey.choose("B").await;
    survey.click("Send").await;
    survey.see("alert", "").await;
    assert_eq!(survey.texts("[role=alert]").await, ["This does not look like an email address."]);
    survey.write("Where can we write to?", "@b.example").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("page")[0];
    assert_eq!(stored["answers"], json!({"mail": "nobody@b.example", "room": "B"}));
}

#[tokio::test]
async fn a_bad_definition_is_named_and_the_usual_questions_are_asked() {
    let stage = Stage::new().await;
    let bad = json!({"questions": [{"id": "promise"}, {"id": "a", "kind": "scale", "min": 3, "max": 3, "label": "?"}]});
    stage.open_with(json!({"survey": "bad", "mode": "inline", "definition": bad})).await;
    stage.survey().await.see("heading", EMPATHY).await;
    let error = stage.browser.heard("error").await;
    assert_eq!(
        (&error["code"], &error["message"]),
        (&json!("definition"), &json!("questions[1].max: must be greater than min"))
    );
    assert_eq!(stage.browser.run("return window.trouble").await, json!([]));
}

#[tokio::test]
async fn the_survey_speaks_the_visitors_language_and_the_owners_words() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "own", "mode": "inline", "locale": "de-AT", "field-name": "Ann", "definition": definition(), "context": "locale"})).await;
    let survey = stage.survey().await;
    survey.see("region", "Und wie war’s?").await;
    survey.see("heading", "Haben wir gehalten, was wir versprochen haben?").await;
    survey.click("Weiter").await;
    survey.see("heading", "Wie leicht war es, Ann?").await;
    let page = json!({"lang": "ar", "dir": "rtl"});
    stage.open_with(json!({"survey": "arabic", "mode": "inline", "page": page})).await;
    let survey = stage.survey().await;
    survey.see("heading", "لقد تفهّمنا شعوركم.").await;
}

/// The rules of the browser and of the collector are one list: what one refuses, the other refuses in the same words.
#[tokio::test]
async fn a_definition_is_refused_in_the_words_of_the_collector() {
    let stage = Stage::new().await;
    stage.open("plain.html").await;
    let check = async |questions: Value, expect: &str| {
        let script = "const done = arguments[arguments.length - 1];
            import('/goodword-definition.js').then((module) => module.definition(arguments[0], 'en', fetch)).then(() => done(''), (error) => done(error.message))";
        let definition = json!({"id": "s", "questions": questions});
        let told = stage.browser.call_async(script, vec![definition.clone()]).await;
        assert_eq!(told, json!(expect), "in the browser: {definition}");
        let problems =
            goodword_core::Survey::parse(&definition.to_string()).map_err(|problems| problems[0].to_string());
        assert_eq!(problems.err().as_deref(), Some(expect), "in the collector: {definition}");
    };
    check(json!([]), "questions: must hold 1 to 100 questions").await;
    check(
        json!([{"id": "a", "kind": "scale", "min": 3, "max": 3, "label": "?"}]),
        "questions[0].max: must be greater than min",
    )
    .await;
    check(
        json!([{"id": "a", "kind": "scale", "min": 0, "max": 101, "label": "?"}]),
        "questions[0].max: must be at most 100 above min",
    )
    .await;
    check(json!([{"id": "promise"}, {"id": "promise"}]), "questions[1].id: is used twice").await;
    check(
        json!([{"id": "a", "kind": "choice", "options": [], "label": "?"}]),
        "questions[0].options: must hold 1 to 100 options",
    )
    .await;
    check(
        json!([{"id": "a", "kind": "text", "max_chars": 0, "label": "?"}]),
        "questions[0].max_chars: must be 1 to 10000",
    )
    .await;
}
