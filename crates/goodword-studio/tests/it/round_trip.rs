//! Nothing is lost between opening a definition and saving it.

use goodword_studio::{Definition, Draft};
use proptest::prelude::*;
use serde_json::Value;

use super::made;

pub fn schema() -> jsonschema::Validator {
    let schema = include_str!("../../../goodword-core/schema/survey.schema.json");
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

#[track_caller]
pub fn accepted(schema: &jsonschema::Validator, value: &Value) {
    let problems: Vec<_> = schema.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{value}: {problems:?}");
}

/// What is written in one way of several: `null`, `false` and what holds nothing are absent, one of a list stands alone, a
/// value without a label is a text, and 5.0 is 5. `name` is what a value is called where it stands.
fn plain(value: Value, name: &str) -> Option<Value> {
    let alone = ["show_if", "end_if", "jump", "if", "is", "not"].contains(&name);
    let value = match value {
        Value::Null => return None,
        Value::Bool(false) if !["answered", "is", "not"].contains(&name) => return None,
        Value::Array(mut items) if alone && items.len() == 1 => return plain(items.remove(0), name),
        Value::Array(items) if items.is_empty() && ["show_if", "end_if", "jump", "segments"].contains(&name) => {
            return None;
        }
        Value::Array(items) => Value::Array(items.into_iter().filter_map(|item| plain(item, name)).collect()),
        Value::Object(members) if name == "x-unknown" => return Some(Value::Object(members)),
        Value::Object(members) => {
            let members = members.into_iter().filter_map(|(name, value)| Some((name.clone(), plain(value, &name)?)));
            let members: serde_json::Map<_, _> = members.collect();
            match members.get("value") {
                Some(Value::String(value)) if name == "options" && members.len() == 1 => Value::from(value.as_str()),
                _ if members.is_empty() && EMPTY.contains(&name) => return None,
                _ => Value::Object(members),
            }
        }
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap();
            let whole = format!("{number}").parse::<i64>().ok().filter(|_| name != "sample");
            whole.map_or_else(|| Value::from(number), Value::from)
        }
        value => value,
    };
    Some(value)
}

const EMPTY: [&str; 7] = ["frequency", "locales", "introduction", "thanks_button", "questions", "texts", "options"];

proptest! {
    #[test]
    fn whatever_the_schema_accepts_is_written_as_it_was_read(value in made::definition()) {
        let schema = schema();
        accepted(&schema, &value);
        let definition = Definition::read(value.clone()).unwrap();
        let written: Value = serde_json::from_str(&definition.to_json()).unwrap();
        accepted(&schema, &written);
        prop_assert_eq!(&written, &plain(value, "").unwrap());
        prop_assert_eq!(&serde_json::from_str::<Value>(&definition.to_line()).unwrap(), &written);
        prop_assert_eq!(Definition::read(written).unwrap(), definition.clone());
        let draft = Draft::of(definition);
        prop_assert_eq!(Draft::parse(&draft.to_json()).unwrap(), draft);
    }
}

#[test]
fn the_example_of_the_documentation_is_kept_as_it_is() {
    let page = include_str!("../../../../docs/definition.md");
    let example = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let definition = Definition::parse(example).unwrap();
    assert_eq!(definition.problems_of_publishing(), []);
    let written: Value = serde_json::from_str(&definition.to_json()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(example).unwrap());
}

#[test]
fn what_cannot_be_read_is_named_at_its_place() {
    let check = |text: &str, expect: &str| assert_eq!(Definition::parse(text).unwrap_err().to_string(), expect);
    check("[]", "must be an object");
    check(r#"{"questions":[{"id":"a"}]}"#, "questions[0].kind: must be scale, choice, text or consent");
    check(r#"{"questions":[{"id":"a","kind":"scale","min":"x","max":1}]}"#, "questions[0].min: must be a whole number");
    check(
        r#"{"questions":[{"id":"comment","show_if":[{"question":"a","is":1,"not":2}]}]}"#,
        "questions[0].show_if[0]: must hold one of is, not, at_least, at_most and answered",
    );
    check(
        r#"{"questions":[{"id":"comment","jump":{"if":{},"to":"a"}}]}"#,
        "questions[0].jump.if: must name a question or a field",
    );
    check(
        r#"{"questions":[],"locales":{"de":{"questions":{"a":{"label":1}}}}}"#,
        "locales.de.questions.a.label: must be a text",
    );
    let long = |bytes: usize| {
        let around = r#"{"questions":[{"id":"comment"}],"x":""}"#;
        around.replace("\"\"}", &format!("\"{}\"}}", "x".repeat(bytes - around.len())))
    };
    assert!(Definition::parse(&long(65_536)).is_ok());
    check(&long(65_537), "definition: must be at most 64 kB");
}
