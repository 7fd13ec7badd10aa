//! Typeform: fields with logic beside them.

use serde_json::Value;

use super::builder::{Builder, Imported, Incoming, IncomingKind, choice};
use super::parts::{list, text, truth};
use super::program::Program;
use super::words::{Texts, between};
use crate::condition::{Clause, Condition, Given, Subject, Test};
use crate::question::{Format, Style, Text};

pub(super) fn import(form: &Value) -> Imported {
    let mut builder = Builder::default();
    builder.name(text(form, "title"));
    if let Some(screen) = list(form, "welcome_screens").first() {
        let properties = screen.get("properties").unwrap_or(&Value::Null);
        let part = |of: &Value, name: &str| Texts::plain(text(of, name));
        let [more, button] = ["description", "button_text"].map(|name| part(properties, name));
        builder.introduction(&part(screen, "title"), &more, &button);
    }
    fields(&mut builder, list(form, "fields"));
    for field in list(form, "hidden") {
        builder.segment(field.as_str().unwrap_or_default());
    }
    for rule in list(form, "logic") {
        logic(&mut builder, form, rule);
    }
    if let Some(screen) = list(form, "thankyou_screens").first() {
        builder.thanks(&Texts::plain(text(screen, "title")));
    }
    builder.finish(Program::Typeform)
}

/// Groups hold fields of their own.
fn fields(builder: &mut Builder, fields: &[Value]) {
    for field in fields {
        let properties = field.get("properties").unwrap_or(&Value::Null);
        if text(field, "type") == "group" {
            self::fields(builder, list(properties, "fields"));
        } else {
            add(builder, field, properties);
        }
    }
}

/// What logic calls it.
fn named(field: &Value) -> &str {
    let named = text(field, "ref");
    if named.is_empty() { text(field, "id") } else { named }
}

fn add(builder: &mut Builder, field: &Value, properties: &Value) {
    let fill = |inside: &str| {
        if let Some(name) = inside.strip_prefix("hidden:") {
            return Some(format!("{{fields.{name}}}"));
        }
        Some(format!("{{answers.{}}}", builder.id(inside.strip_prefix("field:")?)?))
    };
    let label = Texts::plain(text(field, "title")).map(|text| between(text, "{{", "}}", fill));
    let about = if label.is_empty() { named(field).to_owned() } else { label.first.clone() };
    let Some(kind) = kind(builder, &about, field, properties) else { return };
    if !text(properties, "description").is_empty() {
        builder.note(&about, "its second line is left out");
    }
    let required = field.get("validations").is_some_and(|validations| truth(validations, "required"));
    builder.add(Incoming { foreign: named(field).to_owned(), label, required, kind });
}

fn kind(builder: &mut Builder, about: &str, field: &Value, properties: &Value) -> Option<IncomingKind> {
    let label = |name: &str| Texts::plain(text(properties.get("labels").unwrap_or(&Value::Null), name));
    let (low, high) = (label("left"), label("right"));
    let steps = properties.get("steps").and_then(Value::as_i64);
    Some(match text(field, "type") {
        "nps" => IncomingKind::Recommend { low, high },
        "opinion_scale" => {
            if !label("center").is_empty() {
                builder.note(about, "what the middle means is left out");
            }
            match (steps.unwrap_or(11), truth(properties, "start_at_one")) {
                (11, false) => IncomingKind::Recommend { low, high },
                (steps, true) => IncomingKind::Scale { min: 1, max: steps, style: None, low, high },
                (steps, false) => IncomingKind::Scale { min: 0, max: steps.saturating_sub(1), style: None, low, high },
            }
        }
        "rating" => IncomingKind::Scale { min: 1, max: steps.unwrap_or(5), style: Some(Style::Stars), low, high },
        "multiple_choice" | "dropdown" => {
            let options = list(properties, "choices").iter().map(|choice| {
                let named = [text(choice, "ref"), text(choice, "id")].into_iter().find(|name| !name.is_empty());
                (named.unwrap_or_default().to_owned(), Texts::plain(text(choice, "label")))
            });
            let is = |name: &str| truth(properties, name);
            let choice = choice(is("allow_multiple_selection"), is("allow_other_choice"), is("randomize"));
            IncomingKind::Choice { options: options.collect(), choice }
        }
        "yes_no" => {
            let options = vec![("true".to_owned(), Texts::plain("Yes")), ("false".to_owned(), Texts::plain("No"))];
            IncomingKind::Choice { options, choice: choice(false, false, false) }
        }
        "legal" => IncomingKind::Consent,
        kind @ ("long_text" | "short_text" | "email" | "number" | "website" | "phone_number") => {
            IncomingKind::Text(words(builder, about, kind, field))
        }
        other => {
            builder.note(about, format!("is left out: a question of type {other} has no counterpart"));
            return None;
        }
    })
}

