//! Formbricks: blocks of elements with logic behind each, or, in older ones, questions.

use serde_json::Value;

use super::builder::{Builder, Imported, Incoming, IncomingKind, choice};
use super::parts::{list, text, truth};
use super::program::Program;
use super::words::{Texts, between};
use crate::condition::{Clause, Condition, Given, Subject, Test};
use crate::question::{Format, Style, Text};

pub(super) fn import(survey: &Value) -> Imported {
    let mut builder = Builder::default();
    builder.name(text(survey, "name"));
    let blocks = blocks(survey);
    welcome(&mut builder, survey);
    for block in &blocks {
        block.elements.iter().for_each(|element| self::element(&mut builder, element));
    }
    for (at, block) in blocks.iter().enumerate() {
        logic(&mut builder, survey, &blocks, at, block);
    }
    endings(&mut builder, survey);
    for field in list(survey.get("hiddenFields").unwrap_or(&Value::Null), "fieldIds") {
        builder.segment(field.as_str().unwrap_or_default());
    }
    for name in ["variables", "triggers"] {
        if !list(survey, name).is_empty() {
            builder.note(name, "have no counterpart in a definition");
        }
    }
    builder.finish(Program::Formbricks)
}

/// Elements that are left together.
struct Block<'a> {
    id: &'a str,
    elements: Vec<&'a Value>,
    logic: &'a [Value],
    fallback: &'a str,
}

fn blocks(survey: &Value) -> Vec<Block<'_>> {
    let of = |block| Block {
        id: text(block, "id"),
        elements: list(block, "elements").iter().collect(),
        logic: list(block, "logic"),
        fallback: text(block, "logicFallback"),
    };
    let blocks = list(survey, "blocks");
    if blocks.is_empty() {
        list(survey, "questions").iter().map(|question| Block { elements: vec![question], ..of(question) }).collect()
    } else {
        blocks.iter().map(of).collect()
    }
}

fn welcome(builder: &mut Builder, survey: &Value) {
    let Some(card) = survey.get("welcomeCard").filter(|card| truth(card, "enabled")) else { return };
    let text = card.get("subheader").or_else(|| card.get("html"));
    let [title, button] = ["headline", "buttonLabel"].map(|name| Texts::read(card.get(name)));
    builder.introduction(&title, &Texts::read(text), &button);
}

fn element(builder: &mut Builder, element: &Value) {
    let id = text(element, "id");
    let label = Texts::read(element.get("headline"));
    let about = if label.is_empty() { id.to_owned() } else { label.first.clone() };
    let Some(kind) = kind(builder, &about, element) else { return };
    if !Texts::read(element.get("subheader")).is_empty() {
        builder.note(&about, "its second line is left out");
    }
    if element.get("imageUrl").or_else(|| element.get("videoUrl")).is_some_and(|url| !url.is_null()) {
        builder.note(&about, "its picture is left out");
    }
    // #recall:ID/fallback:TEXT#
    let fill = |inside: &str| {
        let (id, fallback) = inside.split_once("/fallback:").unwrap_or((inside, ""));
        let place = builder.id(id).map_or_else(|| format!("fields.{id}"), |id| format!("answers.{id}"));
        Some(if fallback.is_empty() { format!("{{{place}}}") } else { format!("{{{place}|{fallback}}}") })
    };
    let label = label.map(|text| between(text, "#recall:", "#", fill));
    builder.add(Incoming { foreign: id.to_owned(), label, required: truth(element, "required"), kind });
}

fn kind(builder: &mut Builder, about: &str, element: &Value) -> Option<IncomingKind> {
    let texts = |name: &str| Texts::read(element.get(name));
    let range = element.get("range").and_then(Value::as_i64);
    let ends = || (texts("lowerLabel"), texts("upperLabel"));
    let (low, high) = ends();
    Some(match text(element, "type") {
        "nps" => IncomingKind::Recommend { low, high },
        "rating" | "csat" | "ces" => {
            let max = range.unwrap_or(5);
            let style = match text(element, "scale") {
                "smiley" if max <= 5 => Some(Style::Faces),
                "star" => Some(Style::Stars),
                _ => None,
            };
            IncomingKind::Scale { min: 1, max, style, low, high }
        }
        "openText" => IncomingKind::Text(open_text(builder, about, element)),
        kind @ ("multipleChoiceSingle" | "multipleChoiceMulti") => {
            let is_other = |choice: &&Value| text(choice, "id") == "other";
            let choices = list(element, "choices");
            let other = choices.iter().any(|choice| is_other(&choice));
            let shuffle = !["", "none"].contains(&text(element, "shuffleOption"));
            let options = choices.iter().filter(|choice| !is_other(choice));
            let options = options.map(|choice| (text(choice, "id").to_owned(), Texts::read(choice.get("label"))));
            let choice = choice(kind == "multipleChoiceMulti", other, shuffle);
            IncomingKind::Choice { options: options.collect(), choice }
        }
        "consent" => IncomingKind::Consent,
        other => {
            builder.note(about, format!("is left out: {} has no counterpart", named(other)));
            return None;
        }
    })
}

fn named(kind: &str) -> String {
    if kind.is_empty() { "a question without a type".to_owned() } else { format!("a question of type {kind}") }
}

