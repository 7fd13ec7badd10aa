//! What stands in one column of a file: enough to propose what it is, and to refuse what it cannot be.

use std::collections::BTreeMap;

use super::address::is_address;
use super::cell::{self, Cell};
use super::heading::Heading;
use super::moment::{self, DateOrder};

/// More different values than this are not kept.
const VALUES: usize = 50;
/// A longer text is no value that others share.
const SHORT: usize = 80;

/// A column and what was seen in it.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name, and what is known beside.
    pub heading: Heading,
    /// How many rows have something there.
    pub filled: u64,
    /// How many of these are whole numbers, those with a label among them.
    pub whole: u64,
    /// The lowest and the highest of those.
    pub range: Option<(i64, i64)>,
    /// How many are several answers.
    pub lists: u64,
    /// How many hold blank space, as sentences do.
    pub spaced: u64,
    /// How many are email, IP or telephone addresses.
    pub addresses: u64,
    /// How many are times, in each order of day, month and year.
    pub times: Times,
    /// How often each value stands there; nothing when there are too many.
    pub values: BTreeMap<String, u64>,
    /// Whether there were too many.
    pub many: bool,
}

/// In how many cells a date can be read in each order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// Year, month, day.
    pub ymd: u64,
    /// Day, month, year.
    pub dmy: u64,
    /// Month, day, year.
    pub mdy: u64,
    /// Those that say their zone.
    pub zoned: u64,
}

impl Column {
    /// A column in which nothing was seen yet.
    pub fn new(heading: Heading) -> Self {
        Self { heading, ..Self::default() }
    }

    /// Its name, by which a mapping calls it.
    pub fn name(&self) -> &str {
        &self.heading.name
    }

    /// The wording of its question: its name where there is no other.
    pub fn label(&self) -> &str {
        self.heading.label.as_deref().unwrap_or(&self.heading.name)
    }

    /// Looks at one more cell.
    pub fn see(&mut self, cell: &Cell) {
        match cell {
            Cell::Empty => return,
            Cell::Text(text) => self.see_text(text),
            Cell::List(list) => {
                self.lists += 1;
                for text in list {
                    self.see_value(text);
                }
            }
        }
        self.filled += 1;
    }

    fn see_text(&mut self, text: &str) {
        if let Some(number) = cell::whole(text) {
            let (low, high) = self.range.unwrap_or((number, number));
            self.range = Some((low.min(number), high.max(number)));
            self.whole += 1;
        }
        self.spaced += u64::from(text.contains(char::is_whitespace));
        self.addresses += u64::from(is_address(text));
        if text.len() <= SHORT && text.contains(|character: char| character.is_ascii_digit()) {
            let found = moment::readings(text);
            self.times.ymd += u64::from(found.ymd.is_some());
            self.times.dmy += u64::from(found.dmy.is_some());
            self.times.mdy += u64::from(found.mdy.is_some());
            self.times.zoned += u64::from(found.is_zoned());
        }
        self.see_value(text);
    }

    fn see_value(&mut self, text: &str) {
        if self.many {
            return;
        }
        if text.len() <= SHORT {
            *self.values.entry(text.to_owned()).or_default() += 1;
        }
        if text.len() > SHORT || self.values.len() > VALUES {
            (self.many, self.values) = (true, BTreeMap::new());
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Whether every cell is a time, in one order or another, and no mere number.
    pub fn is_time(&self) -> bool {
        let Times { ymd, dmy, mdy, .. } = self.times;
        self.filled > 0 && ymd.max(dmy).max(mdy) == self.filled
    }

    /// The order in which all its dates can be read, if that is one alone.
    pub fn order(&self) -> Option<DateOrder> {
        let Times { ymd, dmy, mdy, .. } = self.times;
        let all = |count: u64| count == self.filled;
        match (all(ymd), all(dmy), all(mdy)) {
            (true, _, _) => Some(DateOrder::Ymd),
            (_, true, false) => Some(DateOrder::Dmy),
            (_, false, true) => Some(DateOrder::Mdy),
            _ => None,
        }
    }

    /// Whether every cell is a whole number.
    pub fn is_whole(&self) -> bool {
        self.filled > 0 && self.whole == self.filled
    }

    /// The whole numbers from the lowest to the highest, when there is nothing else.
    pub fn scores(&self) -> Option<(i64, i64)> {
        self.range.filter(|_| self.is_whole())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(texts: &[&str]) -> Column {
        let mut column = Column::new(Heading::new("a"));
        for text in texts {
            column.see(&Cell::of_text(text));
        }
        column
    }

    #[test]
    fn what_stands_there_is_counted() {
        let scores = column(&["9", "", "10 - Extremely likely", "0"]);
        assert_eq!((scores.filled, scores.scores()), (3, Some((0, 10))));
        let times = column(&["03/04/2026", "14/04/2026 10:00"]);
        assert_eq!((times.is_time(), times.times), (true, Times { ymd: 0, dmy: 2, mdy: 1, zoned: 0 }));
        assert_eq!(column(&["9", "n/a"]).scores(), None);
        assert_eq!(column(&["a@b.example", "no"]).addresses, 1);
        assert!(!column(&["9"]).is_time());
    }

    #[test]
    fn many_values_are_not_kept() {
        let texts: Vec<_> = (0..60).map(|number| format!("v{number}")).collect();
        let found = column(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(found.many && found.values.is_empty());
        assert_eq!(column(&["a", "b", "a"]).values["a"], 2);
    }
}
