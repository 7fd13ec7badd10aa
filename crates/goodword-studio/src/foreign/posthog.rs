//! `PostHog`: a list of questions, each with where it leads.

use serde_json::Value;

use super::builder::{Builder, Imported, Incoming, IncomingKind, choice};
use super::parts::{list, text, truth};
use super::program::Program;
use super::words::Texts;
use crate::condition::{Clause, Condition, Given, Test};
use crate::question::{Style, Text};

pub(super) fn import(survey: &Value) -> Imported {
    let mut builder = Builder::default();
    builder.name(text(survey, "name"));
    let appearance = survey.get("appearance").unwrap_or(&Value::Null);
    let intro = |name: &str| Texts::plain(text(appearance, name));
    let [title, more, button] = ["introScreenHeader", "introScreenDescription", "introScreenButtonText"].map(intro);
    builder.introduction(&title, &more, &button);
    let questions = list(survey, "questions");
    for (at, question) in questions.iter().enumerate() {
        add(&mut builder, &named(at, question), question);
    }
    for (at, question) in questions.iter().enumerate() {
        branch(&mut builder, questions, at, question);
    }
    builder.thanks(&translated(survey, "thankYouMessageHeader", intro("thankYouMessageHeader")));
    if survey.get("conditions").is_some_and(|conditions| conditions.as_object().is_some_and(|all| !all.is_empty())) {
        builder.note(
            "conditions",
            "when, where and whom it asks are settings of the snippet here: trigger, urls, sample, cooldown",
        );
    }
    builder.finish(Program::PostHog)
}

/// What a question is called: its id, or its place where older ones have none.
fn named(at: usize, question: &Value) -> String {
    let id = text(question, "id");
    if id.is_empty() { format!("question {}", at + 1) } else { id.to_owned() }
}

/// A text with its translations, which stand beside it by language.
fn translated(of: &Value, name: &str, first: Texts) -> Texts {
    let translations = of.get("translations").and_then(Value::as_object).into_iter().flatten();
    let others =
        translations.filter_map(|(language, texts)| Some((language.clone(), texts.get(name)?.as_str()?.to_owned())));
    Texts { others: others.collect(), ..first }
}

fn add(builder: &mut Builder, foreign: &str, question: &Value) {
    let label = translated(question, "question", Texts::plain(text(question, "question")));
    let about = label.first.clone();
    let Some(kind) = kind(builder, &about, question) else { return };
    if !text(question, "description").is_empty() {
        builder.note(&about, "its second line is left out");
    }
    builder.add(Incoming { foreign: foreign.to_owned(), label, required: !truth(question, "optional"), kind });
}

fn kind(builder: &mut Builder, about: &str, question: &Value) -> Option<IncomingKind> {
    let end = |name: &str| translated(question, name, Texts::plain(text(question, name)));
    let (low, high) = (end("lowerBoundLabel"), end("upperBoundLabel"));
    let emoji = text(question, "display") == "emoji";
    Some(match (text(question, "type"), scale(question)) {
        ("rating", 10) if !emoji => IncomingKind::Recommend { low, high },
        ("rating", 2) => {
            let options = vec![("1".to_owned(), Texts::plain("👍")), ("2".to_owned(), Texts::plain("👎"))];
            IncomingKind::Choice { options, choice: choice(false, false, false) }
        }
        ("rating", max) => {
            let style = (emoji && max <= 5).then_some(Style::Faces);
            IncomingKind::Scale { min: 1, max, style, low, high }
        }
        (kind @ ("single_choice" | "multiple_choice"), _) => choices(question, kind == "multiple_choice"),
        ("open", _) => IncomingKind::Text(Text::default()),
        ("link", _) => {
            builder
                .note(about, "is left out: a link that is no question has no counterpart, the thank-you can lead on");
            return None;
        }
        (other, _) => {
            builder.note(about, format!("is left out: a question of type {other} has no counterpart"));
            return None;
        }
    })
}

fn scale(question: &Value) -> i64 {
    question.get("scale").and_then(Value::as_i64).filter(|scale| (2..=10).contains(scale)).unwrap_or(5)
}

