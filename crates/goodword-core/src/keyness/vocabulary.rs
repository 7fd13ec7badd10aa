//! Terms by number, and how many comments hold each.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::terms::Piece;

/// In fewer comments of both groups together a term is not looked at: nothing could be said of it, and names stay out.
pub const LEAST: u64 = 5;
/// What stands for a break between pairs.
const BREAK: u32 = u32::MAX;

/// Which of the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// Every word that was met, and the comments as numbers of words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<String, u32>,
    words: Vec<u32>,
}

/// A term: a word, or two that follow each other; and in how many comments of each group it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermCounts {
    first: u32,
    /// [`BREAK`] where it is one word.
    second: u32,
    /// Comments of the first group.
    pub a: u64,
    /// Comments of the second.
    pub b: u64,
}

impl TermCounts {
    /// Whether it is two words.
    pub fn is_pair(&self) -> bool {
        self.second != BREAK
    }
}

/// The comments of each group that hold a term, and the one that was looked at last.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    a: u64,
    b: u64,
    /// Its number from 1: whoever writes a word twice is counted once.
    last: usize,
}

impl Seen {
    fn see(&mut self, side: Side, comment: usize) {
        if self.last == comment {
            return;
        }
        self.last = comment;
        match side {
            Side::A => self.a += 1,
            Side::B => self.b += 1,
        }
    }

    fn is_enough(&self) -> bool {
        self.a + self.b >= LEAST
    }
}

impl Vocabulary {
    /// Takes the pieces of a comment; where its words stand.
    pub fn take(&mut self, pieces: Vec<Piece>) -> Range<usize> {
        let start = self.words.len();
        for piece in pieces {
            let number = match piece {
                Piece::Break => BREAK,
                Piece::Word(word) => self.number(word),
            };
            self.words.push(number);
        }
        start..self.words.len()
    }

    fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(BREAK);
        *self.numbers.entry(word).or_insert(next)
    }

    /// The terms that stand in [`LEAST`] comments or more. A pair is looked at where both of its words are such.
    pub fn count(&self, comments: impl Iterator<Item = (Side, Range<usize>)> + Clone) -> BTreeMap<String, TermCounts> {
        let mut words = vec![Seen::default(); self.numbers.len()];
        for (number, (side, range)) in (1..).zip(comments.clone()) {
            for word in self.within(range) {
                if let Some(seen) = at(*word).and_then(|at| words.get_mut(at)) {
                    seen.see(side, number);
                }
            }
        }
        let often = |word: u32| at(word).and_then(|at| words.get(at)).is_some_and(Seen::is_enough);
        let mut pairs: HashMap<(u32, u32), Seen> = HashMap::new();
        for (number, (side, range)) in (1..).zip(comments) {
            for (first, second) in pairs_of(self.within(range)) {
                if often(first) && often(second) {
                    pairs.entry((first, second)).or_default().see(side, number);
                }
            }
        }
        self.named(&words, &pairs)
    }

    fn named(&self, words: &[Seen], pairs: &HashMap<(u32, u32), Seen>) -> BTreeMap<String, TermCounts> {
        let mut names = vec![""; words.len()];
        for (word, number) in &self.numbers {
            if let Some(name) = at(*number).and_then(|at| names.get_mut(at)) {
                *name = word;
            }
        }
        let name = |word: u32| at(word).and_then(|at| names.get(at)).copied().unwrap_or_default();
        let single = (0..).zip(words).map(|(word, seen)| (name(word).to_owned(), (word, BREAK), seen));
        let double = pairs
            .iter()
            .map(|((first, second), seen)| (format!("{} {}", name(*first), name(*second)), (*first, *second), seen));
        let counted = single.chain(double).filter(|(.., seen)| seen.is_enough());
        counted
            .map(|(name, (first, second), seen)| (name, TermCounts { first, second, a: seen.a, b: seen.b }))
            .collect()
    }

    /// Whether those words hold the term.
    pub fn holds(&self, range: Range<usize>, term: &TermCounts) -> bool {
        let words = self.within(range);
        if term.is_pair() {
            pairs_of(words).any(|pair| pair == (term.first, term.second))
        } else {
            words.contains(&term.first)
        }
    }

    fn within(&self, range: Range<usize>) -> &[u32] {
        self.words.get(range).unwrap_or_default()
    }
}

fn pairs_of(words: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let pairs = words.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    pairs.filter(|(first, second)| *first != BREAK && *second != BREAK)
}

fn at(word: u32) -> Option<usize> {
    usize::try_from(word).ok()
}
