//! Sentences on questions of the owner's own.

use super::claim::{Claim, Figure, Level, Sentence};
use super::number::{Measure, SPREAD};
use super::plural;
use crate::summary::NumberFigures;

/// Numbers of any size and sign: none that is not zero looks like it.
const NUMBERS: Measure = SPREAD.with_zero();

/// `Half of 300 numbers are under 2.5, between 2.0 and 3.1; the middle half lies from 1.5 to 4.0.` `None` when they are too
/// few.
pub fn numbers(figures: &NumberFigures) -> Option<Sentence> {
    let value = figures.median.filter(|_| !figures.few.too_few)?;
    let (low, high) = figures.lower_quartile.zip(figures.upper_quartile)?;
    let written = NUMBERS.told_apart(&[value, low, high], figures.interval.filter(|range| range.low < range.high));
    let range = figures.interval.filter(|range| range.low < range.high);
    let between = range.map_or_else(String::new, |range| written.between(range));
    let n = plural(figures.n, "number", "numbers");
    let (low, high) = (written.number(low), written.number(high));
    let text =
        format!("The middle of {n} is {}{between}; half of them lie from {low} to {high}.", written.number(value));
    let level = Level { of: Figure::OwnMedian, value, range: figures.interval, n: figures.n };
    Some(Sentence::new(text, Claim::Level(level)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Interval;
    use crate::summary::{Method, SmallSample};

    #[test]
    fn the_middle_is_said_with_its_range() {
        let check = |n, [low, middle, high]: [f64; 3], interval: Option<(f64, f64)>, expect: Option<&str>| {
            let figures = NumberFigures {
                n,
                few: SmallSample::of(n),
                lowest: Some(low),
                lower_quartile: Some(low),
                median: Some(middle),
                upper_quartile: Some(high),
                highest: Some(high),
                interval: interval.map(|(low, high)| Interval { low, high }),
                method: Method::OrderStatistics,
            };
            assert_eq!(numbers(&figures).map(String::from).as_deref(), expect);
        };
        let told = "The middle of 300 numbers is 2.5, between 2.0 and 3.1; half of them lie from 1.5 to 4.0.";
        check(300, [1.5, 2.5, 4.0], Some((2.0, 3.1)), Some(told));
        let told = "The middle of 5 numbers is 0.002; half of them lie from 0.001 to 0.003.";
        check(5, [0.001, 0.002, 0.003], None, Some(told));
        let alike = "The middle of 40 numbers is 7.0; half of them lie from 7.0 to 7.0.";
        check(40, [7.0; 3], Some((7.0, 7.0)), Some(alike));
        check(4, [1.0, 2.0, 3.0], None, None);
    }
}
