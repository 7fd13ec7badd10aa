//! The evidence for each term.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::log_odds::{self, Usage};
use super::vocabulary::{LEAST, TermCounts};
use crate::stats::two_shares::TwoShares;
use crate::stats::{Interval, LEVEL, fisher, multiplicity, proportion, sum};
use crate::summary::{Method, json};

/// The version of this result's JSON.
pub const SCHEMA: u32 = 2;
/// So many terms of each group are shown.
const SHOWN: usize = 25;

/// What sets the comments of two groups apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keyness {
    /// The version of this JSON.
    pub schema: u32,
    /// The level of every interval, 0.95.
    pub level: f64,
    /// The first group.
    pub a: CommentGroup,
    /// The second group.
    pub b: CommentGroup,
    /// Comments that belong to both groups: they are left out of either.
    pub in_both: u64,
    /// A term is looked at that stands in so many comments of both groups together.
    pub least: u64,
    /// How many terms were looked at: the chances are adjusted for them.
    pub looked_at: usize,
    /// How many of them differ by more than chance would let them: an adjusted chance under 0.05.
    pub different: usize,
    /// How the intervals were worked out.
    pub method: Method,
    /// How the chances were adjusted.
    pub adjusted: Method,
    /// Those that set the first group apart, the one furthest apart first, then those of the second.
    pub terms: Vec<TermFigures>,
}

/// One of the two groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentGroup {
    /// As it was asked for: `promoters`, `device=mobile`.
    pub name: String,
    /// How many comments it has.
    pub comments: u64,
}

/// The share of a group's comments that hold a term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupShare {
    /// How many of the `n`.
    pub count: u64,
    /// How many comments the group has.
    pub n: u64,
    /// The one over the other, 0 to 1; `null` when n is 0.
    pub share: Option<f64>,
}

/// A term beside its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermFigures {
    /// A word in small letters, two that follow each other, or two characters of a script without spaces.
    pub term: String,
    /// The first group's comments that hold it.
    pub a: GroupShare,
    /// The second group's.
    pub b: GroupShare,
    /// The first share less the second, -1 to 1; `null` when a group has no comments.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// The chance of shares at least as far apart if there were no difference, by Fisher's exact test.
    pub p: Option<f64>,
    /// The same, adjusted for all terms that were looked at.
    pub p_adjusted: Option<f64>,
    /// How far apart the groups are, in standard errors of log-odds. Above 0 for the first group.
    pub z: f64,
    /// How many times likelier the group that it sets apart uses it, at least: the end of the 95 % range nearest 1. Terms are
    /// ranked by it, so that what everyone writes comes last.
    pub times: f64,
    /// Comments that hold it, of the group that it sets apart: drawn by chance, not picked.
    pub comments: Vec<DrawnComment>,
}

/// A comment that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawnComment {
    /// The caller's number of it.
    #[serde(skip)]
    pub row: u32,
    /// All of it.
    pub text: String,
}

impl Keyness {
    /// Of two groups with their numbers of comments, and no terms yet.
    pub(super) fn new(a: (&str, u64), b: (&str, u64)) -> Self {
        let group = |(name, comments): (&str, u64)| CommentGroup { name: name.to_owned(), comments };
        Self {
            schema: SCHEMA,
            level: LEVEL,
            a: group(a),
            b: group(b),
            in_both: 0,
            least: LEAST,
            looked_at: 0,
            different: 0,
            method: Method::Newcombe,
            adjusted: Method::BenjaminiHochberg,
            terms: Vec::new(),
        }
    }

    /// Ranks the terms that were weighed.
    pub(super) fn take(&mut self, mut terms: Vec<TermFigures>) {
        let chances: Vec<f64> = terms.iter().map(|term| term.p.unwrap_or(1.0)).collect();
        for (term, p) in terms.iter_mut().zip(multiplicity::benjamini_hochberg(&chances)) {
            term.p_adjusted = term.p.map(|_| p);
        }
        self.different = terms.iter().filter(|term| term.differs()).count();
        self.looked_at = terms.len();
        self.terms = ranked(terms);
    }

