//! Counts of the answers to a question that is none of the standard ones, whatever its kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use super::segment::VALUES;
use crate::record::{Detail, DetailKind};
use crate::stats::add;

/// What was answered to one question, and how often. Counts of two piles add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionCounts {
    /// How many answered, in whatever way.
    pub answered: u64,
    /// How often each whole number was given.
    pub whole: BTreeMap<i64, u64>,
    /// How often each short text was given, alone or in a list.
    pub options: BTreeMap<String, u64>,
    /// Whether there were more than 1,000 different numbers or texts; then none is here.
    pub too_many: bool,
    /// Answers that are a list.
    pub lists: u64,
    /// Answers that are a text, short or long.
    pub texts: u64,
    /// `true` and `false`.
    pub truths: (u64, u64),
    /// Numbers that are not whole.
    pub numbers: u64,
    /// How often each of those was given, by the shortest way to write it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub decimals: BTreeMap<Decimal, u64>,
}

impl QuestionCounts {
    /// Adds `n` times an answer.
    pub fn add(&mut self, answer: &Detail<'_>, n: u64) {
        match answer.kind {
            DetailKind::Whole => {
                let number = answer.value.parse().unwrap_or(0);
                if !self.too_many {
                    add(self.whole.entry(number).or_default(), n);
                }
            }
            DetailKind::Number => {
                add(&mut self.numbers, n);
                // What no float holds is in no figure.
                let number = answer.value.parse().ok().and_then(Decimal::of);
                if let Some(number) = number.filter(|_| !self.too_many) {
                    add(self.decimals.entry(number).or_default(), n);
                }
            }
            DetailKind::Truth if answer.value == "true" => add(&mut self.truths.0, n),
            DetailKind::Truth => add(&mut self.truths.1, n),
            DetailKind::Text => {
                add(&mut self.texts, n);
                self.option(answer.value, n);
            }
            DetailKind::Words => add(&mut self.texts, n),
            DetailKind::List => {
                add(&mut self.lists, n);
                let list: Vec<String> = serde_json::from_str(answer.value).unwrap_or_default();
                let different: std::collections::BTreeSet<_> = list.iter().collect();
                for option in different {
                    self.option(option, n);
                }
            }
            _ => return,
        }
        add(&mut self.answered, n);
        self.limit();
    }

    /// Adds `n` answers of which it is no longer known what they were.
    pub fn add_unknown(&mut self, n: u64) {
        add(&mut self.answered, n);
        self.drop_values();
    }

    fn option(&mut self, option: &str, n: u64) {
        if self.too_many {
            return;
        }
        match self.options.get_mut(option) {
            Some(count) => add(count, n),
            None => _ = self.options.insert(option.to_owned(), n),
        }
    }

    fn limit(&mut self) {
        if self.whole.len().max(self.options.len()).max(self.decimals.len()) > VALUES {
            self.drop_values();
        }
    }

    fn drop_values(&mut self) {
        self.too_many = true;
        self.whole.clear();
        self.decimals.clear();
        self.options.clear();
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        add(&mut self.answered, other.answered);
        add(&mut self.lists, other.lists);
        add(&mut self.texts, other.texts);
        add(&mut self.truths.0, other.truths.0);
        add(&mut self.truths.1, other.truths.1);
        add(&mut self.numbers, other.numbers);
        if other.too_many {
            self.drop_values();
        }
        if !self.too_many {
            other.whole.iter().for_each(|(number, n)| add(self.whole.entry(*number).or_default(), *n));
            other.decimals.iter().for_each(|(number, n)| add(self.decimals.entry(number.clone()).or_default(), *n));
            other.options.iter().for_each(|(option, n)| self.option(option, *n));
        }
        self.limit();
    }
}
