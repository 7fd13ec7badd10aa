//! Counts by the values of one segment.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cube::Cube;

/// A segment of more values than this is dropped whole: what is left of it would not add up.
pub const VALUES: usize = 1_000;

/// One cube for each value. A commutative monoid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentCounts {
    /// Whether there were too many values; then none is here.
    pub too_many: bool,
    /// The answers of each value.
    pub values: BTreeMap<String, Cube>,
    /// The answers of those who say nothing about it.
    pub missing: Cube,
}

impl SegmentCounts {
    /// Adds answers of a value; `None` is missing.
    pub fn add(&mut self, value: Option<&str>, cube: &Cube) {
        match value {
            None => self.missing.merge(cube),
            Some(_) if self.too_many => {}
            Some(value) => {
                match self.values.get_mut(value) {
                    Some(own) => own.merge(cube),
                    None => _ = self.values.insert(value.to_owned(), cube.clone()),
                }
                if self.values.len() > VALUES {
                    self.drop_values();
                }
            }
        }
    }

    /// Forgets the values: there are too many.
    pub fn drop_values(&mut self) {
        self.too_many = true;
        self.values.clear();
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        if other.too_many {
            self.drop_values();
        }
        self.missing.merge(&other.missing);
        other.values.iter().for_each(|(value, cube)| self.add(Some(value), cube));
    }
}
