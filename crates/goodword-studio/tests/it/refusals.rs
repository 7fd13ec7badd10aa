//! What the studio names is what the survey and the collector would refuse, in their words.
//!
//! `tests/data/refusals.json` is read by `tests/loader/definition.test.mjs` too.

use goodword_studio::problems::{doubts, question_of};
use goodword_studio::text::TextPlace;
use goodword_studio::{Definition, Draft, Edit};
use serde_json::Value;

fn problems(definition: &Value) -> Vec<String> {
    let definition = Definition::read(definition.clone()).unwrap();
    definition.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn what_the_survey_refuses_is_named_in_its_words() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/refusals.json")).unwrap();
    for case in cases {
        let found = problems(&case["definition"]);
        assert_eq!(found.first().map(String::as_str).unwrap_or_default(), case["problem"], "{case}");
    }
}

#[test]
fn what_the_collector_refuses_is_named_in_its_words() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../../../goodword-core/tests/data/definitions.json")).unwrap();
    for case in cases {
        let text = serde_json::json!({"questions": case["questions"]}).to_string();
        // What cannot be read at all is named when it is read.
        let found = Definition::parse(&text).map_or_else(|problem| vec![problem], |definition| definition.problems());
        let found = found.first().map(ToString::to_string).unwrap_or_default();
        // A list of one jump is written alone, and so named.
        let expect = case["problem"].as_str().unwrap();
        assert!(found == expect || found == expect.replace("jump[0]", "jump"), "{found} {case}");
    }
}

#[test]
fn every_problem_is_named_and_not_the_first_alone() {
    let definition = serde_json::json!({"questions": [
        {"id": "a", "kind": "scale", "min": 3, "max": 3, "label": ""}, {"id": "a", "kind": "choice", "options": [], "label": "?"}]});
    assert_eq!(
        problems(&definition),
        [
            "questions[0].label: is required",
            "questions[0].max: must be greater than min",
            "questions[1].id: is used twice",
            "questions[1].options: must hold 1 to 100 options",
        ]
    );
    let found = Definition::read(definition).unwrap().problems();
    assert_eq!(found.iter().map(question_of).collect::<Vec<_>>(), [Some(0), Some(0), Some(1), Some(1)]);
}

#[test]
fn what_is_too_large_is_named_and_kept() {
    let mut draft = Draft::of(Definition::parse(r#"{"id":"s","questions":[{"id":"comment"}]}"#).unwrap());
    draft.apply(&Edit::Write(None, TextPlace::Label(0), "x".repeat(10_000)));
    let found: Vec<_> = draft.survey.problems().iter().map(ToString::to_string).collect();
    assert_eq!(found, ["questions[0].label: must be a text of at most 1000 characters"]);
    draft.apply(&Edit::Write(None, TextPlace::Thanks, "x".repeat(65_536)));
    assert_eq!(draft.survey.problems()[0].to_string(), "definition: must be at most 64 kB");
    assert_eq!(Draft::parse(&draft.to_json()).unwrap(), draft, "nothing typed is lost");
    let mut draft = Draft::default();
    for at in 0..110 {
        let question = goodword_studio::question::Question::new("a", "?", goodword_studio::question::Kind::Consent);
        draft.apply(&Edit::Insert(at, Box::new(question)));
    }
    assert_eq!((draft.survey.questions.len(), draft.survey.problems()), (100, vec![]));
}

#[test]
fn what_is_most_likely_a_mistake_is_doubted() {
    let definition = Definition::parse(
        r#"{"questions":[{"id":"recommend","label":"{answers.comment}","end_if":{"question":"recommend","at_least":11}},
        {"id":"comment","label":"{answers.recommend|x} {fields.plan}","show_if":[{"question":"recommend","at_most":6},{"question":"recommend","is":9}]}]}"#,
    )
    .unwrap();
    assert_eq!(definition.problems(), []);
    let found: Vec<_> = doubts(&definition).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "questions[0].end_if: can never hold",
            "questions[0].label: {answers.comment} is no earlier question",
            "questions[1].show_if: can never hold",
        ]
    );
}
