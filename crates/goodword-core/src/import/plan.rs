//! A mapping that fits a file: every column is there, and each can be what it is said to be.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::column::Column;
use super::mapping::{AnswerColumn, AnswerKind, CompleteColumn, Mapping, SurveyColumn};
use super::moment::{DateOrder, Moment};
use super::personal::is_personal;
use super::profile::Profile;
use crate::survey::{Question, QuestionKind};
use crate::{FieldName, Problem, Promise, QuestionId, Survey, SurveyId, limits};

/// A mapping, with the places of its columns in one file.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) survey: SurveyOf,
    pub(super) id: Option<usize>,
    pub(super) submitted_at: TimeOf,
    tz: Option<String>,
    pub(super) changed_at: Option<usize>,
    pub(super) complete: Option<(usize, CompleteColumn)>,
    pub(super) only: Option<RowsOf>,
    pub(super) except: Option<RowsOf>,
    pub(super) steps: bool,
    pub(super) rules: Vec<Rule>,
    pub(super) fields: Vec<(FieldName, usize)>,
    pub(super) context: [Option<usize>; 3],
    /// The names of all columns.
    pub(super) names: Vec<String>,
    /// The places of the columns that have a purpose.
    pub(super) mapped: BTreeSet<usize>,
    assumed: Option<String>,
    personal: Vec<String>,
    unused: Vec<String>,
    definition: Survey,
}

#[derive(Debug, Clone)]
pub(super) enum SurveyOf {
    All(SurveyId),
    Column(usize),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum TimeOf {
    All(Moment),
    Column(usize, DateOrder),
}

/// Rows by the value of a column.
#[derive(Debug, Clone)]
pub(super) struct RowsOf {
    pub at: usize,
    pub values: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub question: QuestionId,
    pub takes: Takes,
    pub columns: Vec<(usize, String)>,
    pub values: BTreeMap<String, Value>,
    pub split: Option<String>,
}

/// What a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Empathy,
    Promise,
    Recommend,
    Comment,
    Scale(i64, i64),
    Choice,
    Text,
    Consent,
}

impl Plan {
    /// Holds a mapping against a file that was looked through to its end; otherwise every rule that it breaks.
    pub fn new(mapping: &Mapping, profile: &Profile) -> Result<Self, Vec<Problem>> {
        let mut problems = unfit(mapping, profile);
        let places: BTreeMap<_, _> =
            profile.columns().iter().enumerate().map(|(at, column)| (column.name(), at)).collect();
        let place = |name: &str| places.get(name).copied().unwrap_or_default();
        let mut rules = Vec::new();
        for (name, answer) in &mapping.answers {
            match rule(name, answer, profile, &place) {
                Ok(rule) => rules.push(rule),
                Err(problem) => problems.push(problem.within(&format!("answers.{name}"))),
            }
        }
        let survey = match &mapping.survey {
            SurveyColumn::Name(name) => SurveyId::parse(name).map(SurveyOf::All),
            SurveyColumn::Column(column) => Ok(SurveyOf::Column(place(&column.column))),
        };
        let mut fields = Vec::new();
        for (name, field) in &mapping.fields {
            match FieldName::parse(name) {
                Ok(name) => fields.push((name, place(&field.column))),
                Err(problem) => problems.push(Problem::new(format!("fields.{name}"), problem.rule)),
            }
        }
        let time = time(mapping, profile, &place).map_err(|problem| problems.push(problem)).ok();
        let survey = survey.map_err(|problem| problems.push(problem.within("survey"))).ok();
        let (Some(submitted_at), Some(survey), true) = (time, survey, problems.is_empty()) else {
            return Err(problems);
        };
        let mapped: BTreeSet<_> = mapping.columns().iter().map(|(_, column)| place(column)).collect();
        let left = |(at, column): &(usize, &Column)| !mapped.contains(at) && !column.is_empty();
        let (personal, others): (Vec<_>, Vec<_>) = profile
            .columns()
            .iter()
            .enumerate()
            .filter(left)
            .map(|(_, column)| column)
            .partition(|column| is_personal(column));
        let named = |columns: Vec<&Column>| columns.into_iter().map(|column| column.name().to_owned()).collect();
        let context = &mapping.context;
        Ok(Self {
            definition: definition(mapping, &rules, profile),
            survey,
            id: mapping.id.as_ref().map(|id| place(&id.column)),
            submitted_at,
            tz: mapping.submitted_at.tz.clone(),
            changed_at: mapping.changed_at.as_ref().map(|changed| place(&changed.column)),
            complete: mapping.complete.as_ref().map(|complete| (place(&complete.column), complete.clone())),
            only: mapping.only.as_ref().map(|only| RowsOf { at: place(&only.column), values: only.values.clone() }),
            except: mapping
                .except
                .as_ref()
                .map(|except| RowsOf { at: place(&except.column), values: except.values.clone() }),
            steps: mapping.steps,
            rules,
            fields,
            context: [&context.url, &context.locale, &context.device]
                .map(|one| one.as_ref().map(|one| place(&one.column))),
            names: profile.columns().iter().map(|column| column.name().to_owned()).collect(),
            assumed: assumed(mapping, profile),
            personal: named(personal),
            unused: named(
                others.into_iter().filter(|column| !mapping.ignore.iter().any(|name| name == column.name())).collect(),
            ),
            mapped,
        })
    }

