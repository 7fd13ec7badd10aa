//! What the dialog "which column is which?" shows, and what can be changed in it. It travels as JSON.

use serde::{Deserialize, Serialize};

use super::moment::DateOrder;
use super::purpose::Purpose;
use crate::Promise;

/// A file and the mapping at hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Whose export it is taken for, in a sentence.
    pub recognised: Option<String>,
    /// How many rows it has.
    pub rows: u64,
    /// The survey that its responses belong to; nothing where a column names it.
    pub survey: Option<String>,
    /// When its rows were submitted.
    pub time: SheetTime,
    /// Its columns, in their order.
    pub columns: Vec<SheetColumn>,
    /// What is wrong, or lacks, and concerns no column alone.
    pub problems: Vec<String>,
    /// What was not guessed, and why.
    pub notes: Vec<String>,
    /// What would be counted; nothing while something is wrong.
    pub tried: Option<Tried>,
    /// The mapping as its file.
    pub mapping: String,
}

/// When rows were submitted, and what has to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetTime {
    /// Whether no column is the time, so that a day for all rows has to be said.
    pub asks_day: bool,
    /// That day.
    pub day: Option<String>,
    /// Whether the dates can be read in two ways.
    pub asks_order: bool,
    /// Which way it is.
    pub order: Option<DateOrder>,
    /// Whether the times do not say their zone.
    pub asks_zone: bool,
    /// Which zone it is; UTC without one.
    pub tz: Option<String>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetColumn {
    /// By which the mapping names it.
    pub name: String,
    /// The wording of its question, where it stands apart.
    pub label: Option<String>,
    /// What stands in it, in the first ten rows.
    pub values: Vec<String>,
    /// How many rows have something there.
    pub filled: u64,
    /// What it is.
    pub purpose: Purpose,
    /// What it can be.
    pub offered: Vec<Purpose>,
    /// Why it cannot be what it is.
    pub problem: Option<String>,
    /// Whether it would be one if the form did offer 0 to 10.
    pub may_be_ten: bool,
    /// What its values say about a promise, where it is one.
    pub meanings: Vec<(String, Option<Promise>)>,
    /// Whether it says who somebody is.
    pub personal: bool,
}

/// What would be counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tried {
    /// What becomes of all rows; nothing of a file that is too large to be read at every change.
    pub whole: Option<String>,
    /// The first rows, as they would be read.
    pub first: Vec<Reading>,
}

/// One row as it would be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The line that it begins on, or its place in a list.
    pub line: u64,
    /// Its answers, or why it has none.
    pub text: String,
    /// Whether it is a bad row.
    pub bad: bool,
}

/// A change of the mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// A column is something else.
    Purpose {
        /// Its name.
        column: String,
        /// What it is.
        purpose: Purpose,
    },
    /// The form of a question did offer 0 to 10, whatever was answered.
    ZeroToTen,
    /// What a value says about the promise; nothing for no answer.
    Meaning {
        /// The value.
        value: String,
        /// What it says.
        meaning: Option<Promise>,
    },
    /// The order of day, month and year.
    Order(DateOrder),
    /// The zone of the file's clock.
    Zone(String),
    /// The day of all rows.
    Day(String),
    /// The survey that the responses belong to.
    Survey(String),
}
