//! Terms by number, and how many comments hold each.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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

/// Where the terms of a comment stand.
#[derive(Debug)]
pub struct ReadComment {
    pub side: Side,
    pub row: u32,
    pub id: u64,
    pub terms: Range<usize>,
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
    pub fn take<'a>(&mut self, pieces: impl IntoIterator<Item = Piece<'a>>) -> Range<usize> {
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

    fn number(&mut self, word: Cow<'_, str>) -> u32 {
        if let Some(number) = self.numbers.get(word.as_ref()) {
            return *number;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(BREAK);
        self.numbers.insert(word.into_owned(), next);
        next
    }

    /// The words of a comment, by their numbers.
    pub fn within(&self, range: Range<usize>) -> &[u32] {
        self.words.get(range).unwrap_or_default()
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
}

/// How many comments hold each term, counted comment by comment: first all words of all comments, then all pairs.
#[derive(Debug, Default)]
pub struct TermCounting {
    words: Vec<Seen>,
    pairs: HashMap<u64, Seen, BuildHasherDefault<PairHasher>>,
}

/// Spreads pairs of numbers, which are ours and no visitor's, in one multiplication: a pair is looked up for every word of
/// every comment. Source: `FxHash` of Firefox, with the constant of rustc-hash.
#[derive(Debug, Default, Clone, Copy)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.wrapping_add(number).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

fn packed((first, second): (u32, u32)) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

fn unpacked(pair: u64) -> (u32, u32) {
    let half = |half: u64| u32::try_from(half & u64::from(u32::MAX)).unwrap_or(BREAK);
    (half(pair >> 32), half(pair))
}

impl TermCounting {
    /// Nothing counted yet, of so many words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        Self { words: vec![Seen::default(); vocabulary.numbers.len()], pairs: HashMap::default() }
    }

    /// Counts the words of a comment; `number` is its own, from 1.
    pub fn count_words(&mut self, number: usize, side: Side, words: &[u32]) {
        for word in words {
            if let Some(seen) = at(*word).and_then(|at| self.words.get_mut(at)) {
                seen.see(side, number);
            }
        }
    }

    /// Counts its pairs of words that stand in [`LEAST`] comments or more each.
    pub fn count_pairs(&mut self, number: usize, side: Side, words: &[u32]) {
        for (first, second) in pairs_of(words) {
            if self.is_often(first) && self.is_often(second) {
                self.pairs.entry(packed((first, second))).or_default().see(side, number);
            }
        }
    }

    fn is_often(&self, word: u32) -> bool {
        at(word).and_then(|at| self.words.get(at)).is_some_and(Seen::is_enough)
    }

    /// The terms that stand in [`LEAST`] comments or more, in the order of their names.
    pub fn named(&self, vocabulary: &Vocabulary) -> Vec<(String, TermCounts)> {
        let mut names = vec![""; self.words.len()];
        for (word, number) in &vocabulary.numbers {
            if let Some(name) = at(*number).and_then(|at| names.get_mut(at)) {
                *name = word;
            }
        }
        let name = |word: u32| at(word).and_then(|at| names.get(at)).copied().unwrap_or_default();
        let single = (0..).zip(&self.words).map(|(word, seen)| ((word, BREAK), seen));
        let double = self.pairs.iter().map(|(pair, seen)| (unpacked(*pair), seen));
        let counted = single.chain(double).filter(|(_, seen)| seen.is_enough());
        let mut terms: Vec<_> = counted
            .map(|((first, second), seen)| {
                let term = if second == BREAK { name(first).to_owned() } else { [name(first), name(second)].join(" ") };
                (term, TermCounts { first, second, a: seen.a, b: seen.b })
            })
            .collect();
        terms.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        terms
    }
}

fn pairs_of(words: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let pairs = words.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    pairs.filter(|(first, second)| *first != BREAK && *second != BREAK)
}

fn at(word: u32) -> Option<usize> {
    usize::try_from(word).ok()
}
