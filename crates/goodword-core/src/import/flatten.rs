//! One object of JSON → the columns that a table would have: paths with dots, and for programs that wrap their answers
//! the answers themselves.

use serde_json::{Map, Value};

use super::cell::Cell;
use super::heading::Heading;
use super::program::Program;

/// Deeper than this nothing is looked into.
const DEPTH: usize = 6;
/// What `PostHog` puts before the id of a question.
const RESPONSE: &str = "$survey_response_";

/// The cells of an object with their columns, none of them empty.
pub fn flatten(program: Option<Program>, object: Value) -> Vec<(Heading, Cell)> {
    let Value::Object(mut fields) = object else { return Vec::new() };
    let mut found = Vec::new();
    match program {
        Some(Program::Typeform) => typeform(&mut fields, &mut found),
        Some(Program::Delighted) => delighted(&mut fields, &mut found),
        Some(Program::PostHog) => posthog(&mut fields, &mut found),
        Some(Program::SurveyJs) => surveyjs(&mut fields, &mut found),
        Some(Program::Formbricks) => formbricks(&mut fields, &mut found),
        _ => {}
    }
    nested(&fields, "", DEPTH, &mut found);
    found
}

fn add(found: &mut Vec<(Heading, Cell)>, heading: Heading, cell: Cell) {
    if !cell.is_empty() {
        found.push((heading, cell));
    }
}

fn nested(fields: &Map<String, Value>, prefix: &str, depth: usize, found: &mut Vec<(Heading, Cell)>) {
    for (name, value) in fields {
        let path = format!("{prefix}{name}");
        match value {
            Value::Object(inner) if depth > 0 => nested(inner, &format!("{path}."), depth - 1, found),
            value => add(found, Heading::new(path), Cell::of_json(value)),
        }
    }
}

fn answer(name: String, label: Option<&str>) -> Heading {
    let label = label.map(str::to_owned).filter(|label| !label.is_empty());
    Heading { name, label, answer: Some(true), ..Heading::default() }
}

/// A part of an object whose values were sent along.
fn sent_along(fields: &mut Map<String, Value>, name: &str, found: &mut Vec<(Heading, Cell)>) {
    let Some(Value::Object(values)) = fields.remove(name) else { return };
    for (key, value) in &values {
        let heading = Heading { answer: Some(false), ..Heading::new(format!("{name}.{key}")) };
        add(found, heading, Cell::of_json(value));
    }
}

/// `answers[]`, each with its field and its value under the name of its type.
fn typeform(fields: &mut Map<String, Value>, found: &mut Vec<(Heading, Cell)>) {
    sent_along(fields, "hidden", found);
    let Some(Value::Array(answers)) = fields.remove("answers") else { return };
    for one in &answers {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let field = one.get("field");
        let part = |name: &str| text(field.and_then(|field| field.get(name)));
        let (Some(name), Some(kind)) = (part("ref").or_else(|| part("id")), text(one.get("type"))) else { continue };
        let cell = one.get(&kind).map(choice).unwrap_or_default();
        add(found, answer(format!("answers.{name}"), part("title").as_deref()), cell);
    }
}

/// A choice is an object with a label, or labels, and own words.
fn choice(value: &Value) -> Cell {
    let own = value.get("other").filter(|own| own.is_string());
    match (value.get("labels").and_then(Value::as_array), value.get("label").or(own)) {
        (Some(labels), _) => Cell::of_json(&Value::Array(labels.iter().chain(own).cloned().collect())),
        (None, Some(label)) => Cell::of_json(label),
        (None, None) => Cell::of_json(value),
    }
}

/// `additional_answers[]`, and what was known of the person.
fn delighted(fields: &mut Map<String, Value>, found: &mut Vec<(Heading, Cell)>) {
    sent_along(fields, "person_properties", found);
    for name in ["score", "comment"] {
        if let Some(value) = fields.remove(name) {
            add(found, answer(name.to_owned(), None), Cell::of_json(&value));
        }
    }
    let Some(Value::Array(answers)) = fields.remove("additional_answers") else { return };
    for one in &answers {
        let question = one.get("question");
        let Some(id) = question.and_then(|question| question.get("id")).map(plain) else { continue };
        let text = question.and_then(|question| question.get("text")).and_then(Value::as_str);
        let value = one.get("value").and_then(Value::as_object).and_then(|value| value.values().next());
        let cell = match value {
            Some(Value::Object(chosen)) => chosen.get("text").map(Cell::of_json).unwrap_or_default(),
            Some(Value::Array(chosen)) => {
                Cell::of_json(&chosen.iter().map(|one| one.get("text").unwrap_or(one).clone()).collect())
            }
            value => value.map(Cell::of_json).unwrap_or_default(),
        };
        add(found, answer(format!("additional_answers.{id}"), text), cell);
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The properties of an event. The old names of the answers, which stand beside the new ones, are not taken twice.
fn posthog(fields: &mut Map<String, Value>, found: &mut Vec<(Heading, Cell)>) {
    // A warehouse writes them as a text of JSON.
    let properties = match fields.remove("properties") {
        Some(Value::String(text)) => serde_json::from_str(&text).unwrap_or(Value::Null),
        other => other.unwrap_or(Value::Null),
    };
    let Value::Object(mut properties) = properties else { return };
    let questions = properties.remove("$survey_questions").unwrap_or(Value::Null);
    let is_old = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit());
    let new = properties.keys().any(|name| name.strip_prefix(RESPONSE).is_some_and(|id| !is_old(id)));
    for (name, value) in &properties {
        let heading = match name.strip_prefix(RESPONSE) {
            Some(id) if new && is_old(id) => continue,
            Some(id) => answer(name.clone(), wording(&questions, id)),
            None if name == "$survey_response" && new => continue,
            None if name == "$survey_response" => answer(name.clone(), None),
            None => Heading { answer: Some(false), ..Heading::new(name.clone()) },
        };
        match value {
            Value::Object(inner) => nested(inner, &format!("{name}."), DEPTH, found),
            value => add(found, heading, Cell::of_json(value)),
        }
    }
}

fn wording<'a>(questions: &'a Value, id: &str) -> Option<&'a str> {
    let is_it = |question: &&Value| question.get("id").is_some_and(|own| plain(own) == id);
    questions.as_array()?.iter().find(is_it)?.get("question")?.as_str()
}

