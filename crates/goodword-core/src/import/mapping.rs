//! Which column of somebody else's file is what: a small JSON file that can be kept and used again next month.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::moment::DateOrder;
use super::program::Program;
use crate::Problem;

/// The version of mappings that is read and written here.
const VERSION: u32 = 1;

/// A mapping. Columns are called by their names; in JSON these are paths such as `data.said`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The version of this format: 1.
    pub goodword_map: u32,
    /// The program whose export it is; it says how answers are wrapped and how many rows are headings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Program>,
    /// How many rows of a table are headings, where it is not as the program writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_rows: Option<usize>,
    /// The survey that the responses belong to.
    pub survey: SurveyColumn,
    /// The program's own id. Without one a row is known by all that stands in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ColumnName>,
    /// When it was submitted.
    pub submitted_at: TimeColumn,
    /// When it was changed: the later change of a response replaces the earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<ColumnName>,
    /// Whether the visitor came to the end; everybody did where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complete: Option<CompleteColumn>,
    /// Rows that are responses; all are where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<RowFilter>,
    /// Rows that are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub except: Option<RowFilter>,
    /// Whether rows of one id are steps of one response, of which the last counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub steps: bool,
    /// Which question is answered where: by ours, or any name for a question of the owner's own.
    pub answers: BTreeMap<String, AnswerColumn>,
    /// Hidden fields, by which responses can be set apart.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, ColumnName>,
    /// The page, the language and the device.
    #[serde(default, skip_serializing_if = "ContextColumns::is_empty")]
    pub context: ContextColumns,
    /// Columns that are left out on purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnName {
    /// Its name.
    pub column: String,
}

impl ColumnName {
    /// The column of that name.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into() }
    }
}

/// The survey: one name for all, or a column that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SurveyColumn {
    /// For all rows.
    Name(String),
    /// In each row.
    Column(ColumnName),
}

/// A column of times, or one time for all rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeColumn {
    /// Its name; empty where `value` stands for all rows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// For a file without times: the day, or the time, at which all of it was submitted, such as `2026-03-14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The order of day, month and year; needed where the column itself does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<DateOrder>,
    /// The zone of its clock where the times name none, such as `Europe/Berlin`; UTC where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tz: Option<String>,
}

/// A column that tells whether the visitor came to the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteColumn {
    /// Its name.
    pub column: String,
    /// The values that say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// Or the values that say that they did not; nothing says so neither. Without any of both, whatever stands there is yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no: Vec<String>,
}

/// Rows by the value of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowFilter {
    /// Its name.
    pub column: String,
    /// The values that are meant.
    pub values: Vec<String>,
}

/// Where a question is answered, and what its values mean.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerColumn {
    /// The column; or several, one for each option of a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Columns of which each holds one option.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What kind of question it is; ours have theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AnswerKind>,
    /// The lowest score that the form offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// What a value stands for: a number, a text, a truth, or `null` for no answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
    /// What several answers in one cell are joined by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
}

/// The kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerKind {
    /// A whole number from `min` to `max`.
    Scale,
    /// One option, or several.
    Choice,
    /// Own words.
    Text,
    /// Yes or no.
    Consent,
}

/// Columns of the page, the language and the device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextColumns {
    /// The page; its query and fragment are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<ColumnName>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<ColumnName>,
    /// The device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<ColumnName>,
}

impl ContextColumns {
    /// Whether none is named.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Mapping {
    /// Only what every mapping has: nothing is answered yet.
    pub fn new(survey: impl Into<String>, submitted_at: impl Into<String>) -> Self {
        Self {
            goodword_map: VERSION,
            program: None,
            heading_rows: None,
            survey: SurveyColumn::Name(survey.into()),
            id: None,
            submitted_at: TimeColumn { column: submitted_at.into(), ..TimeColumn::default() },
            changed_at: None,
            complete: None,
            only: None,
            except: None,
            steps: false,
            answers: BTreeMap::new(),
            fields: BTreeMap::new(),
            context: ContextColumns::default(),
            ignore: Vec::new(),
        }
    }

