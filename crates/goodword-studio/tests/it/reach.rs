//! Every field of a definition can be reached by what can be done in the studio, from nothing.

use std::collections::BTreeSet;

use goodword_studio::condition::{Clause, Condition, Given, Subject, Test};
use goodword_studio::definition::FollowUp;
use goodword_studio::edit::{Edit, KindName};
use goodword_studio::question::{Format, Jump, Kind, Question, Style, Text};
use goodword_studio::text::TextPlace;
use goodword_studio::{Definition, Draft};
use serde_json::{Map, Value};

use super::round_trip::{accepted, schema};

/// The paths of all members that a schema names: `questions[].options[].value`. What is named by the owner is `*`.
fn named(schema: &Value, node: &Value, path: &str, seen: &mut Vec<String>, found: &mut BTreeSet<String>) {
    if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
        // A schema that stands in itself says nothing new there.
        if seen.iter().any(|earlier| earlier == reference) {
            return;
        }
        seen.push(reference.to_owned());
        named(schema, schema.pointer(reference.trim_start_matches('#')).unwrap(), path, seen, found);
        seen.pop();
    }
    for (name, member) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        named(schema, member, &path, seen, found);
        found.insert(path);
    }
    if let Some(items) = node.get("items") {
        named(schema, items, &format!("{path}[]"), seen, found);
    }
    if let Some(members) = node.get("additionalProperties").filter(|members| members.is_object()) {
        named(schema, members, &format!("{path}.*"), seen, found);
    }
    for name in ["anyOf", "oneOf", "allOf"] {
        for part in node.get(name).and_then(Value::as_array).into_iter().flatten() {
            named(schema, part, path, seen, found);
        }
    }
}

/// The same paths of a value, with and without lists where one may stand alone.
fn written(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let by_owner = ["locales", "locales.*.questions", "locales.*.questions.*.options", "locales.*.texts"];
                let name = if by_owner.contains(&path) { "*" } else { name };
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                written(member, &path, found);
                found.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| written(item, &format!("{path}[]"), found)),
        _ => {}
    }
}

/// Done one after the other, from nothing.
fn everything() -> Vec<Edit> {
    let write = |place, text: &str| Edit::Write(None, place, text.to_owned());
    let german = |place, text: &str| Edit::Write(Some("de".to_owned()), place, text.to_owned());
    let condition = |subject, test| Condition { subject, test, extra: Map::new() };
    let field = || Subject::Field("plan".to_owned());
    let of = || Subject::Question("promise".to_owned());
    let word = || vec![Given::Text("broken".to_owned())];
    let tests = || [Test::Is(word()), Test::Not(word()), Test::AtLeast(1), Test::AtMost(9), Test::Answered(true)];
    let all = || -> Vec<Clause> {
        let any = tests().into_iter().flat_map(|test| [condition(field(), test.clone()), condition(of(), test)]);
        let alone = tests().into_iter().flat_map(|test| [condition(field(), test.clone()), condition(of(), test)]);
        std::iter::once(Clause::Any { any: any.collect() }).chain(alone.map(Clause::One)).collect()
    };
    let text = |id: &str| Question::new(id, "?", Kind::Text(Text::default()));
    let jump = |on, to: &str| Jump { on, to: to.to_owned(), extra: Map::new() };
    vec![
        Edit::Name("support".to_owned()),
        Edit::Version("1".to_owned()),
        write(TextPlace::IntroductionTitle, "Hello"),
        write(TextPlace::IntroductionText, "Two minutes."),
        write(TextPlace::IntroductionButton, "Go"),
        write(TextPlace::Thanks, "Thank you."),
        write(TextPlace::ThanksLabel, "Back"),
        write(TextPlace::ThanksUrl, "https://shop.example/"),
        Edit::Segments(vec!["plan".to_owned()]),
        Edit::Trigger("delay:5s".to_owned()),
        Edit::Sample(Some(1.into())),
        Edit::Cooldown(Some(30.into())),
        Edit::FollowUp(Some(FollowUp::Hours(24))),
        Edit::Theme("dark".to_owned()),
        Edit::Insert(0, Box::new(Question::standard("promise"))),
        Edit::Insert(1, Box::new(text("a"))),
        Edit::Insert(2, Box::new(text("b"))),
        Edit::Insert(3, Box::new(text("c"))),
        Edit::Insert(4, Box::new(Question::standard("comment"))),
        write(TextPlace::Label(0), "Did it come?"),
        Edit::Require(0, true),
        Edit::EndIf(0, all()),
        Edit::Jump(0, vec![jump(all(), "b"), jump(all(), "c")]),
        Edit::Kind(1, KindName::Scale),
        Edit::Range(1, 1, 7),
        Edit::Style(1, Some(Style::Stars)),
        write(TextPlace::Low(1), "Bad"),
        write(TextPlace::High(1), "Good"),
        Edit::ShowIf(1, all()),
        Edit::Kind(2, KindName::Choice),
        Edit::PasteOptions(2, "Price\nSpeed".to_owned()),
        write(TextPlace::Option(2, 0), "Yes, indeed"),
        Edit::Exclusive(2, 0, true),
        Edit::Pinned(2, 0, true),
        Edit::Multiple(2, true),
        Edit::Other(2, true),
        Edit::Shuffle(2, true),
        Edit::Least(2, Some(1)),
        Edit::Most(2, Some(2)),
        Edit::Format(3, Some(Format::Short)),
        Edit::MaxChars(3, Some(80)),
        Edit::AddLanguage("de".to_owned()),
        Edit::OfferLanguage("de".to_owned(), true),
        german(TextPlace::IntroductionTitle, "Hallo"),
        german(TextPlace::IntroductionText, "Zwei Minuten."),
        german(TextPlace::IntroductionButton, "Los"),
        german(TextPlace::Label(1), "Wie war es?"),
        german(TextPlace::Low(1), "Schlecht"),
        german(TextPlace::High(1), "Gut"),
        german(TextPlace::Option(2, 0), "Ja"),
        german(TextPlace::Thanks, "Danke."),
        german(TextPlace::ThanksLabel, "Zurück"),
        german(TextPlace::ThanksUrl, "https://shop.example/de"),
        Edit::OurWords("de".to_owned(), "title".to_owned(), "Und?".to_owned()),
    ]
}

#[test]
fn every_field_of_a_definition_is_reached() {
    let schema_text: Value =
        serde_json::from_str(include_str!("../../../goodword-core/schema/survey.schema.json")).unwrap();
    let (mut wanted, mut reached) = (BTreeSet::new(), BTreeSet::new());
    named(&schema_text, &schema_text, "", &mut Vec::new(), &mut wanted);
    assert!(wanted.len() > 100 && wanted.contains("questions[].options[].pinned"), "{wanted:?}");
    let mut draft = Draft::default();
    for edit in everything() {
        let before = draft.clone();
        draft.apply(&edit);
        assert_ne!(draft, before, "{edit:?} did nothing");
        written(&serde_json::from_str(&draft.definition().to_json()).unwrap(), "", &mut reached);
    }
    let definition: Definition = draft.definition();
    accepted(&schema(), &serde_json::from_str(&definition.to_json()).unwrap());
    assert_eq!(definition.problems_of_publishing(), []);
    // A list of one is written alone: its paths are those of the list without the brackets.
    let one_alone = |path: &String| {
        let bare = |path: &str| {
            path.replace("if[]", "if").replace("jump[]", "jump").replace("is[]", "is").replace("not[]", "not")
        };
        reached.iter().any(|other| bare(other) == bare(path))
    };
    let missed: Vec<_> = wanted.iter().filter(|path| !one_alone(path)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