/// Own words stand under `name-Comment`, and `other` in their place under `name`.
fn surveyjs(fields: &mut Map<String, Value>, found: &mut Vec<(Heading, Cell)>) {
    let names: Vec<_> = fields.keys().filter_map(|name| name.strip_suffix("-Comment")).map(str::to_owned).collect();
    for name in names {
        let own = format!("{name}-Comment");
        let is_other = |value: &Value| value.as_str() == Some("other");
        let words = fields.get(&own).cloned().unwrap_or(Value::Null);
        let cell = match fields.get(&name) {
            Some(value) if is_other(value) => Cell::of_json(&words),
            Some(Value::Array(list)) if list.iter().any(is_other) => {
                Cell::of_json(&list.iter().map(|one| if is_other(one) { words.clone() } else { one.clone() }).collect())
            }
            _ => continue,
        };
        fields.remove(&name);
        fields.remove(&own);
        add(found, answer(name, None), cell);
    }
}

/// `data` holds answers and hidden fields alike; the time that a question took tells which are answers.
fn formbricks(fields: &mut Map<String, Value>, found: &mut Vec<(Heading, Cell)>) {
    let Some(Value::Object(data)) = fields.remove("data") else { return };
    let times = fields.remove("ttc").unwrap_or(Value::Null);
    for (name, value) in &data {
        let told = times.get(name).is_some();
        let known = times.as_object().is_some_and(|times| !times.is_empty());
        let path = format!("data.{name}");
        match value {
            Value::Object(inner) => nested(inner, &format!("{path}."), DEPTH, found),
            value => {
                let heading = Heading { answer: known.then_some(told), ..Heading::new(path) };
                add(found, heading, Cell::of_json(value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(program: Option<Program>, object: &str, expect: &[(&str, &str)]) {
        let found = flatten(program, serde_json::from_str(object).unwrap());
        let mut found: Vec<_> =
            found.iter().map(|(heading, cell)| (heading.name.as_str(), cell.text().unwrap().into_owned())).collect();
        let mut expect: Vec<_> = expect.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        // The order of a JSON object says nothing, and is another where other crates want it kept.
        found.sort();
        expect.sort();
        assert_eq!(found, expect, "{object}");
    }

    #[test]
    fn objects_within_objects_are_paths() {
        check(None, r#"{"a":{"b":{"c":1}},"d":[],"e":["x","y"],"f":null}"#, &[("a.b.c", "1"), ("e", "x; y")]);
    }

    #[test]
    fn answers_are_taken_out_of_what_wraps_them() {
        check(
            Some(Program::Typeform),
            r#"{"answers":[{"field":{"id":"f","ref":"r","type":"x"},"type":"choices","choices":{"labels":["a"],"other":"b"}},
                {"field":{"id":"g","type":"x"},"type":"choice","choice":{"other":"c"}}],"token":"t"}"#,
            &[("answers.r", "a; b"), ("answers.g", "c"), ("token", "t")],
        );
        check(
            Some(Program::Delighted),
            r#"{"score":9,"additional_answers":[{"question":{"id":"q","text":"Why?"},"value":{"select_many":[{"id":"1","text":"x"},{"id":"2","text":"y"}]}}]}"#,
            &[("score", "9"), ("additional_answers.q", "x; y")],
        );
        check(
            Some(Program::PostHog),
            r#"{"properties":{"$survey_response":9,"$survey_response_1":"Yes","$survey_response_a1":9,"$survey_response_a2":"Yes","plan":"pro"}}"#,
            &[("$survey_response_a1", "9"), ("$survey_response_a2", "Yes"), ("plan", "pro")],
        );
        check(
            Some(Program::PostHog),
            r#"{"properties":"{\"$survey_response\":9,\"$survey_response_1\":\"Yes\"}"}"#,
            &[("$survey_response", "9"), ("$survey_response_1", "Yes")],
        );
        check(
            Some(Program::SurveyJs),
            r#"{"said":"other","said-Comment":"Partly","why":["a","other"],"why-Comment":"b","nps":3,"nps-Comment":"so"}"#,
            &[("said", "Partly"), ("why", "a; b"), ("nps", "3"), ("nps-Comment", "so")],
        );
    }
}
