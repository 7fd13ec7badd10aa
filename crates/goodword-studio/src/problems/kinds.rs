//! What is wrong with what takes an answer.

use goodword_core::Problem;

use super::length::text;
use crate::question::{Choice, Kind, Scale, Style, Text};

/// How many characters a short label has at most.
const SHORT: usize = 200;

pub(super) fn problems(kind: &Kind, path: &str) -> Vec<Problem> {
    match kind {
        Kind::Scale(scale) => of_scale(scale, path),
        Kind::Choice(choice) => of_choice(choice, path),
        Kind::Text(text) => of_text(text, path).into_iter().collect(),
        Kind::Consent => Vec::new(),
    }
}

fn of_scale(scale: &Scale, path: &str) -> Vec<Problem> {
    let max = format!("{path}.max");
    let width = scale.max.saturating_sub(scale.min);
    let is_small = |number: i64| number.unsigned_abs() <= 1_000_000;
    let numbers = [("min", scale.min), ("max", scale.max)].into_iter().find(|(_, number)| !is_small(*number));
    let rule = match scale.style {
        _ if width <= 0 => Some("must be greater than min"),
        _ if width > 100 => Some("must be at most 100 above min"),
        Some(Style::Faces) if width > 4 => Some("must be at most 4 above min for faces"),
        Some(Style::Stars) if width > 9 => Some("must be at most 9 above min for stars"),
        _ => None,
    };
    let numbers = numbers.map(|(name, _)| Problem::new(format!("{path}.{name}"), "must be a whole number"));
    let ends = [("low", &scale.low), ("high", &scale.high)];
    let ends = ends.into_iter().filter_map(|(name, end)| text(&format!("{path}.{name}"), end.as_deref(), SHORT));
    numbers.or_else(|| rule.map(|rule| Problem::new(max, rule))).into_iter().chain(ends).collect()
}

fn of_choice(choice: &Choice, path: &str) -> Vec<Problem> {
    let options = &choice.options;
    if options.is_empty() || options.len() > 100 {
        return vec![Problem::new(format!("{path}.options"), "must hold 1 to 100 options")];
    }
    let mut problems = Vec::new();
    for (at, option) in options.iter().enumerate() {
        let here = format!("{path}.options[{at}]");
        if option.value.trim().is_empty() {
            problems.push(Problem::new(&here, "must be a text or have a value"));
        } else if options.iter().take(at).any(|earlier| earlier.value == option.value) {
            problems.push(Problem::new(&here, "is used twice"));
        }
        problems
            .extend(text(&here, Some(&option.value), SHORT).or_else(|| text(&here, option.label.as_deref(), SHORT)));
    }
    problems.extend(of_limits(choice, path));
    problems
}

fn of_limits(choice: &Choice, path: &str) -> Option<Problem> {
    let there = i64::try_from(choice.options.len() + usize::from(choice.other)).unwrap_or(i64::MAX);
    for (name, limit) in [("least", choice.least), ("most", choice.most)] {
        let Some(limit) = limit else { continue };
        if !choice.multiple {
            return Some(Problem::new(format!("{path}.{name}"), "is for multiple alone"));
        }
        if !(1..=there).contains(&limit) {
            return Some(Problem::new(format!("{path}.{name}"), "must be 1 to the number of options"));
        }
    }
    let is_less = choice.least.zip(choice.most).is_some_and(|(least, most)| most < least);
    is_less.then(|| Problem::new(format!("{path}.most"), "must not be less than least"))
}

fn of_text(text: &Text, path: &str) -> Option<Problem> {
    let fits = text.max_chars.is_none_or(|most| (1..=10_000).contains(&most));
    (!fits).then(|| Problem::new(format!("{path}.max_chars"), "must be 1 to 10000"))
}
