//! `SurveyJS`: pages of elements, which nest in panels.

use serde_json::Value;

use super::builder::{Builder, Imported, Incoming, IncomingKind, choice};
use super::expression::{self, Comparison, Expression};
use super::parts::{list, text, truth};
use super::program::Program;
use super::words::{Texts, between};
use crate::condition::{Clause, Condition, Given, Subject, Test};
use crate::question::{Format, Style, Text};

pub(super) fn import(survey: &Value) -> Imported {
    let mut builder = Builder::default();
    let title = Texts::read(survey.get("title"));
    builder.name(&title.first);
    let introduction = Texts::read(survey.get("description"));
    if !introduction.is_empty() {
        builder.introduction(&title, &introduction, &Texts::default());
    }
    for page in list(survey, "pages") {
        elements(&mut builder, page, text(page, "visibleIf"));
    }
    elements(&mut builder, survey, "");
    triggers(&mut builder, survey);
    builder.thanks(&Texts::read(survey.get("completedHtml")));
    builder.finish(Program::SurveyJs)
}

/// Those of a page or a panel; what it is shown by is what each of them is shown by.
fn elements(builder: &mut Builder, within: &Value, shown: &str) {
    for element in list(within, "elements") {
        let own = text(element, "visibleIf");
        let both = [shown, own].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" and ");
        if text(element, "type") == "panel" {
            elements(builder, element, &both);
        } else {
            add(builder, element, &both);
        }
    }
}

fn add(builder: &mut Builder, element: &Value, shown: &str) {
    let name = [text(element, "valueName"), text(element, "name")].into_iter().find(|name| !name.is_empty());
    let name = name.unwrap_or_default();
    let Some(kind) = kind(builder, name, element) else { return };
    if element.get("description").is_some() {
        builder.note(name, "its second line is left out");
    }
    if element.get("defaultValue").is_some() {
        builder.note(name, "what is chosen beforehand is a setting of the snippet here: answers");
    }
    let title = Texts::read(element.get("title"));
    let title = if title.is_empty() { Texts::plain(name) } else { title };
    let label =
        title.map(|text| between(text, "{", "}", |inside| Some(format!("{{answers.{}}}", builder.id(inside)?))));
    let clauses = if shown.is_empty() { Some(Vec::new()) } else { conditions(builder, shown) };
    builder.add(Incoming { foreign: name.to_owned(), label, required: truth(element, "isRequired"), kind });
    match clauses {
        Some(clauses) => builder.show_if(name, clauses),
        None => builder.note(name, format!("is asked of everybody: “{shown}” cannot be said here")),
    }
}

fn kind(builder: &mut Builder, name: &str, element: &Value) -> Option<IncomingKind> {
    Some(match text(element, "type") {
        "rating" => rating(builder, name, element),
        kind @ ("radiogroup" | "dropdown" | "checkbox" | "tagbox") => {
            let multiple = ["checkbox", "tagbox"].contains(&kind);
            let mut options: Vec<_> = list(element, "choices").iter().map(option).collect();
            if truth(element, "showNoneItem") {
                options.push(("none".to_owned(), Texts::plain("None")));
            }
            let other = truth(element, "showOtherItem") || truth(element, "hasOther");
            IncomingKind::Choice { options, choice: choice(multiple, other, text(element, "choicesOrder") == "random") }
        }
        "boolean" => {
            let end = |name: &str, usual: &str| {
                let texts = Texts::read(element.get(name));
                if texts.is_empty() { Texts::plain(usual) } else { texts }
            };
            let options =
                vec![("true".to_owned(), end("labelTrue", "Yes")), ("false".to_owned(), end("labelFalse", "No"))];
            IncomingKind::Choice { options, choice: choice(false, false, false) }
        }
        kind @ ("text" | "comment") => {
            let format = match (kind, text(element, "inputType")) {
                ("comment", _) => None,
                (_, "email") => Some(Format::Email),
                _ => Some(Format::Short),
            };
            let most = element.get("maxLength").and_then(Value::as_i64).filter(|most| (1..=10_000).contains(most));
            IncomingKind::Text(Text { format, max_chars: most })
        }
        other => {
            builder.note(name, format!("is left out: a question of type {other} has no counterpart"));
            return None;
        }
    })
}

