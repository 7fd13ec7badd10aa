//! Which column may be which: what is proposed before anybody has said a word.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::column::Column;
use super::known::{Known, fits, known};
use super::mapping::{
    AnswerColumn, AnswerKind, ColumnName, CompleteColumn, ContextColumns, Mapping, RowFilter, SurveyColumn,
};
use super::options::{are_joined, runs};
use super::personal::is_personal;
use super::profile::Profile;
use super::program::Program;
use super::slug::{last_part, slug};
use super::wording::{self, Asked, asked};
use crate::limits;
use crate::name::is_name;

/// Of so many answers on a scale that begins with 0, somebody gives it.
const MANY: u64 = 100;

/// A mapping to be looked at, and what its reader should know.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What is proposed. It may lack what only a person can say: then no [`Plan`](super::Plan) comes of it.
    pub mapping: Mapping,
    /// Sentences on what was not guessed, and why.
    pub notes: Vec<String>,
}

/// Proposes a mapping of a file that was looked through to its end.
pub fn propose(profile: &Profile) -> Proposal {
    let program = profile.program();
    let mut mapping = Mapping::new(program.map_or("imported", Program::survey), "");
    mapping.program = program;
    let mut proposer = Proposer { profile, known: known(program), mapping, notes: Vec::new(), used: BTreeSet::new() };
    proposer.metadata();
    proposer.left_out();
    proposer.answers();
    if profile.columns().len() >= 2000 {
        proposer.notes.push("Only the first 2,000 columns are looked at".to_owned());
    }
    Proposal { mapping: proposer.mapping, notes: proposer.notes }
}

struct Proposer<'a> {
    profile: &'a Profile,
    known: Known,
    mapping: Mapping,
    notes: Vec<String>,
    used: BTreeSet<&'a str>,
}

/// A recommendation that is asked for on another scale, or on one that cannot be told from others.
fn other_scale(column: &Column, low: i64, high: i64) -> String {
    format!(
        "“{}” asks for a recommendation, and its answers lie from {low} to {high}: “would recommend” needs 0 to 10, and nothing is \
         rescaled, so it is proposed as a question of its own. If the form did offer 0 to 10, map it as recommend with \"min\": 0, \"max\": 10",
        column.label()
    )
}

