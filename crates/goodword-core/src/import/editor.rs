//! A mapping in the making: a file that was looked through, what is said of its columns so far, and what would come of it.

use serde_json::Value;

use super::cell::Cell;
use super::column::Column;
use super::converter::Converter;
use super::foreign::{Refused, facts};
use super::mapping::{Mapping, SurveyColumn};
use super::personal::is_personal;
use super::plan::{NO_COLUMN, Plan};
use super::profile::Profile;
use super::proposal::propose;
use super::purpose::{Purpose, meaning};
use super::report::Report;
use super::sheet::{Edit, Reading, Sheet, SheetColumn, SheetTime, Tried};
use crate::{Problem, Promise, Response, Zone};

/// So many bytes of a file are read anew at every change.
pub const LIVE: usize = 8 * 1024 * 1024;
/// So many letters of a cell, or of an answer, are shown.
const SHOWN: usize = 80;
/// So many values of a promise can be given a meaning.
const MEANINGS: usize = 20;

/// A mapping in the making.
#[derive(Debug)]
pub struct MappingEditor {
    profile: Profile,
    mapping: Mapping,
    notes: Vec<String>,
    /// The whole file, where it is small enough to be counted at every change.
    bytes: Option<Vec<u8>>,
}

impl MappingEditor {
    /// Begins with `mapping`, or with what is proposed. `bytes` are those of the whole file, up to [`LIVE`] of them.
    pub fn new(profile: Profile, mapping: Option<Mapping>, bytes: Option<Vec<u8>>) -> Self {
        let (mapping, notes) = mapping.map_or_else(
            || {
                let proposal = propose(&profile);
                (proposal.mapping, proposal.notes)
            },
            |mapping| (mapping, Vec::new()),
        );
        Self { profile, mapping, notes, bytes }
    }

    /// Goes on where a mapping did not fit.
    pub fn of_refused(refused: Refused, bytes: Option<Vec<u8>>) -> Self {
        let Refused { profile, mapping, notes, .. } = refused;
        Self { profile, mapping, notes, bytes }
    }

    /// The mapping so far.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Changes the mapping.
    pub fn edit(&mut self, edit: Edit) {
        let time = &mut self.mapping.submitted_at;
        match edit {
            Edit::Purpose { column, purpose } => {
                if let Some(column) = self.profile.column(&column) {
                    self.mapping.assign(column, purpose);
                }
            }
            Edit::ZeroToTen => {
                if let Some(answer) = self.mapping.answers.get_mut("recommend") {
                    (answer.min, answer.max) = (Some(0), Some(10));
                }
            }
            Edit::Meaning { value, meaning: said } => {
                if let Some(answer) = self.mapping.answers.get_mut("promise") {
                    answer.values.insert(value, meaning(said));
                }
            }
            Edit::Order(order) => time.order = Some(order),
            Edit::Zone(zone) => time.tz = Some(zone).filter(|zone| !zone.is_empty()),
            Edit::Day(day) => (time.column, time.value) = (String::new(), Some(day).filter(|day| !day.is_empty())),
            Edit::Survey(survey) => self.mapping.survey = SurveyColumn::Name(survey),
        }
    }

    /// Everything that is shown of it. `zone` knows zones by their names.
    pub fn sheet(&self, zone: impl Fn(&str) -> Option<Zone>) -> Sheet {
        let plan = Plan::new(&self.mapping, &self.profile);
        let mut problems = plan.as_ref().err().cloned().unwrap_or_default();
        let tz = plan.as_ref().ok().and_then(Plan::tz);
        let clock = tz.map_or_else(|| Some(Zone::utc()), zone);
        if clock.is_none() {
            problems.push(Problem::new("submitted_at", "there is no time zone of that name"));
        }
        let tried = plan.ok().zip(clock).map(|(plan, clock)| self.tried(&plan, &clock));
        let filled = self.profile.columns().iter().filter(|column| !column.is_empty());
        let columns: Vec<_> = filled.map(|column| self.column(column, &problems)).collect();
        // What concerns an empty column, which is not shown, is said with what concerns the whole.
        let is_shown = |name: &str| columns.iter().any(|column| column.name == name);
        let whole = problems.iter().filter(|problem| !self.column_of(problem).is_some_and(is_shown));
        let problems = whole.map(said).collect();
        Sheet {
            recognised: self.profile.recognition().map(|found| found.sentence()),
            rows: self.profile.rows(),
            survey: match &self.mapping.survey {
                SurveyColumn::Name(name) => Some(name.clone()),
                SurveyColumn::Column(_) => None,
            },
            time: self.time(),
            columns,
            problems,
            notes: self.notes.iter().map(|note| plainly(note)).collect(),
            tried,
            mapping: self.mapping.to_json(),
        }
    }

