//! What the view shows of words that set two groups apart: sentences, and the few numbers that are drawn.

use serde::{Deserialize, Serialize};

use super::keyness;
use super::number::{PERCENTAGE_POINTS, SHARE, chance, count};
use crate::keyness::{GroupShare, Keyness, TermFigures, places};

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeynessSheet {
    /// The finding: what is furthest apart, or that nothing is.
    pub title: String,
    /// The names of both groups, with how many comments they have.
    pub groups: (String, String),
    /// What stands under it.
    pub says: Vec<String>,
    /// The terms, in the order of their rank: the first group's, then the second's.
    pub terms: Vec<SheetTerm>,
}

/// One term.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetTerm {
    /// The word or pair of words.
    pub term: String,
    /// The share of the first group's comments that hold it, 0 to 1.
    pub a: f64,
    /// The second's.
    pub b: f64,
    /// Whether it sets the first group apart.
    pub of_first: bool,
    /// Whether that is more than chance would do.
    pub differs: bool,
    /// `21 of 80, 26 %`, of either group.
    pub counts: (String, String),
    /// How far apart, in percentage points, with its range: `24 (14 to 34)`.
    pub apart: String,
    /// All of it in a sentence.
    pub sentence: String,
    /// What is to be thought of it among so many.
    pub chance: String,
    /// The adjusted chance.
    pub p: String,
    /// Some whole comments that hold it, drawn by chance.
    pub drawn: Vec<SheetComment>,
}

/// A comment that was drawn.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetComment {
    /// The number of its row.
    pub row: u32,
    /// Its text in pieces: every second one is the term.
    pub parts: Vec<String>,
}

impl KeynessSheet {
    /// Of figures that hold the texts of their comments.
    pub fn of(keyness: &Keyness) -> Self {
        let furthest = keyness.terms.iter().filter(|term| term.differs());
        let furthest = furthest.min_by(|one, other| one.rank(other));
        let found = keyness::found(keyness);
        let title = furthest.and_then(|term| keyness::term(keyness, term));
        let under = title.is_some().then(|| found.clone());
        let limits = Some(keyness::LIMITS.to_owned());
        Self {
            title: title.unwrap_or(found),
            groups: (keyness::group(&keyness.a), keyness::group(&keyness.b)),
            says: [under, keyness::in_both(keyness), limits].into_iter().flatten().collect(),
            terms: keyness.terms.iter().filter_map(|term| SheetTerm::of(keyness, term)).collect(),
        }
    }
}

impl SheetTerm {
    fn of(keyness: &Keyness, term: &TermFigures) -> Option<Self> {
        let (by, range) = term.difference.zip(term.interval)?;
        let written = PERCENTAGE_POINTS.told_apart(&[by], Some(range));
        let drawn = term
            .comments
            .iter()
            .map(|comment| SheetComment { row: comment.row, parts: parts(&comment.text, &term.term) });
        Some(Self {
            term: term.term.clone(),
            a: term.a.share?,
            b: term.b.share?,
            of_first: term.z > 0.0,
            differs: term.differs(),
            counts: (counted(&term.a), counted(&term.b)),
            apart: format!("{} ({})", written.number(by.abs()), keyness::apart(&written, by, range)),
            sentence: keyness::term(keyness, term)?,
            chance: keyness::chance(term),
            p: term.p_adjusted.map(chance).unwrap_or_default(),
            drawn: drawn.collect(),
        })
    }
}

/// `21 of 80, 26 %`.
fn counted(of: &GroupShare) -> String {
    let share = of.share.map(|share| ", ".to_owned() + &SHARE.text(share));
    format!("{} of {}{}", count(of.count), count(of.n), share.unwrap_or_default())
}

/// A text cut where a term begins and ends.
fn parts(text: &str, term: &str) -> Vec<String> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for place in places(text, term) {
        for end in [place.start, place.end] {
            parts.push(text.get(from..end).unwrap_or_default().to_owned());
            from = end;
        }
    }
    parts.push(text.get(from..).unwrap_or_default().to_owned());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_the_term_stands() {
        let check = |text: &str, expect: &[&str]| assert_eq!(parts(text, "late"), expect, "{text}");
        check("Late, and never early. late", &["", "Late", ", and never early. ", "late", ""]);
        check("Nobody came", &["Nobody came"]);
    }
}