impl<'a> Proposer<'a> {
    /// The first of these columns that is there and filled.
    fn find(&self, names: &[&str]) -> Option<&'a Column> {
        names.iter().find_map(|name| self.profile.column(name).filter(|column| !column.is_empty()))
    }

    fn take(&mut self, names: &[&str]) -> Option<ColumnName> {
        let column = self.find(names)?;
        self.used.insert(column.name());
        Some(ColumnName::new(column.name()))
    }

    fn metadata(&mut self) {
        let known = self.known;
        self.mapping.id = match self.find(known.id) {
            Some(column) if self.profile.program().is_none() && !self.is_distinct(column) => {
                self.notes.push(format!("“{}” holds the same value twice: it is not taken as the id", column.label()));
                None
            }
            _ => self.take(known.id),
        };
        if self.mapping.id.is_none() {
            self.notes.push("No column holds an id: a row is known by all that stands in it, so a row that is changed later counts again".to_owned());
        }
        self.time();
        self.mapping.changed_at = self.take(known.changed_at);
        let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        self.mapping.complete = self.take(known.complete).map(|ColumnName { column }| CompleteColumn {
            column,
            yes: strings(known.yes),
            no: strings(known.no),
        });
        if let Some(survey) = self.take(known.survey) {
            self.mapping.survey = SurveyColumn::Column(survey);
        }
        self.mapping.context =
            ContextColumns { url: self.take(known.url), locale: self.take(known.locale), device: None };
        let filter =
            |(column, values): (&str, &[&str])| RowFilter { column: column.to_owned(), values: strings(values) };
        self.mapping.only = known.only.filter(|(column, _)| self.find(&[column]).is_some()).map(filter);
        self.mapping.except = known.except.filter(|(column, _)| self.find(&[column]).is_some()).map(filter);
        self.mapping.steps = known.steps;
    }

    fn is_distinct(&self, column: &Column) -> bool {
        column.filled == self.profile.rows() && column.values.values().all(|count| *count == 1)
    }

    /// The time: what the program calls so, else the first column of nothing but times.
    fn time(&mut self) {
        let times = self.find(self.known.submitted_at).filter(|column| column.is_time());
        let times = times.or_else(|| self.profile.columns().iter().find(|column| column.is_time()));
        let Some(column) = times else {
            self.notes.push(
                "No column holds times: say in submitted_at which one does, or for all rows \"value\": \"2026-03-14\", the day of the file".to_owned(),
            );
            return;
        };
        self.used.insert(column.name());
        self.mapping.submitted_at.column = column.name().to_owned();
        self.mapping.submitted_at.order = column.order();
    }

    fn left_out(&mut self) {
        for column in self.profile.columns() {
            let named = self.known.ignore.iter().any(|pattern| fits(pattern, column.name()));
            let answer = column.heading.answer == Some(true);
            if self.used.contains(column.name()) || (!is_personal(column) && (answer || !named)) {
                continue;
            }
            self.used.insert(column.name());
            self.mapping.ignore.push(column.name().to_owned());
        }
    }

    fn answers(&mut self) {
        let columns = self.profile.columns().iter();
        let open: Vec<_> = columns.filter(|column| !column.is_empty() && !self.used.contains(column.name())).collect();
        let joint = self.known.joint;
        let joined = |column: &Column| joint.is_some_and(|joint| are_joined(column, joint));
        let runs = runs(&open);
        let open: Vec<_> = open
            .into_iter()
            .filter(|column| !runs.iter().any(|(_, run)| run.iter().any(|one| one.name() == column.name())))
            .collect();
        let mut ours = BTreeMap::new();
        for column in &open {
            if let Some((id, answer)) = self.ours(column)
                && !ours.contains_key(id)
            {
                self.mapping.answers.insert(id.to_owned(), answer);
                ours.insert(id, column.name());
            }
        }
        let rest: Vec<_> =
            open.into_iter().filter(|column| !ours.values().any(|name| *name == column.name())).collect();
        // Without one that asks for it, the last column of own words is the comment.
        let last = rest
            .iter()
            .rev()
            .find(|column| !ours.contains_key("comment") && is_words(column) && !joined(column))
            .map(|column| column.name());
        for column in rest {
            if Some(column.name()) == last {
                self.mapping.answers.insert("comment".to_owned(), AnswerColumn::of(column));
            } else {
                self.own(column, joint.filter(|_| joined(column)));
            }
        }
        for (question, run) in runs {
            let columns = run.iter().map(|column| column.name().to_owned()).collect();
            let answer = AnswerColumn { columns, kind: Some(AnswerKind::Choice), ..AnswerColumn::default() };
            if let Some(id) = self.free(slug(question).unwrap_or_else(|| "options".to_owned())) {
                self.mapping.answers.insert(id, answer);
            }
        }
    }

    /// A name that nothing else has, with a number behind it where need be.
    fn free(&self, id: String) -> Option<String> {
        let taken = |id: &str| {
            self.mapping.answers.contains_key(id)
                || self.mapping.fields.contains_key(id)
                || ["empathy", "promise", "recommend", "comment"].contains(&id)
        };
        let more = (2..=limits::ENTRIES * 2).map(|nth| format!("{id}_{nth}")).collect::<Vec<_>>();
        let has_room = self.mapping.answers.len().max(self.mapping.fields.len()) < limits::ENTRIES;
        std::iter::once(id).chain(more).find(|id| has_room && !taken(id))
    }

    /// One of our questions.
    fn ours(&mut self, column: &Column) -> Option<(&'static str, AnswerColumn)> {
        if column.heading.answer == Some(false) {
            return None;
        }
        let by_words = asked(column.label()).or_else(|| asked(column.name()));
        // What Delighted calls a score is one of recommending where its survey is of that kind.
        let nps = self.profile.column("survey_type").is_some_and(|kind| kind.values.keys().eq(["nps"]));
        let delighted = self.known.changed_at.contains(&"updated_at") && column.name() == "score";
        match (by_words, column.scores()) {
            (_, Some((0.., ..=10))) if delighted && nps => {
                Some(("recommend", AnswerColumn { min: Some(0), max: Some(10), ..AnswerColumn::of(column) }))
            }
            (Some(Asked::Recommend), Some((low, high))) => self.recommend(column, low, high),
            (Some(Asked::Empathy), Some((1.., ..=5))) => Some(("empathy", AnswerColumn::of(column))),
            (Some(Asked::Promise), _) => self.promise(column),
            (Some(Asked::Comment), None) if column.lists == 0 => Some(("comment", AnswerColumn::of(column))),
            _ => None,
        }
    }

    fn recommend(&mut self, column: &Column, low: i64, high: i64) -> Option<(&'static str, AnswerColumn)> {
        if !(0..=10).contains(&low) || !(0..=10).contains(&high) || (low > 0 && high < 8) {
            self.notes.push(other_scale(column, low, high));
            return None;
        }
        if low > 0 && column.filled >= MANY {
            self.notes.push(format!(
                "Nobody answered 0 to “{}”: if the form offered 1 to 10, take it out of recommend, which needs 0 to 10",
                column.label()
            ));
        }
        Some(("recommend", AnswerColumn::of(column)))
    }

    fn promise(&mut self, column: &Column) -> Option<(&'static str, AnswerColumn)> {
        if column.many || column.lists > 0 || !column.values.keys().any(|value| wording::promise(value).is_some()) {
            return None;
        }
        let values = promise_values(column);
        for value in values.iter().filter(|(_, meaning)| meaning.is_null()).map(|(value, _)| value) {
            self.notes.push(format!(
                "“{value}” of “{}” is counted as no answer: say what it means in the values of promise",
                column.label()
            ));
        }
        Some(("promise", AnswerColumn { values, ..AnswerColumn::of(column) }))
    }

    /// A question of the owner's own, or a hidden field. Further times are neither.
    fn own(&mut self, column: &Column, joint: Option<&str>) {
        let id = self.free(own_name(column));
        match id.filter(|_| column.is_whole() || !column.is_time()) {
            None => self.mapping.ignore.push(column.name().to_owned()),
            Some(id) if joint.is_none() && is_sent_along(column) => {
                self.mapping.fields.insert(id, ColumnName::new(column.name()));
            }
            Some(id) => {
                let answer = match joint {
                    None => AnswerColumn::own(column),
                    Some(joint) => AnswerColumn {
                        kind: Some(AnswerKind::Choice),
                        split: Some(joint.to_owned()),
                        ..AnswerColumn::of(column)
                    },
                };
                self.mapping.answers.insert(id, answer);
            }
        }
    }
}