fn words(builder: &mut Builder, about: &str, kind: &str, field: &Value) -> Text {
    let format = match kind {
        "long_text" => None,
        "email" => Some(Format::Email),
        "short_text" => Some(Format::Short),
        kind => {
            builder.note(
                about,
                format!("takes any words: that they are a {} is not checked here", kind.replace('_', " ")),
            );
            Some(Format::Short)
        }
    };
    let most = field.get("validations").and_then(|validations| validations.get("max_length")).and_then(Value::as_i64);
    Text { format, max_chars: most.filter(|most| (1..=10_000).contains(most)) }
}

fn logic(builder: &mut Builder, form: &Value, rule: &Value) {
    let from = text(rule, "ref");
    if builder.id(from).is_none() {
        return builder.note(if from.is_empty() { "logic" } else { from }, "its logic is left out: it is not here");
    }
    for action in list(rule, "actions") {
        let kind = text(action, "action");
        if kind != "jump" {
            builder.note(from, format!("its action {kind} is left out: there are no variables here"));
            continue;
        }
        let condition = action.get("condition").unwrap_or(&Value::Null);
        let Some(on) = clauses(builder, from, condition) else {
            builder.note(from, "a condition of its logic is left out, and with it where that leads");
            continue;
        };
        let to = action.get("details").and_then(|details| details.get("to")).unwrap_or(&Value::Null);
        if text(to, "type") == "thankyou" {
            builder.end_if(from, if on.is_empty() { always(builder, from) } else { on });
        } else {
            lead(builder, form, from, on, text(to, "value"));
        }
    }
}

/// Always, here, is whenever it is answered.
fn always(builder: &Builder, from: &str) -> Vec<Clause> {
    vec![Clause::One(Condition::on(&builder.id(from).unwrap_or_default(), Test::Answered(true)))]
}

/// Into a group is to its first field that is here.
fn lead(builder: &mut Builder, form: &Value, from: &str, on: Vec<Clause>, to: &str) {
    let group = list(form, "fields").iter().find(|field| named(field) == to && text(field, "type") == "group");
    let inside = group.and_then(|group| group.get("properties")).map(|properties| list(properties, "fields"));
    let first = inside.unwrap_or_default().iter().map(named).find(|name| builder.id(name).is_some());
    builder.jump(from, on, first.unwrap_or(to));
}

/// A condition, or several that are joined; nothing where it cannot be said here.
fn clauses(builder: &Builder, from: &str, condition: &Value) -> Option<Vec<Clause>> {
    let parts = list(condition, "vars");
    match text(condition, "op") {
        "always" | "" => Some(Vec::new()),
        "and" => {
            let found = parts.iter().map(|part| clauses(builder, from, part)).collect::<Option<Vec<_>>>()?;
            Some(found.concat())
        }
        "or" => {
            let any = parts.iter().map(|part| comparison(builder, from, part)).collect::<Option<Vec<_>>>()?;
            Some(vec![Clause::Any { any }])
        }
        _ => Some(vec![Clause::One(comparison(builder, from, condition)?)]),
    }
}

fn comparison(builder: &Builder, from: &str, condition: &Value) -> Option<Condition> {
    let parts = list(condition, "vars");
    let of = parts.iter().find(|part| ["field", "hidden"].contains(&text(part, "type")));
    let foreign = of.map_or(from, |part| text(part, "value"));
    let subject = match of.map(|part| text(part, "type")) {
        Some("hidden") => Subject::Field(foreign.to_owned()),
        _ => Subject::Question(builder.id(foreign)?),
    };
    let value = parts.iter().find(|part| ["constant", "choice"].contains(&text(part, "type")))?.get("value")?;
    let given = match value {
        Value::Number(number) => Given::number(number),
        Value::Bool(truth) => Given::Text(builder.value(foreign, &truth.to_string())),
        value => Given::Text(builder.value(foreign, value.as_str()?)),
    };
    let number = || value.as_i64();
    let test = match text(condition, "op") {
        "is" | "equal" => Test::Is(vec![given]),
        "is_not" | "not_equal" => Test::Not(vec![given]),
        "lower_than" => Test::AtMost(number()?.saturating_sub(1)),
        "lower_equal_than" => Test::AtMost(number()?),
        "greater_than" => Test::AtLeast(number()?.saturating_add(1)),
        "greater_equal_than" => Test::AtLeast(number()?),
        _ => return None,
    };
    Some(Condition { subject, test, extra: serde_json::Map::new() })
}
