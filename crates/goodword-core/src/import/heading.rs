//! What a column is called: from one, two or three rows of a CSV, or from the path of a value in JSON.

use std::collections::BTreeSet;

use super::program::Program;
use super::signature::import_id;

/// The name of a column, and what is known of it beside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// By which a mapping names it; no two are the same.
    pub name: String,
    /// The question's wording, where it stands apart.
    pub label: Option<String>,
    /// Qualtrics' own name, which an owner cannot change.
    pub import_id: Option<String>,
    /// Whether it is an answer; `Some(false)` is something that was sent along.
    pub answer: Option<bool>,
}

impl Heading {
    /// A column that is nothing but its name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// How many of the first records are headings.
pub fn rows(program: Option<Program>, records: &[Vec<String>]) -> usize {
    let is_row = |at: usize, is: &dyn Fn(&[String]) -> bool| records.get(at).is_some_and(|row| is(row));
    let first_is_blank = |row: &[String]| row.first().is_some_and(|cell| cell.trim().is_empty());
    let ids = |row: &[String]| row.iter().any(|cell| import_id(cell).is_some());
    match program {
        Some(Program::SurveyMonkey) if is_row(1, &first_is_blank) => 2,
        Some(Program::Qualtrics) if is_row(2, &ids) => 3,
        // Exports of before 2018 have no ImportIds; their second row begins with no time.
        Some(Program::Qualtrics) if is_row(1, &|row| !row.iter().any(|cell| super::moment::is_time(cell))) => 2,
        _ => 1,
    }
}

/// The columns that the first records name.
pub fn headings(program: Option<Program>, rows: &[Vec<String>]) -> Vec<Heading> {
    let cell =
        |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).map_or("", |cell| unguarded(cell.trim()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut group = String::new();
    let mut headings: Vec<_> = (0..width)
        .map(|at| {
            let (first, second) = (cell(0, at), cell(1, at));
            if !first.is_empty() {
                first.clone_into(&mut group);
            }
            match (program, rows.len()) {
                (Some(Program::SurveyMonkey), 2) => Heading {
                    answer: group.starts_with("Custom Data").then_some(false),
                    ..Heading::new(part(&group, second))
                },
                (Some(Program::Qualtrics), 2..) => Heading {
                    label: Some(second.to_owned()).filter(|label| !label.is_empty()),
                    import_id: import_id(cell(2, at)),
                    ..Heading::new(first)
                },
                _ => Heading::new(first),
            }
        })
        .collect();
    distinct(&mut headings);
    headings
}

/// The name of a part of a question: what every question of one part has is not said.
fn part(group: &str, second: &str) -> String {
    match second {
        "" | "Response" | "Open-Ended Response" => group.to_owned(),
        part => format!("{group} - {part}"),
    }
}

fn unguarded(name: &str) -> &str {
    match name.strip_prefix('\'') {
        Some(plain) if plain.starts_with(['=', '+', '-', '@', '\t', '\r']) => plain,
        _ => name,
    }
}

/// The second of a name is `Name (2)`; a column without one is named by its place.
fn distinct(headings: &mut [Heading]) {
    let mut taken = BTreeSet::new();
    for (at, heading) in (1..).zip(headings) {
        let name = if heading.name.is_empty() { format!("column {at}") } else { heading.name.clone() };
        let named = (1..).map(|nth| if nth == 1 { name.clone() } else { format!("{name} ({nth})") });
        heading.name = named.into_iter().find(|name| !taken.contains(name)).unwrap_or(name);
        taken.insert(heading.name.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[track_caller]
    fn check(program: Option<Program>, records: &[&[&str]], count: usize, names: &[&str]) {
        let records = table(records);
        let found = rows(program, &records);
        let headings = headings(program, &records[..found]);
        assert_eq!((found, headings.iter().map(|one| one.name.as_str()).collect::<Vec<_>>()), (count, names.to_vec()));
    }

    #[test]
    fn names_are_distinct_and_never_empty() {
        check(None, &[&["a", "", "a", "a", "'=b", ""]], 1, &["a", "column 2", "a (2)", "a (3)", "=b", "column 6"]);
    }

    #[test]
    fn a_second_row_names_the_parts_of_a_question() {
        let two: [&[&str]; 2] =
            [&["Respondent ID", "Why?", "", "More?"], &["", "Speed", "Price", "Open-Ended Response"]];
        check(Some(Program::SurveyMonkey), &two, 2, &["Respondent ID", "Why? - Speed", "Why? - Price", "More?"]);
        let one: [&[&str]; 2] = [&["Respondent ID", "Why?"], &["114", "Speed"]];
        check(Some(Program::SurveyMonkey), &one, 1, &["Respondent ID", "Why?"]);
    }

    #[test]
    fn qualtrics_has_three_rows_or_two() {
        let ids = r#"{"ImportId":"startDate"}"#;
        check(
            Some(Program::Qualtrics),
            &[&["StartDate"], &["Start Date"], &[ids], &["2026-11-03 14:05:09"]],
            3,
            &["StartDate"],
        );
        check(
            Some(Program::Qualtrics),
            &[&["StartDate"], &["Start Date"], &["2026-11-03 14:05:09"]],
            2,
            &["StartDate"],
        );
        check(Some(Program::Qualtrics), &[&["StartDate"], &["2026-11-03 14:05:09"]], 1, &["StartDate"]);
    }
}
