//! The custom elements manifest, which editors and documentation read (schema 1.0.0 of the webcomponents community group).

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::source::{EVENTS, Event, FIELD, RESULTS, SETTINGS, Setting};
use super::text::sentence;
use super::typescript::{members, values_of};

/// A file that defines an element.
struct Module {
    path: &'static str,
    class: &'static str,
    tag: &'static str,
    says: &'static str,
}

const SURVEY: Module = Module {
    path: "element.js",
    class: "GoodWordElement",
    tag: "good-word",
    says: "Asks a visitor three questions. What stands between its tags is shown until the survey is painted, and where it \
           cannot be.",
};
const RESULTS_VIEW: Module = Module {
    path: "dist/goodword.js",
    class: "GoodWordResultsElement",
    tag: "good-word-results",
    says: "Shows what the answers say.",
};

/// Methods of `<good-word>`.
const METHODS: [(&str, &str); 3] = [
    ("ask", "Asks now, whatever the trigger is."),
    ("close", "Closes what is open."),
    ("reset", "Forgets what was given: another response begins."),
];

/// All of it.
pub fn all() -> Result<String> {
    let mut survey = declaration(&SURVEY, SETTINGS.iter().chain([&FIELD]));
    let members = METHODS.map(|(name, says)| json!({"kind": "method", "name": name, "description": says}));
    set(&mut survey, "members", json!(members));
    set(&mut survey, "events", EVENTS.iter().map(event).collect());
    set(&mut survey, "slots", json!([{"name": "", "description": "The fallback."}]));
    let results = declaration(&RESULTS_VIEW, RESULTS.iter());
    let modules = [module(&SURVEY, &survey), module(&RESULTS_VIEW, &results)];
    let manifest = json!({"schemaVersion": "1.0.0", "readme": "README.md", "modules": modules});
    Ok(serde_json::to_string_pretty(&sorted(manifest))? + "\n")
}

fn set(declaration: &mut Value, name: &str, value: Value) {
    if let Some(object) = declaration.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

fn declaration<'s>(of: &Module, attributes: impl Iterator<Item = &'s Setting>) -> Value {
    let superclass = json!({"name": "HTMLElement", "package": "global:"});
    json!({
        "kind": "class", "name": of.class, "customElement": true, "tagName": of.tag, "superclass": superclass,
        "description": of.says, "attributes": attributes.map(attribute).collect::<Vec<_>>(),
    })
}

fn module(of: &Module, declaration: &Value) -> Value {
    let named = json!({"name": of.class, "module": of.path});
    let export = json!({"kind": "custom-element-definition", "name": of.tag, "declaration": named});
    json!({"kind": "javascript-module", "path": of.path, "declarations": [declaration], "exports": [export]})
}

fn attribute(of: &Setting) -> Value {
    let says = sentence(of.says);
    let mut attribute = json!({"name": of.name, "description": says, "type": {"text": values_of(of.holds)}});
    if !of.default.is_empty() {
        set(&mut attribute, "default", json!(of.default));
    }
    attribute
}

fn event(of: &Event) -> Value {
    let detail = members(&of.detail.iter().collect::<Vec<_>>());
    let text = ["CustomEvent<", &detail, ">"].concat();
    json!({"name": (["goodword:", of.name].concat()), "description": sentence(of.says), "type": {"text": text}})
}

/// With its fields by name: in which order they were put in is kept or not, as other programs built beside this one wish.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_names_what_an_editor_offers() {
        let manifest: Value = serde_json::from_str(&all().unwrap()).unwrap();
        let survey = &manifest["modules"][0]["declarations"][0];
        let named =
            |list: &str| survey[list].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
        assert_eq!(survey["tagName"], "good-word");
        assert!(
            named("attributes").contains(&json!("content-type")) && named("attributes").contains(&json!("field-NAME"))
        );
        assert!(named("events").contains(&json!("goodword:delivered")));
        let trigger = survey["attributes"].as_array().unwrap().iter().find(|one| one["name"] == "trigger").unwrap();
        assert!(trigger["type"]["text"].as_str().unwrap().starts_with("\"load\" | `delay:${number}s` | "), "{trigger}");
    }
}
