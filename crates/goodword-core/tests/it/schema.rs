//! The schema says what a Summary is: no field is missing in it, and none stands there that is not.

use goodword_core::columns::Filter;
use goodword_core::summary::Comparison;
use goodword_core::{Columns, Reader, Segment, Summary, Zone};
use serde_json::Value;

use crate::same_bytes::random_tallies::tallies;

const SCHEMA: &str = include_str!("../../schema/summary.schema.json");

/// What does not fit, by its path: the part of JSON Schema that this one uses.
fn misfits(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let part = root.pointer(name.trim_start_matches('#')).expect("a $ref leads somewhere");
        return misfits(root, part, value, path, found);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |schema: &Value| {
            let mut inner = Vec::new();
            misfits(root, schema, value, path, &mut inner);
            inner
        };
        let all: Vec<_> = any.iter().map(fits).collect();
        if all.iter().all(|inner| !inner.is_empty()) {
            found.extend(all.into_iter().next().unwrap());
        }
        return;
    }
    let types = &schema["type"];
    let allowed =
        |name: &str| *types == name || types.as_array().is_some_and(|list| list.iter().any(|one| one == name));
    let is = match value {
        Value::Null => allowed("null"),
        Value::Bool(_) => allowed("boolean"),
        Value::Number(number) => allowed("number") || (allowed("integer") && (number.is_u64() || number.is_i64())),
        Value::String(_) => allowed("string"),
        Value::Array(_) => allowed("array"),
        Value::Object(_) => allowed("object"),
    };
    if !(is || types.is_null()) {
        found.push(format!("{path}: {value} is no {types}"));
    }
    if schema.get("const").is_some_and(|only| only != value) {
        found.push(format!("{path}: {value} is another"));
    }
    if schema["enum"].as_array().is_some_and(|list| !list.contains(value)) {
        found.push(format!("{path}: {value} is none of those"));
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        misfits(root, &schema["items"], item, &format!("{path}/{at}"), found);
    }
    if let Some(fields) = value.as_object() {
        fits(root, schema, fields, path, found);
    }
}

fn fits(root: &Value, schema: &Value, fields: &serde_json::Map<String, Value>, path: &str, found: &mut Vec<String>) {
    for required in schema["required"].as_array().into_iter().flatten() {
        if !fields.contains_key(required.as_str().unwrap()) {
            found.push(format!("{path}: {required} is missing"));
        }
    }
    for (name, value) in fields {
        let path = format!("{path}/{name}");
        match (schema["properties"].get(name), &schema["additionalProperties"]) {
            (Some(part), _) => misfits(root, part, value, &path, found),
            (None, Value::Object(_)) => misfits(root, &schema["additionalProperties"], value, &path, found),
            (None, _) => found.push(format!("{path}: is not in the schema")),
        }
    }
}

#[track_caller]
fn check(summary: &Summary) {
    let (schema, value) = (serde_json::from_str(SCHEMA).unwrap(), serde_json::to_value(summary).unwrap());
    let mut found = Vec::new();
    misfits(&schema, &schema, &value, "", &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn summaries_by_chance_are_what_the_schema_says() {
    tallies().iter().step_by(7).for_each(|tally| check(&Summary::of(tally)));
}

#[test]
fn a_summary_with_everything_in_it_is_too() {
    let by = ["device", "order"].map(|name| Segment::parse(name).unwrap());
    let mut columns = Columns::with(&by);
    columns.source("test");
    let line = |at: u32, answers: &str| {
        let beside = r#","order":["empathy","effort"],"context":{"device":"mobile"},"timing_ms":{"answered":900},"complete":false"#;
        crate::made::text(at.into(), "s", "2026-03-14T09:26:53Z", answers, beside) + "\n"
    };
    let answers = [
        r#""effort":3"#,
        r#""why":["a"],"effort":4"#,
        r#""may":true,"empathy":2"#,
        r#""more":"abc","recommend":3,"promise":"kept""#,
    ];
    let text: String = (0..40).zip(answers.iter().cycle()).map(|(at, answers)| line(at, answers)).collect();
    let mut reader = Reader::records();
    reader.push(text.as_bytes(), &mut |line| columns.read(line));
    reader.finish(&mut |line| columns.read(line));
    columns.dedupe();
    let tally = columns.tally_where(&Filter::default(), &by, &Zone::utc()).unwrap();
    let comparison = Comparison::of(("a", &tally.total), ("b", &tally.total));
    let summary = Summary::with(&tally, None, Some(comparison));
    let kinds: Vec<_> = summary.questions.iter().map(|question| question.kind.as_str()).collect();
    assert_eq!((kinds, summary.segments.len()), (vec!["scale", "consent", "choice", "choice"], 2));
    check(&summary);
}

#[test]
fn the_schema_is_not_empty_words() {
    let mut value = serde_json::to_value(Summary::of(&tallies()[0])).unwrap();
    let schema = serde_json::from_str(SCHEMA).unwrap();
    let wrong = |value: &Value| {
        let mut found = Vec::new();
        misfits(&schema, &schema, value, "", &mut found);
        found.len()
    };
    assert_eq!(wrong(&value), 0);
    value["recommend"]["n"] = "7".into();
    value["empathy"]["more"] = 7.into();
    value["promise"].as_object_mut().unwrap().remove("kept");
    value["recommend"]["method"] = "guess".into();
    assert_eq!(wrong(&value), 4);
}