    /// The zone of the file's clock, by its name in the tz database; UTC without one.
    pub fn tz(&self) -> Option<&str> {
        self.tz.as_deref()
    }

    /// What was taken for granted, in a sentence: the zone of times that do not say theirs.
    pub fn assumed(&self) -> Option<&str> {
        self.assumed.as_deref()
    }

    /// Columns that say who somebody is, and are left out.
    pub fn personal(&self) -> &[String] {
        &self.personal
    }

    /// Columns that nothing is made of, and that the mapping does not say to leave out.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// The questions as a survey of ours: what kind each is, and its wording.
    pub fn definition(&self) -> &Survey {
        &self.definition
    }
}

/// What is wrong with a mapping as a whole.
fn unfit(mapping: &Mapping, profile: &Profile) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(line) = profile.foreign_text() {
        let at = if profile.is_table() { "line" } else { "row" };
        problems.push(Problem::whole(format!(
            "{at} {line} of the file is not valid UTF-8: save it as UTF-8, and nothing of it is lost"
        )));
    }
    for (place, column) in mapping.columns() {
        if profile.column(column).is_none() {
            problems.push(Problem::new(&place, missing(column, profile)));
        }
        if mapping.ignore.iter().any(|ignored| ignored == column) && !matches!(place.as_str(), "only" | "except") {
            problems.push(Problem::new(place, format!("takes the column “{column}”, which ignore leaves out")));
        }
    }
    if mapping.answers.is_empty() {
        problems.push(Problem::new("answers", "must say in which column at least one question is answered"));
    }
    for (name, entries) in [("answers", mapping.answers.len()), ("fields", mapping.fields.len())] {
        if entries > limits::ENTRIES {
            problems.push(Problem::new(name, "must hold at most 100 entries"));
        }
    }
    problems
}

/// What is said of a column that is needed and not named.
pub(super) const NO_COLUMN: &str = "must name a column";

fn missing(column: &str, profile: &Profile) -> String {
    if column.is_empty() {
        return NO_COLUMN.to_owned();
    }
    let names: Vec<_> = profile.columns().iter().take(20).map(|column| format!("“{}”", column.name())).collect();
    let more = if profile.columns().len() > names.len() { ", …" } else { "" };
    format!("the file has no column “{column}”; it has {}{more}", names.join(", "))
}

fn assumed(mapping: &Mapping, profile: &Profile) -> Option<String> {
    let time = &mapping.submitted_at;
    let column = profile.column(&time.column).filter(|_| time.tz.is_none() && time.value.is_none())?;
    let says = column.times.zoned == column.filled || column.name().ends_with("(UTC)");
    let sentence = "do not say their zone and are taken as UTC: say \"tz\": \"Europe/Berlin\", or whichever it is, in submitted_at";
    (!says).then(|| format!("the times of “{}” {sentence}", column.name()))
}