fn open_text(builder: &mut Builder, about: &str, element: &Value) -> Text {
    let format = match (text(element, "inputType"), truth(element, "longAnswer")) {
        ("email", _) => Some(Format::Email),
        ("" | "text", true) => None,
        ("" | "text", false) => Some(Format::Short),
        (kind, _) => {
            builder.note(about, format!("takes any words: that they are a {kind} is not checked here"));
            Some(Format::Short)
        }
    };
    let limit = element.get("charLimit").filter(|limit| truth(limit, "enabled"));
    let most =
        limit.and_then(|limit| limit.get("max")).and_then(Value::as_i64).filter(|most| (1..=10_000).contains(most));
    Text { format, max_chars: most }
}

/// What leads on behind a block leads on behind its last question that is here.
fn logic(builder: &mut Builder, survey: &Value, blocks: &[Block<'_>], at: usize, block: &Block<'_>) {
    let last = block.elements.iter().rev().map(|element| text(element, "id")).find(|id| builder.id(id).is_some());
    let Some(last) = last else { return };
    for rule in block.logic {
        let Some(clauses) = conditions(builder, last, rule.get("conditions").unwrap_or(&Value::Null)) else { continue };
        for action in list(rule, "actions") {
            match text(action, "objective") {
                "jumpToBlock" | "jumpToQuestion" => {
                    lead(builder, survey, blocks, at, last, &clauses, text(action, "target"));
                }
                objective => builder.note(last, format!("its action {objective} is left out")),
            }
        }
    }
    if !block.fallback.is_empty() {
        lead(builder, survey, blocks, at, last, &[], block.fallback);
    }
}

fn lead(
    builder: &mut Builder,
    survey: &Value,
    blocks: &[Block<'_>],
    at: usize,
    from: &str,
    on: &[Clause],
    target: &str,
) {
    if list(survey, "endings").iter().any(|ending| text(ending, "id") == target) {
        let always = || vec![Clause::One(Condition::on(&builder.id(from).unwrap_or_default(), Test::Answered(true)))];
        let on = if on.is_empty() { always() } else { on.to_vec() };
        return builder.end_if(from, on);
    }
    let is_target =
        |block: &Block<'_>| block.id == target || block.elements.iter().any(|element| text(element, "id") == target);
    let to = blocks.iter().position(is_target);
    // What is first of it that is here.
    let first = to.and_then(|to| blocks.get(to)).into_iter().flat_map(|block| &block.elements);
    let first = first.map(|element| text(element, "id")).find(|id| builder.id(id).is_some());
    match first {
        Some(first) if !(on.is_empty() && to == Some(at + 1)) => builder.jump(from, on.to_vec(), first),
        Some(_) => {}
        None => builder.note(from, "its way to what is left out is left out too"),
    }
}

/// A group of conditions; nothing, and a note, where it cannot be said here.
fn conditions(builder: &mut Builder, about: &str, group: &Value) -> Option<Vec<Clause>> {
    let mut found = Vec::new();
    for part in list(group, "conditions") {
        let Some(condition) = condition(builder, part) else {
            builder.note(about, "a condition of its logic is left out, and with it where that leads");
            return None;
        };
        found.push(condition);
    }
    let is_or = text(group, "connector") == "or" && found.len() > 1;
    Some(if is_or { vec![Clause::Any { any: found }] } else { found.into_iter().map(Clause::One).collect() })
}

fn condition(builder: &Builder, part: &Value) -> Option<Condition> {
    let (left, right) = (part.get("leftOperand")?, part.get("rightOperand").and_then(|right| right.get("value")));
    let name = text(left, "value");
    let subject = match text(left, "type") {
        "element" | "question" => Subject::Question(builder.id(name)?),
        "hiddenField" => Subject::Field(name.to_owned()),
        _ => return None,
    };
    let given = |value: &Value| match value {
        Value::Number(number) => Some(Given::number(number)),
        Value::String(named) => Some(Given::Text(builder.value(name, named))),
        _ => None,
    };
    let several = || match right? {
        Value::Array(values) => values.iter().map(given).collect::<Option<Vec<_>>>(),
        value => Some(vec![given(value)?]),
    };
    let number = || right?.as_i64().or_else(|| right?.as_str()?.parse().ok());
    let test = match text(part, "operator") {
        "equals" | "equalsOneOf" | "includesOneOf" => Test::Is(several()?),
        "doesNotEqual" | "doesNotIncludeOneOf" => Test::Not(several()?),
        "isGreaterThan" => Test::AtLeast(number()?.saturating_add(1)),
        "isGreaterThanOrEqual" => Test::AtLeast(number()?),
        "isLessThan" => Test::AtMost(number()?.saturating_sub(1)),
        "isLessThanOrEqual" => Test::AtMost(number()?),
        "isSubmitted" | "isSet" | "isAccepted" => Test::Answered(true),
        "isSkipped" | "isNotSet" => Test::Answered(false),
        _ => return None,
    };
    Some(Condition { subject, test, extra: serde_json::Map::new() })
}

fn endings(builder: &mut Builder, survey: &Value) {
    let endings = list(survey, "endings");
    let screen = endings.iter().find(|ending| text(ending, "type") == "endScreen");
    if let Some(screen) = screen {
        builder.thanks(&Texts::read(screen.get("headline")));
    }
    if endings.len() > 1 {
        builder.note("endings", "one thank-you is taken: here it is one that fits the answers, or your own for all");
    }
}
