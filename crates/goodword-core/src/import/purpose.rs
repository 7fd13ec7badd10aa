//! What one column is in a mapping, and making it something else.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cell;
use super::column::Column;
use super::mapping::{AnswerColumn, AnswerKind, ColumnName, CompleteColumn, Mapping, SurveyColumn};
use super::proposal::{own_name, promise_values};
use crate::limits;

/// What is made of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are what stands in a mapping under these names")]
pub enum Purpose {
    #[default]
    LeftOut,
    Id,
    SubmittedAt,
    ChangedAt,
    Complete,
    Survey,
    Recommend,
    Empathy,
    Promise,
    Comment,
    Scale,
    Choice,
    Text,
    Consent,
    Field,
    Page,
    Language,
    Device,
}

impl Purpose {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 18] = [
        Self::LeftOut,
        Self::Id,
        Self::SubmittedAt,
        Self::Recommend,
        Self::Empathy,
        Self::Promise,
        Self::Comment,
        Self::Scale,
        Self::Choice,
        Self::Text,
        Self::Consent,
        Self::Field,
        Self::ChangedAt,
        Self::Complete,
        Self::Survey,
        Self::Page,
        Self::Language,
        Self::Device,
    ];

    /// What it is called where it is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "left out",
            Self::Id => "id of the response",
            Self::SubmittedAt => "time",
            Self::ChangedAt => "time of a change",
            Self::Complete => "came to the end",
            Self::Survey => "name of the survey",
            Self::Recommend => "would recommend, 0 to 10",
            Self::Empathy => "felt understood, 1 to 5",
            Self::Promise => "promise kept or broken",
            Self::Comment => "comment",
            Self::Scale => "a scale of its own",
            Self::Choice => "a choice of its own",
            Self::Text => "a text of its own",
            Self::Consent => "yes or no of its own",
            Self::Field => "hidden field, to set apart by",
            Self::Page => "page",
            Self::Language => "language",
            Self::Device => "device",
        }
    }

    /// The question of ours that it answers.
    pub(super) fn ours(self) -> Option<&'static str> {
        match self {
            Self::Recommend => Some("recommend"),
            Self::Empathy => Some("empathy"),
            Self::Promise => Some("promise"),
            Self::Comment => Some("comment"),
            _ => None,
        }
    }

    /// Whether a column can be it at all.
    pub(super) fn suits(self, column: &Column) -> bool {
        let times = column.times;
        match self {
            Self::SubmittedAt | Self::ChangedAt => times.ymd.max(times.dmy).max(times.mdy) > 0,
            Self::Scale => column.range.is_some_and(|(low, high)| high > low || column.is_whole()),
            _ => true,
        }
    }
}

impl Mapping {
    /// What a column is.
    pub fn purpose(&self, column: &str) -> Purpose {
        let is = |name: &Option<ColumnName>| name.as_ref().is_some_and(|name| name.column == column);
        match () {
            () if is(&self.id) => Purpose::Id,
            () if self.submitted_at.value.is_none() && self.submitted_at.column == column => Purpose::SubmittedAt,
            () if is(&self.changed_at) => Purpose::ChangedAt,
            () if self.complete.as_ref().is_some_and(|complete| complete.column == column) => Purpose::Complete,
            () if self.survey == SurveyColumn::Column(ColumnName::new(column)) => Purpose::Survey,
            () if is(&self.context.url) => Purpose::Page,
            () if is(&self.context.locale) => Purpose::Language,
            () if is(&self.context.device) => Purpose::Device,
            () if self.fields.values().any(|field| field.column == column) => Purpose::Field,
            () => self.answers.iter().find(|(_, answer)| answer.names(column)).map_or(Purpose::LeftOut, of_answer),
        }
    }

    /// Makes a column something else; what was that before is left out.
    pub fn assign(&mut self, column: &Column, purpose: Purpose) {
        self.forget(column.name());
        let named = Some(ColumnName::new(column.name()));
        let before = match purpose {
            Purpose::LeftOut => None,
            Purpose::Id => std::mem::replace(&mut self.id, named),
            Purpose::ChangedAt => std::mem::replace(&mut self.changed_at, named),
            Purpose::Page => std::mem::replace(&mut self.context.url, named),
            Purpose::Language => std::mem::replace(&mut self.context.locale, named),
            Purpose::Device => std::mem::replace(&mut self.context.device, named),
            Purpose::SubmittedAt => self.time(column),
            Purpose::Complete => self.complete.replace(complete(column)).map(|before| ColumnName::new(before.column)),
            Purpose::Survey => {
                match std::mem::replace(&mut self.survey, SurveyColumn::Column(ColumnName::new(column.name()))) {
                    SurveyColumn::Column(before) => Some(before),
                    SurveyColumn::Name(_) => None,
                }
            }
            Purpose::Field => {
                let name = self.free(own_name(column));
                self.fields.insert(name, ColumnName::new(column.name()));
                None
            }
            question => self.ask(column, question),
        };
        self.ignore.extend(before.map(|before| before.column));
        if purpose == Purpose::LeftOut {
            self.ignore.push(column.name().to_owned());
        }
    }

