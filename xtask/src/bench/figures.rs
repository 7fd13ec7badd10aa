//! What was measured: for each row and each contender a figure of each round.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Figures by the row that they belong to and by whose they are, round by round.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(BTreeMap<String, BTreeMap<String, Vec<f64>>>);

/// One of them, as the scripts print it.
#[derive(Deserialize)]
struct Told {
    row: String,
    who: String,
    value: f64,
}

impl Figures {
    /// Takes the lines that a script printed.
    pub fn read(&mut self, printed: &str) -> Result<()> {
        for line in printed.lines().filter(|line| !line.is_empty()) {
            let told: Told = serde_json::from_str(line).with_context(|| format!("no figure: {line}"))?;
            self.add(&told.row, &told.who, told.value);
        }
        Ok(())
    }

    /// Adds the figure of one more round.
    pub fn add(&mut self, row: &str, who: &str, value: f64) {
        // Three digits behind the point are more than any clock here tells.
        let rounded = (value * 1000.0).round() / 1000.0;
        self.0.entry(row.to_owned()).or_default().entry(who.to_owned()).or_default().push(rounded);
    }

    /// The rounds of a contender in a row; none where it does not take part.
    pub fn rounds(&self, row: &str, who: &str) -> &[f64] {
        self.0.get(row).and_then(|contenders| contenders.get(who)).map_or(&[], Vec::as_slice)
    }

    /// The median of its rounds.
    pub fn median(&self, row: &str, who: &str) -> Option<f64> {
        median(self.rounds(row, who).iter().copied())
    }

    /// The median of what `of` is for each round of both; where one was measured less often, of its rounds.
    pub fn compared(&self, row: &str, [one, other]: [&str; 2], of: fn(f64, f64) -> f64) -> Option<f64> {
        median(self.rounds(row, one).iter().zip(self.rounds(row, other)).map(|(one, other)| of(*one, *other)))
    }

    /// The contenders of a row.
    pub fn contenders(&self, row: &str) -> impl Iterator<Item = &str> {
        self.0.get(row).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }
}

/// The middle one, or between the middle two; none of nothing.
pub fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut rising: Vec<f64> = values.collect();
    rising.sort_by(f64::total_cmp);
    let (low, high) = (rising.get(rising.len().checked_sub(1)? / 2)?, rising.get(rising.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_the_median_of_the_rounds_and_not_of_the_medians() {
        let mut figures = Figures::default();
        figures
            .read("{\"row\":\"r\",\"who\":\"a\",\"value\":10}\n{\"row\":\"r\",\"who\":\"b\",\"value\":1.00049}\n")
            .unwrap();
        for (a, b) in [(30.0, 10.0), (8.0, 4.0)] {
            figures.add("r", "a", a);
            figures.add("r", "b", b);
        }
        assert_eq!(figures.rounds("r", "b"), [1.0, 10.0, 4.0]);
        assert_eq!(figures.median("r", "a"), Some(10.0));
        assert_eq!(figures.compared("r", ["a", "b"], |a, b| a / b), Some(3.0));
        assert_eq!((figures.median("r", "c"), figures.compared("r", ["a", "c"], |a, b| a / b)), (None, None));
        assert!(figures.read("nothing").is_err());
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(median([4.0, 1.0, 2.0].into_iter()), Some(2.0));
        assert_eq!(median([4.0, 1.0].into_iter()), Some(2.5));
        assert_eq!(median([].into_iter()), None);
    }
}