    /// Reads a mapping. Whether it fits a file is seen later, by [`Plan::new`](super::Plan::new).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let refused = |error: serde_json::Error| Problem::whole(format!("is no mapping: {error}"));
        let mapping: Self = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(refused)?;
        if mapping.goodword_map != VERSION {
            return Err(Problem::new(
                "goodword_map",
                format!("must be {VERSION}: this is a mapping of another version"),
            ));
        }
        Ok(mapping)
    }

    /// The mapping as its file, to be read by people too.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Every column that it names for a purpose, with the place in the mapping.
    pub(super) fn columns(&self) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        if self.submitted_at.value.is_none() {
            found.push(("submitted_at".to_owned(), self.submitted_at.column.as_str()));
        }
        let one = |name: &str, column: Option<&'_ str>| column.map(|_| name.to_owned());
        let singles = [
            ("id", self.id.as_ref().map(|id| id.column.as_str())),
            ("changed_at", self.changed_at.as_ref().map(|changed| changed.column.as_str())),
            ("complete", self.complete.as_ref().map(|complete| complete.column.as_str())),
            ("only", self.only.as_ref().map(|only| only.column.as_str())),
            ("except", self.except.as_ref().map(|except| except.column.as_str())),
            ("context.url", self.context.url.as_ref().map(|url| url.column.as_str())),
            ("context.locale", self.context.locale.as_ref().map(|locale| locale.column.as_str())),
            ("context.device", self.context.device.as_ref().map(|device| device.column.as_str())),
        ];
        found.extend(singles.into_iter().filter_map(|(name, column)| Some((one(name, column)?, column?))));
        if let SurveyColumn::Column(survey) = &self.survey {
            found.push(("survey".to_owned(), &survey.column));
        }
        for (name, answer) in &self.answers {
            let columns = answer.column.iter().chain(&answer.columns);
            found.extend(columns.map(|column| (format!("answers.{name}"), column.as_str())));
        }
        found.extend(self.fields.iter().map(|(name, field)| (format!("fields.{name}"), field.column.as_str())));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"goodword_map":1,"program":"google-forms","survey":"support","id":{"column":"Response ID"},
        "submitted_at":{"column":"Timestamp","order":"dmy","tz":"Europe/Berlin"},"complete":{"column":"Finished","yes":["Yes"]},
        "answers":{"promise":{"column":"Kept?","values":{"Yes":"kept","No":null}},"effort":{"column":"Effort","kind":"scale","min":1,"max":7}},
        "fields":{"plan":{"column":"plan"}},"ignore":["IP Address"]}"#;

    #[test]
    fn a_mapping_is_kept_as_it_is() {
        let mapping = Mapping::parse(TEXT).unwrap();
        assert_eq!(Mapping::parse(&mapping.to_json()).unwrap(), mapping);
        let columns: Vec<_> =
            mapping.columns().into_iter().map(|(place, column)| format!("{place}={column}")).collect();
        let expect = [
            "submitted_at=Timestamp",
            "id=Response ID",
            "complete=Finished",
            "answers.effort=Effort",
            "answers.promise=Kept?",
            "fields.plan=plan",
        ];
        assert_eq!(columns, expect);
    }

    #[test]
    fn what_is_no_mapping_is_refused_in_words() {
        let check = |text: &str, expect: &str| {
            let found = Mapping::parse(text).unwrap_err().to_text();
            assert!(found.starts_with(expect), "{found}");
        };
        check("", "is no mapping: EOF");
        check("{}", "is no mapping: missing field `goodword_map`");
        check(&TEXT.replace("\"goodword_map\":1", "\"goodword_map\":2"), "goodword_map: must be 1");
        check(&TEXT.replace("\"fields\"", "\"feilds\""), "is no mapping: unknown field `feilds`");
        check(&TEXT.replace("google-forms", "word"), "is no mapping: unknown variant `word`");
    }
}
