//! An owner's own survey: questions of every kind, in the visitor's language, asked of whom they concern.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

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
async fn a_bad_definition_is_named_and_nobody_is_asked_anything_else() {
    let stage = Stage::new().await;
    let bad = json!({"questions": [{"id": "promise"}, {"id": "a", "kind": "scale", "min": 3, "max": 3, "label": "?"}]});
    let check = async |settings: Value, expect: &str| {
        stage.open_with(settings.clone()).await;
        let error = stage.browser.heard("error").await;
        let message = error["message"].as_str().unwrap();
        assert!(error["code"] == "definition" && message.starts_with(expect), "{settings}: {error}");
        tokio::time::sleep(Duration::from_millis(700)).await;
        let survey = stage.browser.root("good-word").await;
        assert!(survey.all(".card").await.is_empty(), "{settings}");
        assert_eq!(survey.all("slot").await.len(), 1, "{settings}");
        assert_eq!(stage.browser.run("return window.trouble").await, json!([]));
    };
    let rule = "questions[1].max: must be greater than min";
    check(json!({"survey": "bad", "mode": "inline", "definition": bad}), rule).await;
    check(json!({"survey": "bad", "mode": "popover", "definition": bad}), rule).await;
    check(json!({"survey": "bad", "config": "/no-such-definition.json"}), "config: status 404 of ").await;
}

/// What the visitor has answered is still answered in another language, and of another subject.
#[tokio::test]
async fn an_open_survey_changes_its_words_and_keeps_what_was_answered() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "words", "mode": "inline", "locale": "de"})).await;
    let survey = stage.survey().await;
    survey.choose("Stimme zu").await;
    let set = async |script: &str| {
        stage.browser.run(script).await;
    };
    set("document.querySelector('good-word').setAttribute('locale', 'fr')").await;
    survey.see("region", "Avons-nous été à la hauteur\u{202f}?").await;
    assert_eq!(survey.all("input:checked").await.len(), 1);
    set("document.querySelector('good-word').removeAttribute('locale'); document.documentElement.lang = 'pt_BR'").await;
    survey.see("button", "Avançar").await;
    set("document.documentElement.lang = 'en'; document.querySelector('good-word').setAttribute('subject', 'Mira')")
        .await;
    survey.see("heading", EMPATHY).await;
    assert_eq!(survey.all("input:checked").await.len(), 1);
    survey.click("Next").await;
    survey.click("Skip").await;
    survey.see("heading", "How likely is it that you would recommend Mira to a friend or colleague?").await;
}

#[tokio::test]
async fn an_owners_words_may_hold_links_and_line_breaks() {
    let stage = Stage::new().await;
    let definition = json!({"questions": [
        {"id": "terms", "kind": "consent", "label": "I have read [the terms](https://shop.example/terms).\nAll of them. [No](javascript:alert(1))"},
        {"id": "why", "kind": "text", "label": "Why, {fields.name}?"},
    ]});
    let settings = json!({"survey": "links", "mode": "inline", "layout": "page", "field-name": "[x](https://evil.example)", "definition": definition});
    stage.open_with(settings).await;
    let survey = stage.survey().await;
    let box_of_terms = survey.see("checkbox", "I have read the terms. All of them. [No](javascript:alert(1))").await;
    assert!(!box_of_terms.is_selected().await.unwrap());
    let links = survey.all("a").await;
    assert_eq!(links.len(), 1, "what is no link stays text, and a visitor makes none");
    assert_eq!(links[0].attr("href").await.unwrap().unwrap(), "https://shop.example/terms");
    assert!(survey.texts(".option").await[0].contains('\n'), "a line break");
    survey.see("heading", "Why, [x] (https://evil.example)?").await;
    assert!(survey.find("heading", "I have read the terms. All of them. [No](javascript:alert(1))").await.is_none());
}

