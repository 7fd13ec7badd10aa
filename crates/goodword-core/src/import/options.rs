//! Several answers to one question, in one cell or in a column for each option.

use std::collections::BTreeSet;

use super::column::Column;

/// More different parts than this are no options.
const OPTIONS: usize = 20;

/// The question and the option that a column of one option is about: every cell repeats the option, or is empty.
pub fn option_of(column: &Column) -> Option<(&str, &str)> {
    let (question, option) = column.name().rsplit_once(" - ").unwrap_or(("", column.name()));
    let mut values = column.values.keys();
    let only = values.next().filter(|_| values.next().is_none() && !column.many && column.lists == 0);
    (only.is_some_and(|value| value == option)).then_some((question, option))
}

/// Runs of columns that stand beside each other and are options of one question, with that question.
pub fn runs<'a>(columns: &[&'a Column]) -> Vec<(&'a str, Vec<&'a Column>)> {
    let mut runs: Vec<(&str, Vec<&Column>)> = Vec::new();
    let mut last = None;
    for column in columns {
        let question = option_of(column).map(|(question, _)| question);
        match (question, runs.last_mut()) {
            (Some(question), Some((of, run))) if last == Some(question) && *of == question => run.push(column),
            (Some(question), _) => runs.push((question, vec![column])),
            (None, _) => {}
        }
        last = question;
    }
    runs.retain(|(_, run)| run.len() > 1);
    runs
}

/// Whether several options stand in one cell, joined by `joint`: few different ones, most of them more than once.
pub fn are_joined(column: &Column, joint: &str) -> bool {
    let (mut parts, mut total) = (BTreeSet::new(), 0);
    for (value, count) in &column.values {
        parts.extend(value.split(joint).map(str::trim));
        total += value.split(joint).count() * usize::try_from(*count).unwrap_or(usize::MAX);
    }
    let some = column.values.keys().any(|value| value.contains(joint));
    some && parts.len() <= OPTIONS && parts.len() * 2 <= total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::Cell;
    use crate::import::heading::Heading;

    fn column(name: &str, texts: &[&str]) -> Column {
        let mut column = Column::new(Heading::new(name));
        for text in texts {
            column.see(&Cell::of_text(text));
        }
        column
    }

    #[test]
    fn columns_of_options_are_found_beside_each_other() {
        let columns = [
            column("About - Speed", &["Speed", ""]),
            column("About - Price", &["Price", "Price"]),
            column("Why - Other", &["Other"]),
            column("Plan", &["pro"]),
            column("Red", &["Red"]),
            column("Blue", &["Blue"]),
        ];
        let found = runs(&columns.iter().collect::<Vec<_>>());
        let found: Vec<_> = found.iter().map(|(question, run)| (*question, run.len())).collect();
        assert_eq!(found, [("About", 2), ("", 2)]);
    }

    #[test]
    fn joined_options_are_no_sentences() {
        let check = |texts: &[&str], expect| assert_eq!(are_joined(&column("a", texts), ";"), expect, "{texts:?}");
        check(&["a;b", "a", "b;c", "c"], true);
        check(&["a", "b", "a"], false);
        check(&["Kind; and quick", "Late; no word"], false);
    }
}
