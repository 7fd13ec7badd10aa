//! Which program wrote a file: told by the shape of its head, never by its name.

use serde_json::Value;

use super::moment;
use super::program::Program;

/// The first rows of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Head {
    /// The first records of a CSV, headings among them.
    Table(Vec<Vec<String>>),
    /// The first objects of JSON, and the name of the list that a reply of an API holds them in.
    Objects(Vec<Value>, Option<&'static str>),
}

/// How sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Nobody else writes files of this shape.
    Certain,
    /// Others may.
    Likely,
}

/// Who wrote a file, and what tells so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognition {
    /// The program.
    pub program: Program,
    /// How sure that is.
    pub sureness: Sureness,
    /// What it is written in: `CSV` or `JSON`.
    pub format: &'static str,
    /// What tells so, such as `its header begins with # and holds Submit Date (UTC)`.
    pub sign: &'static str,
}

impl Recognition {
    /// `This is an export of Typeform as CSV: its header …`.
    pub fn sentence(&self) -> String {
        let Self { program, sureness, format, sign } = self;
        match sureness {
            Sureness::Certain => format!("This is an export of {program} as {format}: {sign}"),
            Sureness::Likely => format!("This looks like an export of {program} as {format}: {sign}"),
        }
    }
}

/// The program that wrote a file of this head; `None` for everything else, our own files among it.
pub fn recognise(head: &Head) -> Option<Recognition> {
    match head {
        Head::Table(rows) => table(rows),
        Head::Objects(objects, list) => {
            let found = objects.iter().find_map(|object| of_object(object, *list));
            found.map(|found| Recognition { format: "JSON", ..found })
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "each arm that recognises reads so")]
fn certain(program: Program, sign: &'static str) -> Option<Recognition> {
    Some(Recognition { program, sureness: Sureness::Certain, format: "CSV", sign })
}

#[expect(clippy::unnecessary_wraps, reason = "each arm that recognises reads so")]
fn likely(program: Program, sign: &'static str) -> Option<Recognition> {
    Some(Recognition { program, sureness: Sureness::Likely, format: "CSV", sign })
}

fn table(rows: &[Vec<String>]) -> Option<Recognition> {
    let names: Vec<_> = rows.first()?.iter().map(|name| name.trim().trim_start_matches('\'')).collect();
    let has = |wanted: &[&str]| wanted.iter().all(|one| names.iter().any(|name| name.eq_ignore_ascii_case(one)));
    let begins = |wanted: &[&str]| names.starts_with(wanted);
    match () {
        () if rows.get(2).is_some_and(|row| is_import_ids(row)) => {
            certain(Program::Qualtrics, "its third row holds ImportIds")
        }
        () if has(&["Respondent ID", "Collector ID"]) => {
            certain(Program::SurveyMonkey, "it has the columns Respondent ID and Collector ID")
        }
        () if begins(&["No.", "Response ID", "Timestamp", "Finished"]) => {
            certain(Program::Formbricks, "its header begins with No., Response ID, Timestamp, Finished")
        }
        () if begins(&["#"]) && has(&["Submit Date (UTC)"]) => {
            certain(Program::Typeform, "its header begins with # and holds Submit Date (UTC)")
        }
        () if begins(&["Submission ID", "Respondent ID", "Submitted at"]) => {
            certain(Program::Tally, "its header begins with Submission ID, Respondent ID, Submitted at")
        }
        () if has(&["id", "submitdate", "lastpage", "startlanguage"]) => {
            certain(Program::LimeSurvey, "it has the columns submitdate, lastpage and startlanguage")
        }
        () if has(&["Response ID", "Date submitted", "Last page", "Start language"]) => {
            certain(Program::LimeSurvey, "it has the columns Date submitted, Last page and Start language")
        }
        () if has(&["StartDate", "EndDate", "Finished"]) && (has(&["ResponseId"]) || has(&["ResponseID"])) => {
            likely(Program::Qualtrics, "it has the columns StartDate, EndDate, Finished and ResponseId")
        }
        () if has(&["event", "properties"]) && rows.get(1).is_some_and(|row| is_survey_sent(&names, row)) => {
            certain(Program::PostHog, "its rows are events called survey sent")
        }
        () => google_forms(&names, rows),
    }
}

/// `Timestamp` in the languages of its makers' forms.
const TIMESTAMP: [&str; 10] = [
    "Timestamp",
    "Zeitstempel",
    "Horodateur",
    "Marca temporal",
    "Informazioni cronologiche",
    "Tijdstempel",
    "Carimbo de data/hora",
    "Tidsstämpel",
    "Sygnatura czasowa",
    "Отметка времени",
];

fn google_forms(names: &[&str], rows: &[Vec<String>]) -> Option<Recognition> {
    let (first, body) = (names.first()?, rows.get(1..).unwrap_or_default());
    let times: Vec<_> = body.iter().filter_map(|row| row.first()).filter(|cell| !cell.is_empty()).collect();
    let is_timed = !times.is_empty() && times.iter().all(|cell| moment::is_time(cell));
    if !TIMESTAMP.contains(first) || !is_timed || names.len() < 2 {
        return None;
    }
    // 2026/11/03 2:05:31 PM GMT+1
    let own = |cell: &&String| {
        cell.contains('/') && cell.contains(" GMT") && (cell.contains(" AM ") || cell.contains(" PM "))
    };
    if times.iter().all(own) {
        certain(
            Program::GoogleForms,
            "its header begins with Timestamp, and its times are written as no other program does",
        )
    } else {
        likely(Program::GoogleForms, "its header begins with Timestamp, and times stand below it")
    }
}

fn is_import_ids(row: &[String]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| import_id(cell).is_some())
}