#[tokio::test]
async fn what_must_be_answered_says_so_and_all_of_a_page_at_once() {
    let stage = Stage::new().await;
    let definition = json!({"questions": [
        {"id": "room", "kind": "choice", "label": "Which room, {fields.name|friend}?", "options": ["A", "B"], "required": true},
        {"id": "share", "kind": "scale", "min": 0, "max": 100, "label": "How much of it?", "low": "Nothing", "high": "All of it", "required": true},
        {"id": "mail", "kind": "text", "format": "email", "label": "Where can we write to?"},
        {"id": "rules", "kind": "consent", "label": "I know the rules.", "required": true},
    ]});
    stage.open_with(json!({"survey": "must", "mode": "inline", "layout": "page", "definition": definition})).await;
    let survey = stage.survey().await;
    survey.see("heading", "Which room, friend?").await;
    assert_eq!(survey.texts(".must").await, ["Answer required"; 3]);
    assert_eq!(survey.all("[role=radiogroup][aria-required=true]").await.len(), 1);
    assert_eq!(survey.all("input[aria-required=true]").await.len(), 2, "the number and the box");
    survey.write("Where can we write to?", "nobody").await;
    survey.click("Send").await;
    survey.see("alert", "").await;
    let (missing, unclear) = ("Please answer this question.", "This does not look like an email address.");
    assert_eq!(survey.texts("[role=alert]").await, [missing, missing, unclear, missing]);
    survey.choose("B").await;
    survey.first("input[type=number]").await.click().await.unwrap();
    stage.browser.press("250").await;
    survey.write("Where can we write to?", "@b.example").await;
    survey.tick("I know the rules.", true).await;
    assert_eq!(survey.texts("[role=alert]").await, ["A whole number from 0 to 100"]);
    survey.first("input[type=number]").await.click().await.unwrap();
    stage.browser.press(Key::Backspace + "").await;
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("must")[0];
    let answers = json!({"room": "B", "share": 25, "mail": "nobody@b.example", "rules": true});
    assert_eq!(stored["answers"], answers);
}

