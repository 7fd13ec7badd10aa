//! What is said of a file that another program wrote, or that is a table in a binary format.

use serde::{Deserialize, Serialize};

/// How a file was read, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Imported {
    /// Its name.
    pub file: String,
    /// Whose export it was taken for, in a sentence without its full stop; nothing where a mapping says which column is
    /// which.
    pub recognised: Option<String>,
    /// How it was read and what was not guessed, in such sentences.
    pub notes: Vec<String>,
    /// What became of its rows and columns, in such sentences.
    pub facts: Vec<String>,
    /// The name of the mapping that it was read by.
    pub mapping: Option<String>,
}

/// A mapping, and by what name it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedMapping {
    /// Its file's name.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What came of looking through a file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Begun {
    /// It can be read.
    Ready {
        /// What is said of it.
        imported: Imported,
        /// What its questions are: a definition as JSON.
        definition: String,
    },
    /// First has to be said which column is which: what the dialog shows, as JSON.
    Asks(String),
}

/// What became of the rows of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Finished {
    /// In sentences without their full stops.
    pub facts: Vec<String>,
    /// The first of those that could not be used, each with its line and why not.
    pub bad: Vec<(u64, String)>,
    /// How many those are.
    pub bad_count: u64,
}