    fn time(&self) -> SheetTime {
        let time = &self.mapping.submitted_at;
        let column = self.profile.column(&time.column).filter(|_| time.value.is_none());
        SheetTime {
            asks_day: column.is_none(),
            day: time.value.clone(),
            asks_order: column.is_some_and(|column| column.order().is_none()),
            order: time.order,
            asks_zone: column
                .is_some_and(|column| column.times.zoned < column.filled && !column.name().ends_with("(UTC)")),
            tz: time.tz.clone(),
        }
    }

    fn column(&self, column: &Column, problems: &[Problem]) -> SheetColumn {
        let purpose = self.mapping.purpose(column.name());
        let problem = problems.iter().find(|problem| self.column_of(problem) == Some(column.name()));
        let at = self.profile.columns().iter().position(|one| one.name() == column.name()).unwrap_or_default();
        let value = |row: &super::source::Row| {
            let cell = row.cells.as_ref().ok().and_then(|cells| cells.get(at)).and_then(Cell::text);
            shortened(&cell.unwrap_or_default())
        };
        let within = column.range.is_some_and(|(low, high)| low >= 0 && high <= 10);
        SheetColumn {
            name: column.name().to_owned(),
            label: column.heading.label.clone(),
            values: self.profile.first().iter().map(value).collect(),
            filled: column.filled,
            purpose,
            offered: Purpose::ALL.into_iter().filter(|one| *one == purpose || one.suits(column)).collect(),
            problem: problem.map(said),
            may_be_ten: purpose == Purpose::Recommend && problem.is_some() && within,
            meanings: if purpose == Purpose::Promise { self.meanings(column) } else { Vec::new() },
            personal: is_personal(column),
        }
    }

    fn meanings(&self, column: &Column) -> Vec<(String, Option<Promise>)> {
        let values = self.mapping.answers.get("promise").map(|answer| &answer.values);
        let meaning = |value: &String| match values.and_then(|values| values.get(value)) {
            Some(said) => said.as_str().and_then(Promise::of),
            None => Promise::of(value),
        };
        column.values.keys().take(MEANINGS).map(|value| (value.clone(), meaning(value))).collect()
    }

    /// The column that a problem is about.
    fn column_of(&self, problem: &Problem) -> Option<&str> {
        let is_about = |place: &str| problem.field == place || problem.field.starts_with(&format!("{place}."));
        let columns = self.mapping.columns();
        let (_, name) = columns.into_iter().find(|(place, _)| is_about(place))?;
        self.profile.column(name).map(Column::name)
    }

    fn tried(&self, plan: &Plan, zone: &Zone) -> Tried {
        let mut first = Vec::new();
        let mut converter = Converter::new(plan, zone.clone());
        let mut sink = |line, response: Box<Response>| first.push(Reading { line, text: read(&response), bad: false });
        self.profile.first().iter().for_each(|row| converter.push(row.clone(), &mut sink));
        let report = converter.finish(&mut sink);
        first.extend(report.bad.into_iter().map(|bad| Reading { line: bad.line, text: bad.reason, bad: true }));
        first.sort_by_key(|reading| reading.line);
        let whole = self.bytes.as_ref().map(|bytes| self.counted(bytes, plan, zone));
        Tried { whole: whole.map(|report| facts(&report, plan).remove(0)), first }
    }

    fn counted(&self, bytes: &[u8], plan: &Plan, zone: &Zone) -> Report {
        let (mut source, mut converter) = (self.profile.source(), Converter::new(plan, zone.clone()));
        source.push(bytes, &mut |_, row| converter.push(row, &mut |_, _| {}));
        source.finish(&mut |_, row| converter.push(row, &mut |_, _| {}));
        converter.finish(&mut |_, _| {})
    }
}

/// A problem as it is said beside what it is about.
fn said(problem: &Problem) -> String {
    let ask = match problem.field.as_str() {
        "submitted_at" if problem.rule == NO_COLUMN => {
            "say which column holds the time of each row, or choose one day for all of them"
        }
        "answers" => problem.rule.strip_prefix("must ").unwrap_or(&problem.rule),
        _ => &problem.rule,
    };
    plainly(ask)
}

/// A sentence without what would be written into the file of a mapping: from the clause on that quotes it.
fn plainly(rule: &str) -> String {
    let before = rule.split('"').next().unwrap_or_default();
    let end = before.rfind(": ").max(before.rfind(". ")).filter(|_| before.len() < rule.len());
    let rule = end.and_then(|end| rule.get(..end)).unwrap_or(rule);
    let mut letters = rule.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    [first.as_str(), letters.as_str(), if rule.ends_with('.') { "" } else { "." }].concat()
}