/// A word that is longer than a narrow card breaks within it.
#[tokio::test]
async fn a_long_word_stays_within_the_card() {
    let stage = Stage::new().await;
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung";
    let definition = json!({"questions": [{"id": "why", "kind": "choice", "label": long, "options": [long, "B"]}]});
    let metrics = json!({"width": 320, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    stage.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    stage.open_with(json!({"survey": "long", "mode": "inline", "shadow": "open", "definition": definition})).await;
    stage.survey().await.see("heading", long).await;
    let script = "const card = document.querySelector('good-word').shadowRoot.querySelector('.card');
        return [card.scrollWidth - card.clientWidth, document.documentElement.scrollWidth - innerWidth]";
    let over = stage.browser.run(script).await;
    assert!(over.as_array().unwrap().iter().all(|over| over.as_f64().unwrap() <= 1.0), "{over}");
}

#[tokio::test]
async fn the_survey_speaks_the_visitors_language_and_the_owners_words() {
    let stage = Stage::new().await;
    stage.open_with(json!({"survey": "own", "mode": "inline", "locale": "de-AT", "field-name": "Ann", "definition": definition(), "context": "locale"})).await;
    let survey = stage.survey().await;
    survey.see("region", "Und wie war’s?").await;
    survey.see("heading", "Haben wir gehalten, was wir versprochen haben?").await;
    survey.click("Überspringen").await;
    survey.see("heading", "Wie leicht war es, Ann?").await;
    let page = json!({"lang": "ar", "dir": "rtl"});
    stage.open_with(json!({"survey": "arabic", "mode": "inline", "page": page})).await;
    let survey = stage.survey().await;
    survey.see("heading", "لقد تفهّمنا شعوركم.").await;
}

#[tokio::test]
async fn an_introduction_jumps_limits_and_a_button_are_the_owners() {
    let stage = Stage::new().await;
    let definition = json!({
        "introduction": {"title": "A minute for us?", "text": "Mira reads every answer."},
        "questions": [
            {"id": "room", "kind": "choice", "label": "Which room?", "options": ["A", "B"], "jump": {"if": {"question": "room", "is": "B"}, "to": "why"}},
            {"id": "bed", "kind": "choice", "label": "Which bed?", "options": ["wide", "narrow"]},
            {"id": "why", "kind": "choice", "multiple": true, "least": 1, "most": 2, "label": "What was good?",
             "options": ["Quiet", "Light", "Price", {"value": "none", "label": "None of these", "exclusive": true}]},
            {"id": "more", "kind": "text", "label": "What else?", "show_if": {"any": [{"question": "bed", "answered": true}, {"question": "why", "is": "none"}]}},
        ],
        "thanks": "See you soon.", "thanks_button": {"label": "Back to the house", "url": "https://house.example/"},
    });
    stage.open_with(json!({"survey": "house", "mode": "inline", "definition": definition})).await;
    let survey = stage.survey().await;
    survey.see("heading", "A minute for us?").await;
    assert_eq!(survey.all("progress").await.len(), 0, "it is no question");
    survey.click("Begin").await;
    survey.see("heading", "Which room?").await;
    survey.choose("A").await;
    survey.click("Next").await;
    survey.choose("wide").await;
    survey.click("Back").await;
    survey.choose("B").await;
    survey.click("Next").await;
    survey.see("heading", "What was good?").await;
    for option in ["Quiet", "Light", "Price"] {
        survey.tick(option, true).await;
    }
    survey.click("Send").await;
    survey.see("alert", "").await;
    assert_eq!(survey.texts("[role=alert]").await, ["Please choose at most 2."]);
    survey.tick("None of these", true).await;
    assert_eq!(survey.all("input:checked").await.len(), 1, "it is chosen alone");
    survey.tick("Price", true).await;
    assert_eq!(survey.all("input:checked").await.len(), 1, "and leaves for others");
    survey.click("Send").await;
    let link = survey.see("link", "Back to the house").await;
    assert_eq!(link.attr("href").await.unwrap().as_deref(), Some("https://house.example/"));
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("house")[0];
    assert_eq!(stored["answers"], json!({"room": "B", "why": ["Price"]}), "what was jumped over counts for nothing");
    assert_eq!(stored["order"], json!(["room", "why"]));
}

/// Chosen beforehand is not answered: it is sent by the visitor alone.
#[tokio::test]
async fn what_an_owner_knows_already_is_chosen_beforehand() {
    let stage = Stage::new().await;
    let answers = json!({"recommend": 9, "promise": "kept", "quote": true, "colour": "red"}).to_string();
    let definition = json!({"questions": [
        {"id": "promise"}, {"id": "recommend"}, {"id": "quote", "kind": "consent", "label": "You may quote me."},
    ]});
    let settings =
        json!({"survey": "known", "mode": "inline", "partial": "on", "answers": answers, "definition": definition});
    stage.open_with(settings).await;
    let survey = stage.survey().await;
    assert_eq!(survey.all("input:checked").await.len(), 1);
    survey.choose("No, less than promised").await;
    survey.click("Next").await;
    assert_eq!(survey.all("input:checked").await.len(), 1);
    stage.browser.run("goodword('prefill', { promise: 'exceeded', recommend: 3 })").await;
    survey.first("input[value='3']:checked").await;
    survey.click("Next").await;
    assert_eq!(survey.all("input:checked").await.len(), 0, "nobody consents beforehand");
    survey.click("Send").await;
    stage.browser.heard("delivered").await;
    let stored = &stage.collector.responses("known")[0];
    assert_eq!(stored["answers"], json!({"promise": "broken", "recommend": 3}));
}

/// The usual questions as well, which are then asked by the larger binary.
#[tokio::test]
async fn the_usual_questions_can_be_chosen_beforehand_too() {
    let stage = Stage::new().await;
    let answers = json!({"empathy": 4}).to_string();
    stage.open_with(json!({"survey": "usual", "mode": "inline", "answers": answers})).await;
    stage.survey().await.first("input[value='4']:checked").await;
}

/// What must be refused is refused here too: `goodword-core` and Node try the whole list.
#[tokio::test]
async fn a_definition_is_refused_in_the_words_of_the_collector() {
    let stage = Stage::new().await;
    stage.open("plain.html").await;
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../../crates/goodword-core/tests/data/definitions.json")).unwrap();
    for case in cases {
        let script = "const done = arguments[arguments.length - 1];
            import('/goodword-definition.js').then((module) => module.definition(arguments[0], 'en', fetch)).then(() => done(''), (error) => done(error.message))";
        let definition = json!({"id": "s", "questions": case["questions"]});
        let told = stage.browser.call_async(script, vec![definition.clone()]).await;
        assert_eq!(told, case["problem"], "{definition}");
    }
}