/// An open choice is the last: own words.
fn choices(question: &Value, multiple: bool) -> IncomingKind {
    let other = truth(question, "hasOpenChoice");
    let choices = list(question, "choices");
    let count = choices.len() - usize::from(other && !choices.is_empty());
    let languages = question.get("translations").and_then(Value::as_object);
    let options = choices.iter().take(count).enumerate().map(|(at, choice)| {
        let others = languages.into_iter().flatten().filter_map(|(language, texts)| {
            Some((language.clone(), list(texts, "choices").get(at)?.as_str()?.to_owned()))
        });
        let texts = Texts::plain(choice.as_str().unwrap_or_default());
        (at.to_string(), Texts { others: others.collect(), ..texts })
    });
    IncomingKind::Choice {
        options: options.collect(),
        choice: choice(multiple, other, truth(question, "shuffleOptions")),
    }
}

fn branch(builder: &mut Builder, questions: &[Value], at: usize, question: &Value) {
    let from = named(at, question);
    let (Some(branching), Some(id)) = (question.get("branching"), builder.id(&from)) else { return };
    let answered = || vec![Clause::One(Condition::on(&id, Test::Answered(true)))];
    match text(branching, "type") {
        "end" => builder.end_if(&from, answered()),
        "specific_question" => {
            let to = branching.get("index").and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
            lead(builder, questions, at, answered(), to);
        }
        "response_based" => {
            let mut ends = Vec::new();
            for (answer, to) in branching.get("responseValues").and_then(Value::as_object).into_iter().flatten() {
                let Some(test) = test(builder, &from, question, answer) else {
                    builder.note(&from, format!("where the answer {answer} leads is left out"));
                    continue;
                };
                let condition = Condition::on(&id, test);
                if to.as_str() == Some("end") {
                    ends.push(condition);
                } else {
                    let to = to.as_u64().and_then(|index| usize::try_from(index).ok());
                    lead(builder, questions, at, vec![Clause::One(condition)], to);
                }
            }
            match ends.len() {
                0 => {}
                1 => builder.end_if(&from, ends.into_iter().map(Clause::One).collect()),
                _ => builder.end_if(&from, vec![Clause::Any { any: ends }]),
            }
        }
        _ => {}
    }
}

fn lead(builder: &mut Builder, questions: &[Value], at: usize, on: Vec<Clause>, to: Option<usize>) {
    let from = questions.get(at).map(|question| named(at, question)).unwrap_or_default();
    match to.and_then(|to| Some((to, questions.get(to)?))) {
        // The next one is where it goes anyway.
        Some((to, _)) if to == at + 1 => {}
        Some((to, question)) => builder.jump(&from, on, &named(to, question)),
        None => builder.note(&from, "it leads to a question that is not there"),
    }
}

/// What a key of `responseValues` means of this question.
fn test(builder: &Builder, foreign: &str, question: &Value, answer: &str) -> Option<Test> {
    let is_rating = text(question, "type") == "rating";
    let between = |low: i64, high: i64| Some(Test::Is((low..=high).map(|score| Given::Number(score.into())).collect()));
    match (scale(question), answer) {
        (10, "detractors") => Some(Test::AtMost(6)),
        (10, "passives") => between(7, 8),
        (10, "promoters") => Some(Test::AtLeast(9)),
        (scale @ (3 | 5 | 7), "negative" | "neutral" | "positive") if is_rating => {
            let middle = (scale + 1) / 2;
            match answer {
                "negative" => Some(Test::AtMost(middle - 1)),
                "neutral" => between(middle, middle),
                _ => Some(Test::AtLeast(middle + 1)),
            }
        }
        (2, "positive") if is_rating => Some(Test::Is(vec![Given::Text(builder.value(foreign, "1"))])),
        (2, "negative") if is_rating => Some(Test::Is(vec![Given::Text(builder.value(foreign, "2"))])),
        (_, place) if !is_rating && place.parse::<usize>().is_ok() => {
            let value = builder.value(foreign, place);
            (value != place).then(|| Test::Is(vec![Given::Text(value)]))
        }
        _ => None,
    }
}