/// The time of all rows, or of each; what a missing column means is told where all of them are looked for.
fn time(mapping: &Mapping, profile: &Profile, place: &impl Fn(&str) -> usize) -> Result<TimeOf, Problem> {
    let time = &mapping.submitted_at;
    let refused = |rule: String| Problem::new("submitted_at", rule);
    let Some(value) = &time.value else {
        let order = profile.column(&time.column).map_or(Ok(DateOrder::Ymd), |column| order(time.order, column));
        return order.map_err(refused).map(|order| TimeOf::Column(place(&time.column), order));
    };
    match Moment::parse(value, DateOrder::Ymd) {
        _ if !time.column.is_empty() => Err(refused("must name a column or a value, not both".to_owned())),
        Some(moment) => Ok(TimeOf::All(moment)),
        None => Err(refused("the value must be a time or a day such as 2026-03-14".to_owned())),
    }
}

/// The order of day, month and year in a column: as it is said to be, or as its dates tell.
fn order(said: Option<DateOrder>, column: &Column) -> Result<DateOrder, String> {
    let (counts, name) = (column.times, column.name());
    let read = |order| match order {
        DateOrder::Ymd => counts.ymd,
        DateOrder::Dmy => counts.dmy,
        DateOrder::Mdy => counts.mdy,
    };
    match (said, column.order()) {
        _ if [counts.ymd, counts.dmy, counts.mdy] == [0; 3] => {
            Err(format!("the column “{name}” holds no time that can be read"))
        }
        (Some(order), _) if read(order) == 0 => Err(format!("no date of “{name}” can be read in that order")),
        (Some(order), _) | (None, Some(order)) => Ok(order),
        // Most can be read in one order alone, and the others are bad rows.
        (None, None) if counts.ymd > counts.dmy.max(counts.mdy) => Ok(DateOrder::Ymd),
        (None, None) if counts.dmy > counts.mdy => Ok(DateOrder::Dmy),
        (None, None) if counts.mdy > counts.dmy => Ok(DateOrder::Mdy),
        (None, None) => Err(format!(
            "the dates of “{name}” can be read in two ways: \"order\" must be dmy (day first) or mdy (month first)"
        )),
    }
}

fn rule(name: &str, answer: &AnswerColumn, profile: &Profile, place: &impl Fn(&str) -> usize) -> Result<Rule, Problem> {
    let question = QuestionId::parse(name)?;
    let named: Vec<_> = answer.column.iter().chain(&answer.columns).collect();
    if named.is_empty() || (answer.column.is_some() && !answer.columns.is_empty()) {
        return Err(Problem::whole("must name a column, or several as columns"));
    }
    let takes = takes(name, answer)?;
    if !answer.columns.is_empty() && takes != Takes::Choice {
        return Err(Problem::whole("takes several columns, which only a choice can"));
    }
    let first = named.first().and_then(|column| profile.column(column));
    if let Some(column) = first {
        scores_fit(takes, answer, column)?;
        promise_fits(takes, answer, column)?;
    }
    let columns = named.into_iter().map(|column| (place(column), option_name(column))).collect();
    Ok(Rule { question, takes, columns, values: answer.values.clone(), split: answer.split.clone() })
}

/// What a column of one option is called: the part behind the question's own wording.
fn option_name(column: &str) -> String {
    let part = column.rsplit_once(" - ").map_or(column, |(_, option)| option);
    part.chars().take(limits::ITEM).collect()
}

fn takes(name: &str, answer: &AnswerColumn) -> Result<Takes, Problem> {
    let ours = match name {
        "empathy" => Some((Takes::Empathy, AnswerKind::Scale)),
        "promise" => Some((Takes::Promise, AnswerKind::Choice)),
        "recommend" => Some((Takes::Recommend, AnswerKind::Scale)),
        "comment" => Some((Takes::Comment, AnswerKind::Text)),
        _ => None,
    };
    match (ours, answer.kind) {
        (Some((_, own)), Some(kind)) if kind != own => {
            Err(Problem::new("kind", "must be left out: this is a question of ours, and has its kind"))
        }
        (Some((takes, _)), _) => Ok(takes),
        (None, Some(AnswerKind::Scale)) => match (answer.min, answer.max) {
            (Some(min), Some(max)) if max > min && max.saturating_sub(min) <= 100 => Ok(Takes::Scale(min, max)),
            _ => Err(Problem::whole("is a scale and must say min and max, which are at most 100 apart")),
        },
        (None, Some(AnswerKind::Choice)) => Ok(Takes::Choice),
        (None, Some(AnswerKind::Consent)) => Ok(Takes::Consent),
        (None, Some(AnswerKind::Text) | None) => Ok(Takes::Text),
    }
}

