//! How many of a choice are to be chosen.

use crate::Problem;

/// What is wrong with `least` and `most`, of `options` that can be chosen.
pub(super) fn problem(multiple: bool, options: usize, least: Option<i64>, most: Option<i64>) -> Option<Problem> {
    let there = i64::try_from(options).unwrap_or(i64::MAX);
    for (name, limit) in [("least", least), ("most", most)] {
        let Some(limit) = limit else { continue };
        if !multiple {
            return Some(Problem::new(name, "is for multiple alone"));
        }
        if !(1..=there).contains(&limit) {
            return Some(Problem::new(name, "must be 1 to the number of options"));
        }
    }
    let is_less = least.zip(most).is_some_and(|(least, most)| most < least);
    is_less.then(|| Problem::new("most", "must not be less than least"))
}