/// The answers of a response in one line.
fn read(response: &Response) -> String {
    let written: Value = serde_json::from_str(&response.to_json()).unwrap_or_default();
    let parts = ["answers", "fields"].into_iter().filter_map(|part| written.get(part)?.as_object());
    let pairs = parts.flatten().map(|(name, value)| format!("{name} {}", shortened(&plain(value))));
    let time = response.submitted_at.as_str().replace('T', " ").chars().take(16).collect::<String>();
    pairs.chain([time]).collect::<Vec<_>>().join(" · ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{text}”"),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::DateOrder;

    const TABLE: &str = "Nr;Datum;Punkte;Sterne;Ja;Warum\n1;03/04/2026;9;5;stimmt;Sehr nett\n2;05/06/2026;2;1;stimmt nicht;Zu langsam\n";

    fn editor(text: &str) -> MappingEditor {
        let mut profile = Profile::new();
        profile.push(text.as_bytes());
        profile.finish();
        MappingEditor::new(profile, None, Some(text.as_bytes().to_vec()))
    }

    fn sheet(editor: &MappingEditor) -> Sheet {
        editor.sheet(|name| (name == "UTC").then(Zone::utc))
    }

    fn set(editor: &mut MappingEditor, column: &str, purpose: Purpose) -> SheetColumn {
        editor.edit(Edit::Purpose { column: column.to_owned(), purpose });
        sheet(editor).columns.into_iter().find(|one| one.name == column).unwrap()
    }

    #[test]
    fn what_is_missing_is_said_to_who_can_choose_it() {
        let mut editor = editor("Nr;Punkte\n1;9\n2;0\n");
        let time = "Say which column holds the time of each row, or choose one day for all of them.";
        assert_eq!(sheet(&editor).problems, [time]);
        for column in ["Nr", "Punkte"] {
            set(&mut editor, column, Purpose::LeftOut);
        }
        assert_eq!(sheet(&editor).problems, [time, "Say in which column at least one question is answered."]);
    }

    #[test]
    fn what_cannot_be_told_is_asked() {
        let mut editor = editor(TABLE);
        let before = sheet(&editor);
        assert!(before.time.asks_order && before.time.asks_zone && !before.time.asks_day && before.tried.is_none());
        let when = before.columns.iter().find(|column| column.name == "Datum").unwrap();
        assert!(when.problem.as_ref().unwrap().starts_with("The dates of “Datum” can be read in two ways"));
        assert_eq!(when.values, ["03/04/2026", "05/06/2026"]);
        editor.edit(Edit::Order(DateOrder::Dmy));
        set(&mut editor, "Punkte", Purpose::Recommend);
        editor.edit(Edit::ZeroToTen);
        let after = sheet(&editor);
        let tried = after.tried.unwrap();
        assert_eq!(tried.whole.as_deref(), Some("2 rows read: 2 responses, 0 bad rows"));
        assert!(
            tried.first[0].text.contains("recommend 9") && tried.first[0].text.ends_with("2026-04-03 12:00"),
            "{tried:?}"
        );
        assert!(Mapping::parse(&after.mapping).is_ok());
        editor.edit(Edit::Zone("Nowhere".to_owned()));
        assert!(sheet(&editor).tried.is_none());
        editor.edit(Edit::Zone(String::new()));
        set(&mut editor, "Datum", Purpose::LeftOut);
        assert!(sheet(&editor).time.asks_day && sheet(&editor).tried.is_none());
        editor.edit(Edit::Day("2026-03-14".to_owned()));
        assert!(sheet(&editor).tried.unwrap().first[0].text.ends_with("2026-03-14 12:00"));
    }

    #[test]
    fn what_is_refused_is_said_where_it_belongs() {
        let mut editor = editor(TABLE);
        editor.edit(Edit::Order(DateOrder::Dmy));
        let stars = set(&mut editor, "Sterne", Purpose::Recommend);
        let problem = stars.problem.unwrap();
        assert!(problem.ends_with("lie from 1 to 5: nothing is rescaled.") && stars.may_be_ten, "{problem}");
        assert!(sheet(&editor).tried.is_none());
        assert_eq!(set(&mut editor, "Sterne", Purpose::Scale).problem, None);
        assert!(!stars.offered.contains(&Purpose::SubmittedAt) && stars.offered.contains(&Purpose::Scale));
        let promise = set(&mut editor, "Ja", Purpose::Promise);
        assert_eq!(promise.meanings.len(), 2);
        for (value, meaning) in [("stimmt", Promise::Kept), ("stimmt nicht", Promise::Broken)] {
            editor.edit(Edit::Meaning { value: value.to_owned(), meaning: Some(meaning) });
        }
        let tried = sheet(&editor).tried.unwrap();
        assert!(tried.first[1].text.contains("promise “broken”"), "{tried:?}");
    }
}