fn rating(builder: &mut Builder, name: &str, element: &Value) -> IncomingKind {
    let number = |name: &str| element.get(name).and_then(Value::as_i64);
    let ends = |name: &str| Texts::read(element.get(name));
    let (low, high) = (ends("minRateDescription"), ends("maxRateDescription"));
    let values = list(element, "rateValues");
    if !values.is_empty() {
        let options = values.iter().map(option).collect();
        builder.note(name, "its rates have values of their own: it is a choice here");
        return IncomingKind::Choice { options, choice: choice(false, false, false) };
    }
    let min = number("rateMin").unwrap_or(1);
    let max =
        number("rateMax").or_else(|| Some(min.saturating_add(number("rateCount")?).saturating_sub(1))).unwrap_or(5);
    if number("rateStep").is_some_and(|step| step != 1) {
        builder.note(name, "every whole number of its scale can be chosen here");
    }
    if (min, max) == (0, 10) {
        return IncomingKind::Recommend { low, high };
    }
    let style = match text(element, "rateType") {
        "stars" => Some(Style::Stars),
        "smileys" => Some(Style::Faces),
        _ => None,
    };
    IncomingKind::Scale { min, max, style, low, high }
}

/// A text, a number, or a value with a text.
fn option(item: &Value) -> (String, Texts) {
    let written = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match item {
        Value::Object(_) => {
            let value = item.get("value").map(written).unwrap_or_default();
            let texts = Texts::read(item.get("text"));
            let texts = if texts.is_empty() { Texts::plain(&value) } else { texts };
            (value, texts)
        }
        item => (written(item), Texts::plain(&written(item))),
    }
}

fn conditions(builder: &Builder, text: &str) -> Option<Vec<Clause>> {
    let Expression { is_or, parts } = expression::read(text)?;
    let found = parts.iter().map(|part| condition(builder, part)).collect::<Option<Vec<_>>>()?;
    let is_group = is_or && found.len() > 1;
    Some(if is_group { vec![Clause::Any { any: found }] } else { found.into_iter().map(Clause::One).collect() })
}

fn condition(builder: &Builder, part: &Comparison) -> Option<Condition> {
    let given = |value: &Value| match value {
        Value::Number(number) => Given::number(number),
        Value::Bool(truth) => Given::Text(builder.value(&part.name, &truth.to_string())),
        value => Given::Text(builder.value(&part.name, value.as_str().unwrap_or_default())),
    };
    let values = || part.values.iter().map(given).collect::<Vec<_>>();
    let number = || part.values.first().and_then(Value::as_i64);
    let test = match part.operator.as_str() {
        "=" | "contains" | "anyof" => Test::Is(values()),
        "<>" => Test::Not(values()),
        "<" => Test::AtMost(number()?.saturating_sub(1)),
        "<=" => Test::AtMost(number()?),
        ">" => Test::AtLeast(number()?.saturating_add(1)),
        ">=" => Test::AtLeast(number()?),
        "empty" => Test::Answered(false),
        "notempty" => Test::Answered(true),
        _ => return None,
    };
    // What names no question is a variable, which is a hidden field here.
    let subject = match builder.id(&part.name) {
        Some(id) => Subject::Question(id),
        None => Subject::Field(goodword_core::FieldName::of(&part.name)?.to_string()),
    };
    Some(Condition { subject, test, extra: serde_json::Map::new() })
}

fn triggers(builder: &mut Builder, survey: &Value) {
    for trigger in list(survey, "triggers") {
        let expression = text(trigger, "expression");
        let last = expression::read(expression).and_then(|read| read.parts.last().map(|part| part.name.clone()));
        let known = last.filter(|name| builder.id(name).is_some()).zip(conditions(builder, expression));
        match (text(trigger, "type"), known) {
            ("complete", Some((name, clauses))) => builder.end_if(&name, clauses),
            ("skip", Some((name, clauses))) => builder.jump(&name, clauses, text(trigger, "gotoName")),
            (kind, _) => builder.note(&format!("the trigger {kind}"), format!("is left out: “{expression}”")),
        }
    }
}
