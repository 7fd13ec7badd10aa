//! Definitions of other programs end as definitions that the schema accepts, with a list of what has no counterpart.

use goodword_studio::foreign::{Imported, Program, import};
use goodword_studio::problems::doubts;
use goodword_studio::sentence::plain;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::round_trip::{accepted, schema};

#[track_caller]
fn taken(text: &str, program: Program) -> Imported {
    let imported = import(text).unwrap();
    assert_eq!(imported.program, program);
    accepted(&schema(), &serde_json::from_str(&imported.definition.to_json()).unwrap());
    assert_eq!(imported.definition.problems(), [], "{}", imported.definition.to_json());
    imported
}

#[track_caller]
fn check(program: Program, text: &str, name: &str) {
    let imported = taken(text, program);
    assert_eq!(doubts(&imported.definition), []);
    let notes: Vec<_> = imported.notes.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(name, format!("{}\n\n{}", imported.definition.to_json(), notes.join("\n")));
}

#[test]
fn formbricks() {
    check(Program::Formbricks, include_str!("../data/formbricks.json"), "formbricks");
    let old = r#"{"name":"Old","questions":[{"id":"nps1","type":"nps","required":true,"headline":{"default":"Recommend?"}}]}"#;
    assert_eq!(taken(old, Program::Formbricks).definition.ids().collect::<Vec<_>>(), ["recommend"]);
}

#[test]
fn posthog() {
    check(Program::PostHog, include_str!("../data/posthog.json"), "posthog");
}

#[test]
fn surveyjs() {
    check(Program::SurveyJs, include_str!("../data/surveyjs.json"), "surveyjs");
}

#[test]
fn typeform() {
    check(Program::Typeform, include_str!("../data/typeform.json"), "typeform");
}

#[test]
fn what_leads_back_or_names_what_is_asked_later_is_left_out_and_said() {
    let text = json!({"pages": [{"elements": [
        {"type": "comment", "name": "a", "visibleIf": "{b} = 1"},
        {"type": "rating", "name": "b", "visibleIf": "{a} notempty and ({b} = 1)"}]}],
        "triggers": [{"type": "skip", "expression": "{b} = 1", "gotoName": "a"}]});
    let imported = taken(&text.to_string(), Program::SurveyJs);
    let notes: Vec<_> = imported.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "b: is asked of everybody: “{a} notempty and ({b} = 1)” cannot be said here",
            "b: its way back to an earlier question is left out: here it only goes forward",
        ]
    );
    // What names nothing that was asked before is a hidden field.
    assert_eq!(plain(&imported.definition.sentence(&imported.definition.questions[0].show_if)), "b is 1");
}

#[test]
fn what_nobody_knows_is_said() {
    let check = |text: &str, expect: &str| assert_eq!(import(text).unwrap_err().to_string(), expect);
    check("{", "is not valid JSON: EOF while parsing an object at line 1 column 1");
    check("[]", "is no definition of Formbricks, PostHog, SurveyJS or Typeform that is known here");
    check(
        r#"{"questions":[{"id":"recommend"}]}"#,
        "is no definition of Formbricks, PostHog, SurveyJS or Typeform that is known here",
    );
    check(r#"{"fields":[{"type":"matrix","title":"?"}]}"#, "holds no question of Typeform that has a counterpart");
}

const EXAMPLES: [&str; 4] = [
    include_str!("../data/formbricks.json"),
    include_str!("../data/posthog.json"),
    include_str!("../data/surveyjs.json"),
    include_str!("../data/typeform.json"),
];

/// Every value of a document, one after the other.
fn values<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    // A pointer to each leaf: what holds others is changed by what it holds.
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| values(member, found)),
        Value::Array(items) => items.iter_mut().for_each(|item| values(item, found)),
        leaf => found.push(leaf),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn whatever_stands_in_a_definition_nothing_that_cannot_be_asked_comes_of_it(
        example in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize), 1..6),
    ) {
        let mut value: Value = serde_json::from_str(EXAMPLES[example]).unwrap();
        let others = [json!(null), json!(-1), json!(i64::MAX), json!(""), json!("x".repeat(3000)), json!([1, "a"]), json!({"default": 3}), json!(true), json!(0.5)];
        for (at, other) in changes {
            let mut leaves = Vec::new();
            values(&mut value, &mut leaves);
            if !leaves.is_empty() {
                let count = leaves.len();
                *leaves[at.index(count)] = others[other].clone();
            }
        }
        if let Ok(imported) = import(&value.to_string()) {
            prop_assert_eq!(imported.definition.problems(), []);
            accepted(&schema(), &serde_json::from_str(&imported.definition.to_json()).unwrap());
        }
    }
}