/// Whether scores are taken as they are: on the scale of the question, and no number for another.
fn scores_fit(takes: Takes, answer: &AnswerColumn, column: &Column) -> Result<(), Problem> {
    let (min, max, name) = match takes {
        Takes::Recommend => (0, 10, "“would recommend”"),
        Takes::Empathy => (1, 5, "“felt understood”"),
        Takes::Scale(min, max) => (min, max, "this scale"),
        _ => return Ok(()),
    };
    let said = (answer.min.unwrap_or(min), answer.max.unwrap_or(max));
    if said != (min, max) {
        return Err(Problem::whole(format!(
            "{name} needs {min} to {max}, and “{}” is said to go from {} to {}: nothing is rescaled. Give it a question of its own, \
             with \"kind\": \"scale\"",
            column.name(),
            said.0,
            said.1
        )));
    }
    let renamed = answer
        .values
        .iter()
        .any(|(from, to)| from.parse::<i64>().is_ok_and(|from| to.as_i64().is_some_and(|to| to != from)));
    if renamed {
        return Err(Problem::new(
            "values",
            "makes another score of a score: nothing is rescaled. Words alone may be given a score",
        ));
    }
    match column.range {
        None if answer.values.is_empty() && !column.is_empty() => {
            Err(Problem::whole(format!("“{}” holds no whole number", column.name())))
        }
        // A 1-5 or 1-7 question; that a form did offer 0 to 10 has to be said.
        Some((low, high))
            if takes == Takes::Recommend && low > 0 && high < 8 && answer.min.zip(answer.max).is_none() =>
        {
            Err(Problem::whole(format!(
                "“would recommend” needs 0 to 10, and the answers of “{}” lie from {low} to {high}: nothing is rescaled. Give it a question \
                 of its own, with \"kind\": \"scale\"; or, if the form did offer 0 to 10, say \"min\": 0, \"max\": 10",
                column.name()
            )))
        }
        Some((low, high)) if takes == Takes::Empathy && (low > 5 || (low == 0 && high > 5)) => {
            Err(Problem::whole(format!(
                "“felt understood” needs 1 to 5, and the answers of “{}” lie from {low} to {high}: nothing is rescaled",
                column.name()
            )))
        }
        _ => Ok(()),
    }
}

fn promise_fits(takes: Takes, answer: &AnswerColumn, column: &Column) -> Result<(), Problem> {
    if takes != Takes::Promise {
        return Ok(());
    }
    let is_ours =
        |meaning: &Value| meaning.is_null() || meaning.as_str().is_some_and(|text| Promise::of(text).is_some());
    if !answer.values.values().all(is_ours) {
        return Err(Problem::new("values", "must be broken, kept, exceeded, none, or null for no answer"));
    }
    let has_meaning = |value: &String| answer.values.contains_key(value) || Promise::of(value).is_some();
    if column.is_empty() || column.values.keys().any(has_meaning) {
        return Ok(());
    }
    Err(Problem::new(
        "values",
        format!("must say which value of “{}” means broken, kept, exceeded or none", column.name()),
    ))
}

fn definition(mapping: &Mapping, rules: &[Rule], profile: &Profile) -> Survey {
    let id = match &mapping.survey {
        SurveyColumn::Name(name) => name.clone(),
        SurveyColumn::Column(_) => mapping.program.map_or("imported", super::program::Program::survey).to_owned(),
    };
    let questions = rules.iter().filter_map(|rule| question(rule, profile)).collect();
    Survey { questions, segments: mapping.fields.keys().cloned().collect(), ..Survey::standard(&id) }
}

/// A question of the owner's own; `None` where its kind is better told by the answers.
fn question(rule: &Rule, profile: &Profile) -> Option<Question> {
    let column = rule.columns.first().and_then(|(at, _)| profile.columns().get(*at))?;
    let kind = match rule.takes {
        Takes::Scale(min, max) => QuestionKind::Scale { min, max },
        Takes::Text => QuestionKind::Text { max_chars: limits::COMMENT },
        Takes::Consent => QuestionKind::Consent,
        _ => return None,
    };
    Some(Question {
        id: rule.question.to_string(),
        kind,
        label: column.label().to_owned(),
        required: false,
        jump: None,
    })
}
