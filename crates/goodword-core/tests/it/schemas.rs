//! The schemas of a response and of a survey definition are those of the types, and say what the readers say.

use std::fs;
use std::path::Path;

use goodword_core::keyness::{Keyness, KeynessBuilder, Side};
use goodword_core::{Response, ResponseId, Survey, schema};
use serde_json::{Value, json};

/// The committed file holds what the types give; with `GOODWORD_RECORD=1` it is written anew.
#[track_caller]
fn check(name: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    if std::env::var_os("GOODWORD_RECORD").is_some() {
        fs::write(&file, made).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    // The order of fields is not the schema's: it depends on what else is built.
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    assert!(read(&committed) == read(made), "schema/{name} is of other types: run this test with GOODWORD_RECORD=1");
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    check("response.schema.json", &schema::response());
    check("survey.schema.json", &schema::survey());
    check("keyness.schema.json", &schema::keyness());
    check("cross.schema.json", &schema::cross());
}

#[test]
fn what_sets_comments_apart_is_what_its_schema_says() {
    let mut builder = KeynessBuilder::new(1);
    for row in 0..20_u8 {
        let (side, comment) = if row < 10 { (Side::A, "so late") } else { (Side::B, "so kind") };
        builder.push(side, row.into(), ResponseId::from_bytes([row; 16]), comment);
    }
    let texts = (0..20).map(|row| (row, "so late".to_owned())).collect();
    for keyness in [KeynessBuilder::new(1).finish("a", "b"), builder.finish("a", "b").fill(&texts)] {
        let schema = serde_json::from_str(&schema::keyness()).unwrap();
        let value = serde_json::from_str(&keyness.json()).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        let problems: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(problems, [""; 0]);
        assert_eq!(serde_json::from_value::<Keyness>(value).unwrap().terms.len(), keyness.terms.len());
    }
}

/// A schema, and the reader of the same thing: both take it, or neither does.
struct Both {
    schema: jsonschema::Validator,
    reader: fn(&str) -> bool,
}

impl Both {
    fn new(schema: &str, reader: fn(&str) -> bool) -> Self {
        let schema = serde_json::from_str(schema).unwrap();
        let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        Self { schema, reader }
    }

    #[track_caller]
    fn check(&self, value: &Value, expect: bool) {
        let problems: Vec<_> = self.schema.iter_errors(value).map(|error| error.to_string()).collect();
        assert_eq!(problems.is_empty(), expect, "the schema: {value} {problems:?}");
        assert_eq!((self.reader)(&value.to_string()), expect, "the reader: {value}");
    }
}

fn response() -> Value {
    json!({
        "id": "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", "survey": "support", "survey_version": "3",
        "submitted_at": "2026-03-14T09:26:53.589+01:00",
        "answers": {"empathy": 4, "promise": "kept", "recommend": 9, "comment": "Quick and kind.", "why": ["price"], "ease": 7},
        "complete": true, "seq": 1, "order": ["empathy", "promise", "recommend", "comment"],
        "timing_ms": {"shown": 1200, "answered": 8450},
        "context": {"url": "https://shop.example/checkout/done", "locale": "en-GB", "device": "mobile"},
        "fields": {"plan": "pro", "seats": 12, "trial": false}, "follow_up": {"contact": "a@b.example", "within_hours": 24},
        "client": {"lost": 0, "refused": 0}, "sent_at": "2026-03-14T09:26:54Z", "key": "gw_pub_1", "widget": "0.1.0", "later": {"x": 1},
    })
}

#[test]
fn a_response_is_what_its_schema_says() {
    let both = Both::new(&schema::response(), |text| Response::parse(text).is_ok());
    both.check(&response(), true);
    let least = json!({"id": "0199F1C2-7C5E-7B3A-9D10-3F6D8A2B4C11", "survey": "s", "submitted_at": "2026-03-14T09:26:53Z", "answers": {}});
    both.check(&least, true);
    for name in ["id", "survey", "submitted_at", "answers"] {
        let mut value = least.clone();
        value.as_object_mut().unwrap().remove(name);
        both.check(&value, false);
    }
    let long = "x".repeat(1001);
    for (path, value, expect) in [
        ("/id", json!("7"), false),
        ("/survey", json!("a b"), false),
        ("/submitted_at", json!("yesterday"), false),
        ("/seq", json!(0), true),
        ("/seq", json!(-1), false),
        ("/complete", Value::Null, true),
        ("/complete", json!("yes"), false),
        ("/answers/empathy", json!(6), false),
        ("/answers/empathy", Value::Null, true),
        ("/answers/promise", json!("perhaps"), false),
        ("/answers/recommend", json!(11), false),
        ("/answers/recommend", json!(4.5), false),
        ("/answers/comment", json!(""), false),
        ("/answers/why", json!([1]), false),
        ("/answers/ease", json!({}), false),
        ("/order/0", json!("a b"), false),
        ("/timing_ms/shown", json!(-1), false),
        ("/timing_ms/answered", json!(2_592_000_001_u64), false),
        ("/context/url", json!(7), false),
        ("/context/device", json!("x".repeat(65)), false),
        ("/fields/plan", json!(long), false),
        ("/fields/plan", json!(&long[1..]), true),
        ("/follow_up/within_hours", json!(0), false),
        ("/follow_up/contact", json!("x".repeat(321)), false),
        ("/client/lost", json!("1"), false),
        ("/key", json!(""), false),
        ("/widget", json!(1), false),
    ] {
        let mut changed = response();
        *changed.pointer_mut(path).unwrap() = value;
        both.check(&changed, expect);
    }
    let mut named = response();
    named["fields"]["a b"] = json!("no name");
    both.check(&named, false);
}

/// The one of docs/definition.md.
fn survey() -> Value {
    let page = include_str!("../../../../docs/definition.md");
    let (_, rest) = page.split_once("```json").unwrap();
    serde_json::from_str(rest.split_once("```").unwrap().0).unwrap()
}

#[test]
fn a_definition_is_what_its_schema_says() {
    let both = Both::new(&schema::survey(), |text| Survey::parse(text).is_ok());
    both.check(&survey(), true);
    let one = |question: Value| json!({"id": "s", "questions": [question]});
    let choice = |more: Value| {
        let mut question = json!({"id": "a", "kind": "choice", "options": ["x", {"value": "y", "exclusive": true, "pinned": true}], "label": "Which?"});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    for (question, expect) in [
        (json!({"id": "promise"}), true),
        (json!({"id": "a", "kind": "consent", "label": "May we?"}), true),
        (json!({"id": "a", "kind": "scale", "min": 1, "max": 5, "style": "faces", "label": "How?"}), true),
        (json!({"id": "a", "kind": "scale", "min": 1, "label": "How?"}), false),
        (json!({"id": "a", "kind": "scale", "min": "1", "max": 5, "label": "How?"}), false),
        (json!({"id": "a", "kind": "choice", "options": ["x", {"value": "y", "label": "Y"}], "label": "Which?"}), true),
        (json!({"id": "a", "kind": "choice", "options": [], "label": "Which?"}), false),
        (json!({"id": "a", "kind": "choice", "options": [{"label": "Y"}], "label": "Which?"}), false),
        (json!({"id": "a", "kind": "text", "format": "email", "max_chars": 320, "label": "Where?"}), true),
        (json!({"id": "a", "kind": "text", "max_chars": 0, "label": "Where?"}), false),
        (json!({"id": "a", "kind": "signature", "label": "Here?"}), false),
        (json!({"id": "a b", "kind": "consent", "label": "May we?"}), false),
        (json!({"kind": "consent", "label": "May we?"}), false),
        (choice(json!({"multiple": true, "least": 1, "most": 2})), true),
        (choice(json!({"multiple": true, "most": 0})), false),
        (choice(json!({"multiple": true, "least": "1"})), false),
        (json!({"id": "promise", "jump": {"to": "promise"}}), false),
        (json!({"id": "promise", "jump": [{"if": [], "to": "promise"}]}), false),
        (json!({"id": "promise", "jump": "comment"}), false),
    ] {
        both.check(&one(question), expect);
    }
    both.check(&json!({"id": "s", "questions": []}), false);
    both.check(&json!({"id": "s"}), false);
}

/// What only the widget reads, and refuses in its own words (`tests/browser/own.rs`).
#[test]
fn the_wording_and_the_conditions_are_described_too() {
    let schema = serde_json::from_str(&schema::survey()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let question = |more: Value| {
        let mut question = json!({"id": "why", "kind": "text", "label": "Why?"});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"questions": [question]})
    };
    for (more, expect) in [
        (json!({"show_if": {"question": "promise", "is": "broken"}}), true),
        (
            json!({"show_if": [{"question": "promise", "not": ["kept", "none"]}, {"field": "plan", "answered": true}]}),
            true,
        ),
        (json!({"end_if": {"question": "recommend", "at_least": 9}}), true),
        (
            json!({"show_if": [{"field": "plan", "is": "pro"}, {"any": [{"field": "a", "is": 1}, {"question": "promise", "is": "kept"}]}]}),
            true,
        ),
        (json!({"show_if": {"any": []}}), false),
        (json!({"show_if": {"any": {"field": "plan", "is": "pro"}}}), false),
        (json!({"show_if": {"any": [{"any": [{"field": "plan", "is": "pro"}]}]}}), false),
        (json!({"jump": {"if": {"any": [{"field": "plan", "is": "pro"}]}, "to": "comment"}}), true),
        (json!({"jump": [{"if": {"field": "plan", "is": "pro"}, "to": "comment"}]}), true),
        (json!({"jump": {"if": {"field": "plan"}, "to": "comment"}}), false),
        (json!({"show_if": {"question": "promise"}}), false),
        (json!({"show_if": {"is": "broken"}}), false),
        (json!({"show_if": {"question": "promise", "field": "plan", "is": "x"}}), false),
        (json!({"show_if": {"question": "promise", "is": "x", "not": "y"}}), false),
        (json!({"show_if": {"question": "promise", "at_most": "9"}}), false),
        (json!({"show_if": 7}), false),
        (json!({"format": "fax"}), false),
        (json!({"required": "yes"}), false),
        (json!({"label": ""}), false),
    ] {
        let value = question(more);
        assert_eq!(schema.is_valid(&value), expect, "{value}");
    }
    for (more, expect) in [
        (
            json!({"thanks": "Cheers.", "segments": ["plan"], "locales": {"de": {"questions": {"why": {"label": "Warum?"}}, "texts": {"title": "Na?"}}}}),
            true,
        ),
        (
            json!({"trigger": "delay:5s", "frequency": {"sample": 0.5, "cooldown": 30}, "follow_up": 24, "theme": "dark"}),
            true,
        ),
        (json!({"trigger": "click:#done", "follow_up": "off"}), true),
        (json!({"trigger": "delay:500ms"}), true),
        (
            json!({"introduction": {"title": "Hello", "text": "Two minutes.", "button": "Go"}, "thanks_button": {"label": "Back", "url": "https://shop.example/"}}),
            true,
        ),
        (json!({"introduction": {"text": "Two minutes."}}), false),
        (json!({"introduction": {"title": ""}}), false),
        (json!({"thanks_button": {"label": "Back"}}), false),
        (json!({"locales": {"de": {"introduction": {"title": "Hallo"}, "thanks_button": {"label": "Zurück"}}}}), true),
        (json!({"trigger": "delay:5"}), false),
        (json!({"frequency": {"sample": 2}}), false),
        (json!({"frequency": "daily"}), false),
        (json!({"follow_up": 0}), false),
        (json!({"follow_up": "on"}), false),
        (json!({"theme": "night"}), false),
        (json!({"thanks": 7}), false),
        (json!({"version": "x".repeat(65)}), false),
        (json!({"locales": {"de": {"texts": {"title": 7}}}}), false),
    ] {
        let mut value = question(json!({}));
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(schema.is_valid(&value), expect, "{value}");
    }
}