/// What a question of the owner's own, or a hidden field, is called.
pub(super) fn own_name(column: &Column) -> String {
    let name = last_part(column.name());
    let named = Some(name.to_owned()).filter(|name| is_name(name) && name.len() < 40);
    named.or_else(|| slug(column.label())).or_else(|| slug(column.name())).unwrap_or_else(|| "question".to_owned())
}

/// What the values of a column say about a promise; those that say nothing are no answer.
pub(super) fn promise_values(column: &Column) -> BTreeMap<String, Value> {
    let meaning = |value: &String| {
        (value.clone(), wording::promise(value).map_or(Value::Null, |said| Value::String(said.to_owned())))
    };
    column.values.keys().map(meaning).collect()
}

/// Whether a column looks like a hidden field: a name that a program gave it, and single words below it.
fn is_sent_along(column: &Column) -> bool {
    let is_scale = column.scores().is_some_and(|(low, high)| scale(low, high).is_some());
    let looks = is_name(last_part(column.name())) && column.label() == column.name();
    column.heading.answer.map_or(looks && !is_scale && column.spaced == 0 && column.lists == 0, |answer| !answer)
}

impl AnswerColumn {
    fn of(column: &Column) -> Self {
        Self { column: Some(column.name().to_owned()), ..Self::default() }
    }

    /// On the usual scale that holds its scores.
    pub(super) fn scale(column: &Column) -> Self {
        let (min, max) = column.range.and_then(|(low, high)| scale(low, high)).unzip();
        Self { min, max, kind: Some(AnswerKind::Scale), ..Self::of(column) }
    }

    /// As what its values look like.
    fn own(column: &Column) -> Self {
        let kind = |kind| Self { kind: Some(kind), ..Self::of(column) };
        match column.scores().and_then(|(low, high)| scale(low, high)) {
            Some((min, max)) => Self { min: Some(min), max: Some(max), ..kind(AnswerKind::Scale) },
            None if column.lists > 0 => kind(AnswerKind::Choice),
            None if is_words(column) => kind(AnswerKind::Text),
            None => kind(AnswerKind::Choice),
        }
    }
}

/// The usual scale that holds scores: 1 to 5, 1 to 7, 1 to 10, 0 to 10, or as they are.
fn scale(low: i64, high: i64) -> Option<(i64, i64)> {
    match (low, high) {
        (1.., ..=5) => Some((1, 5)),
        (1.., ..=7) => Some((1, 7)),
        (1.., ..=10) => Some((1, 10)),
        (0, ..=10) => Some((0, 10)),
        _ => (high > low && high.saturating_sub(low) <= 100).then_some((low, high)),
    }
}

/// Whether these are own words: mostly sentences, or hardly ever the same.
fn is_words(column: &Column) -> bool {
    let different = u64::try_from(column.values.len()).unwrap_or(u64::MAX);
    let varied = column.many || (column.filled >= 8 && different * 2 > column.filled);
    column.lists == 0 && !column.is_whole() && !column.is_time() && (varied || column.spaced * 2 > column.filled)
}