    /// The numbers of the comments whose texts are wanted, rising, each once.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<_> = self.terms.iter().flat_map(|term| &term.comments).map(|comment| comment.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The same with the texts of the comments that were drawn; one that is not found is left out.
    #[must_use]
    pub fn fill(mut self, texts: &BTreeMap<u32, String>) -> Self {
        for term in &mut self.terms {
            term.comments.retain_mut(|comment| {
                let text = texts.get(&comment.row);
                comment.text = text.cloned().unwrap_or_default();
                text.is_some()
            });
        }
        self
    }

    /// The text of the file that is downloaded and printed.
    pub fn json(&self) -> String {
        // Names are texts and numbers finite, so there is nothing that JSON could not hold.
        json::text(self).unwrap_or_default()
    }
}

impl TermFigures {
    /// What comes first: what differs by more than chance would let it, then what is furthest apart for sure, then what is
    /// known best.
    pub(crate) fn rank(&self, other: &Self) -> Ordering {
        let sure = other.differs().cmp(&self.differs()).then(other.times.total_cmp(&self.times));
        sure.then(other.z.abs().total_cmp(&self.z.abs())).then_with(|| self.term.cmp(&other.term))
    }

    /// Whether the groups differ by more than chance would let them, among so many terms.
    pub fn differs(&self) -> bool {
        self.p_adjusted.is_some_and(|p| p < 1.0 - LEVEL)
    }
}

/// Terms that were counted and are being weighed.
#[derive(Debug, Default)]
pub struct Weighing {
    counts: Vec<(String, TermCounts)>,
    /// How many comments each group has.
    comments: (u64, u64),
    /// How often any word was met in either group, and any pair: words are ranked beside words, pairs beside pairs.
    words: (u64, u64),
    pairs: (u64, u64),
    terms: Vec<TermFigures>,
}

impl Weighing {
    /// Nothing weighed yet, of terms in the order of their names.
    pub(super) fn new(keyness: &Keyness, counts: Vec<(String, TermCounts)>) -> Self {
        let all = |pairs: bool| {
            let alike = || counts.iter().filter(move |(_, term)| term.is_pair() == pairs);
            (sum(alike().map(|(_, term)| term.a)), sum(alike().map(|(_, term)| term.b)))
        };
        let (words, pairs, comments) = (all(false), all(true), (keyness.a.comments, keyness.b.comments));
        Self { words, pairs, comments, counts, terms: Vec::new() }
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// Weighs some of them.
    pub(super) fn weigh(&mut self, part: Range<usize>) {
        for (name, counts) in self.counts.get(part).unwrap_or_default() {
            self.terms.push(self.term(name, counts));
        }
    }

    fn term(&self, name: &str, term: &TermCounts) -> TermFigures {
        let n = self.comments;
        let share = |count, n| GroupShare { count, n, share: proportion::share(count, n) };
        let two = TwoShares { a: (term.a, n.0), b: (term.b, n.1) };
        let all = if term.is_pair() { self.pairs } else { self.words };
        let odds = log_odds::log_odds(Usage { term: term.a, all: all.0 }, Usage { term: term.b, all: all.1 });
        TermFigures {
            term: name.to_owned(),
            a: share(term.a, n.0),
            b: share(term.b, n.1),
            difference: two.difference(),
            interval: two.interval(),
            p: fisher::two_sided(term.a, n.0, term.b, n.1),
            p_adjusted: None,
            z: odds.z(),
            times: odds.times(),
            comments: Vec::new(),
        }
    }

    /// All that were weighed, and what was counted of each.
    pub(super) fn finish(self) -> (Vec<TermFigures>, Vec<(String, TermCounts)>) {
        (self.terms, self.counts)
    }
}

/// Those of the first group that lie furthest apart, then those of the second; at equal distances by name.
fn ranked(terms: Vec<TermFigures>) -> Vec<TermFigures> {
    let (mut first, mut second): (Vec<_>, Vec<_>) =
        terms.into_iter().filter(|term| term.z != 0.0).partition(|term| term.z > 0.0);
    for side in [&mut first, &mut second] {
        side.sort_by(TermFigures::rank);
        side.truncate(SHOWN);
    }
    first.append(&mut second);
    first
}