/// The `ImportId` that a cell of Qualtrics' third row names.
pub(super) fn import_id(cell: &str) -> Option<String> {
    let value: Value = serde_json::from_str(cell.trim()).ok()?;
    value.get("ImportId")?.as_str().map(str::to_owned)
}

fn is_survey_sent(names: &[&str], row: &[String]) -> bool {
    let at = names.iter().position(|name| name.eq_ignore_ascii_case("event"));
    at.and_then(|at| row.get(at)).is_some_and(|event| event.starts_with("survey "))
}

fn of_object(object: &Value, list: Option<&str>) -> Option<Recognition> {
    let has = |wanted: &[&str]| wanted.iter().all(|name| object.get(*name).is_some());
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    match () {
        // Ours, whatever else it holds.
        () if has(&["id", "survey", "answers"]) => None,
        () if object.get("answers").and_then(Value::as_array).is_some_and(|answers| is_typeform(answers)) => {
            certain(Program::Typeform, "its answers name their fields")
        }
        () if text("event").starts_with("survey ") && has(&["properties"]) => {
            certain(Program::PostHog, "its rows are events called survey sent")
        }
        () if has(&["surveyId", "data", "finished"]) => {
            certain(Program::Formbricks, "its responses name surveyId, data and finished")
        }
        () if has(&["survey_type", "score"]) => certain(Program::Delighted, "its responses have survey_type and score"),
        () if has(&["id", "submitdate", "lastpage", "startlanguage"]) => {
            certain(Program::LimeSurvey, "its responses have submitdate, lastpage and startlanguage")
        }
        () if has(&["Response ID", "Date submitted", "Last page"]) => {
            certain(Program::LimeSurvey, "its responses have Date submitted and Last page")
        }
        () if list.is_none() && has_comment_key(object) => {
            likely(Program::SurveyJs, "own words stand under names that end with -Comment")
        }
        () => None,
    }
}

fn is_typeform(answers: &[Value]) -> bool {
    answers.iter().any(|answer| answer.get("field").and_then(|field| field.get("type")).is_some())
}

/// Whether a name stands beside itself with `-Comment` behind it.
fn has_comment_key(object: &Value) -> bool {
    let names = object.as_object().into_iter().flat_map(|fields| fields.keys());
    names.filter_map(|name| name.strip_suffix("-Comment")).any(|name| object.get(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[&str], expect: Option<(Program, Sureness)>) {
        let rows = rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect();
        let found = recognise(&Head::Table(rows));
        assert_eq!(found.map(|found| (found.program, found.sureness)), expect);
    }

    #[test]
    fn a_table_is_known_by_its_columns() {
        check(&["Timestamp,How?", "2026/11/03 2:05:31 PM GMT+1,9"], Some((Program::GoogleForms, Sureness::Certain)));
        check(&["Horodateur,How?", "03/11/2026 14:05:31,9"], Some((Program::GoogleForms, Sureness::Likely)));
        check(&["Timestamp,How?", "soon,9"], None);
        check(&["id,survey,submitted_at,answers.recommend"], None);
        check(&["#,Score", "1,9"], None);
        check(&["name,age", "a,7"], None);
        check(&[], None);
    }

    #[test]
    fn our_own_responses_are_nobody_elses() {
        let ours = serde_json::json!({"id": "a", "survey": "s", "submitted_at": "t", "answers": {}, "finished": true});
        assert_eq!(recognise(&Head::Objects(vec![ours], None)), None);
        assert_eq!(recognise(&Head::Objects(vec![serde_json::json!({"a": 1})], None)), None);
    }

    #[test]
    fn what_is_not_certain_is_said_so() {
        let head = Head::Objects(vec![serde_json::json!({"said": "other", "said-Comment": "Partly"})], None);
        let sentence =
            "This looks like an export of SurveyJS as JSON: own words stand under names that end with -Comment";
        assert_eq!(recognise(&head).unwrap().sentence(), sentence);
    }
}