    fn time(&mut self, column: &Column) -> Option<ColumnName> {
        let time = &mut self.submitted_at;
        (time.value, time.order) = (None, column.order());
        let before = std::mem::replace(&mut time.column, column.name().to_owned());
        Some(before).filter(|before| !before.is_empty()).map(ColumnName::new)
    }

    fn ask(&mut self, column: &Column, purpose: Purpose) -> Option<ColumnName> {
        let plain = AnswerColumn { column: Some(column.name().to_owned()), ..AnswerColumn::default() };
        let of_kind = |kind| AnswerColumn { kind: Some(kind), ..plain.clone() };
        let answer = match purpose {
            Purpose::Promise => AnswerColumn { values: promise_values(column), ..plain },
            Purpose::Scale => AnswerColumn::scale(column),
            Purpose::Choice => of_kind(AnswerKind::Choice),
            Purpose::Text => of_kind(AnswerKind::Text),
            Purpose::Consent => of_kind(AnswerKind::Consent),
            _ => plain,
        };
        let name = purpose.ours().map_or_else(|| self.free(own_name(column)), str::to_owned);
        let before = self.answers.insert(name, answer)?;
        before.column.map(ColumnName::new)
    }

    /// Takes a column out of wherever it stands.
    fn forget(&mut self, column: &str) {
        let is = |name: &ColumnName| name.column == column;
        for one in [
            &mut self.id,
            &mut self.changed_at,
            &mut self.context.url,
            &mut self.context.locale,
            &mut self.context.device,
        ] {
            one.take_if(|name| is(name));
        }
        self.complete.take_if(|complete| complete.column == column);
        if self.submitted_at.column == column {
            self.submitted_at.column = String::new();
        }
        if self.survey == SurveyColumn::Column(ColumnName::new(column)) {
            self.survey =
                SurveyColumn::Name(self.program.map_or("imported", super::program::Program::survey).to_owned());
        }
        self.fields.retain(|_, field| !is(field));
        self.answers.values_mut().for_each(|answer| answer.columns.retain(|one| one != column));
        self.answers.retain(|_, answer| {
            answer.column.as_deref().is_some_and(|one| one != column) || !answer.columns.is_empty()
        });
        self.ignore.retain(|one| one != column);
    }

    /// A name that nothing else has, with a number behind it where need be.
    fn free(&self, name: String) -> String {
        let ours = ["empathy", "promise", "recommend", "comment"];
        let taken =
            |name: &str| self.answers.contains_key(name) || self.fields.contains_key(name) || ours.contains(&name);
        let more = (2..=limits::ENTRIES * 2).map(|nth| format!("{name}_{nth}"));
        std::iter::once(name.clone()).chain(more).find(|name| !taken(name)).unwrap_or(name)
    }
}

impl AnswerColumn {
    fn names(&self, column: &str) -> bool {
        self.column.as_deref() == Some(column) || self.columns.iter().any(|one| one == column)
    }
}

fn of_answer((name, answer): (&String, &AnswerColumn)) -> Purpose {
    match (name.as_str(), answer.kind) {
        ("recommend", _) => Purpose::Recommend,
        ("empathy", _) => Purpose::Empathy,
        ("promise", _) => Purpose::Promise,
        ("comment", _) => Purpose::Comment,
        (_, Some(AnswerKind::Scale)) => Purpose::Scale,
        (_, Some(AnswerKind::Choice)) => Purpose::Choice,
        (_, Some(AnswerKind::Consent)) => Purpose::Consent,
        (_, Some(AnswerKind::Text) | None) => Purpose::Text,
    }
}

/// The values that say yes, where they are words for it; otherwise whatever stands there does.
fn complete(column: &Column) -> CompleteColumn {
    let yes = column.values.keys().filter(|value| cell::truth(value) == Some(true)).cloned().collect();
    CompleteColumn { column: column.name().to_owned(), yes, no: Vec::new() }
}

/// What a value of the promise means, `None` for no answer.
pub(super) fn meaning(said: Option<crate::Promise>) -> Value {
    said.map_or(Value::Null, |said| Value::String(said.as_str().to_owned()))
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
    fn a_column_is_one_thing_at_a_time() {
        let mut mapping = Mapping::new("shop", "When");
        let (score, other) = (column("Score", &["9", "0"]), column("Other score", &["1", "5"]));
        for purpose in Purpose::ALL {
            mapping.assign(&score, purpose);
            assert_eq!(mapping.purpose("Score"), purpose);
            let places = mapping.columns().iter().filter(|(_, column)| *column == "Score").count();
            assert_eq!(places, usize::from(purpose != Purpose::LeftOut), "{purpose:?}: {mapping:?}");
            assert_eq!(mapping.ignore.iter().filter(|name| *name == "Score").count(), 1 - places, "{purpose:?}");
        }
        mapping.assign(&score, Purpose::Recommend);
        mapping.assign(&other, Purpose::Recommend);
        assert_eq!((mapping.purpose("Score"), mapping.purpose("Other score")), (Purpose::LeftOut, Purpose::Recommend));
        mapping.assign(&score, Purpose::Scale);
        mapping.assign(&other, Purpose::Scale);
        let names: Vec<_> = mapping.answers.keys().map(String::as_str).collect();
        assert_eq!(names, ["Score", "other_score"]);
    }
}
