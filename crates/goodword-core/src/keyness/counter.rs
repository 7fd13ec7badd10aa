//! Comments that were taken are counted some at a time, so that whoever counts can breathe in between.

use std::ops::Range;

use super::figures::{DrawnComment, Keyness, TermFigures, Weighing};
use super::vocabulary::{ReadComment, Side, TermCounting, TermCounts, Vocabulary};
use crate::stats::random::Random;

/// So many whole comments stand below each term.
const DRAWN: usize = 3;
/// Weighing a term takes as long as counting so many comments, where it is in many.
const HEAVY: usize = 64;

/// What is done one after the other: with each comment, or with each term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Words,
    Pairs,
    Weigh,
    Draw,
    Done,
}

/// Comments that are being counted.
#[derive(Debug)]
pub struct KeynessCounter {
    seed: u64,
    vocabulary: Vocabulary,
    comments: Vec<ReadComment>,
    pass: Pass,
    next: usize,
    counting: TermCounting,
    weighing: Weighing,
    keyness: Keyness,
    draws: Vec<Draw>,
}

/// The comments that are drawn for a term: of its side, those with the least numbers by chance.
#[derive(Debug)]
struct Draw {
    term: TermCounts,
    side: Side,
    salt: u64,
    least: Vec<(u64, u32)>,
}

impl KeynessCounter {
    pub(super) fn new(seed: u64, vocabulary: Vocabulary, comments: Vec<ReadComment>, keyness: Keyness) -> Self {
        let counting = TermCounting::new(&vocabulary);
        Self {
            seed,
            vocabulary,
            comments,
            pass: Pass::Words,
            next: 0,
            counting,
            weighing: Weighing::default(),
            keyness,
            draws: Vec::new(),
        }
    }

    /// Looks at so many more comments; whether there are more to look at.
    pub fn count(&mut self, comments: usize) -> bool {
        let all = self.all();
        let many = if self.pass == Pass::Weigh { comments.div_ceil(HEAVY) } else { comments };
        let part = self.next..self.next.saturating_add(many).min(all);
        self.next = part.end;
        match self.pass {
            Pass::Words | Pass::Pairs => self.count_terms(part),
            Pass::Weigh => self.weighing.weigh(part),
            Pass::Draw => self.draw(part),
            Pass::Done => return false,
        }
        if self.next == all {
            self.next = 0;
            self.turn();
        }
        self.pass != Pass::Done
    }

    fn all(&self) -> usize {
        if self.pass == Pass::Weigh { self.weighing.len() } else { self.comments.len() }
    }

    fn count_terms(&mut self, part: Range<usize>) {
        for (number, comment) in (part.start + 1..).zip(self.comments.get(part).unwrap_or_default()) {
            let words = self.vocabulary.within(comment.terms.clone());
            if self.pass == Pass::Words {
                self.counting.count_words(number, comment.side, words);
            } else {
                self.counting.count_pairs(number, comment.side, words);
            }
        }
    }

    fn turn(&mut self) {
        self.pass = match self.pass {
            Pass::Words => Pass::Pairs,
            Pass::Pairs => {
                let counts = std::mem::take(&mut self.counting).named(&self.vocabulary);
                self.weighing = Weighing::new(&self.keyness, counts);
                Pass::Weigh
            }
            Pass::Weigh => {
                let (terms, counts) = std::mem::take(&mut self.weighing).finish();
                self.keyness.take(terms);
                self.draws = self.draws(&counts);
                Pass::Draw
            }
            Pass::Draw | Pass::Done => Pass::Done,
        };
    }

    fn draws(&self, counts: &[(String, TermCounts)]) -> Vec<Draw> {
        let draw = |term: &TermFigures| {
            let at = counts.binary_search_by(|(name, _)| name.cmp(&term.term)).ok()?;
            let side = if term.z > 0.0 { Side::A } else { Side::B };
            let salt = term.term.bytes().fold(self.seed, |salt, byte| Random::new(salt ^ u64::from(byte)).bits());
            counts.get(at).map(|(_, term)| Draw { term: *term, side, salt, least: Vec::new() })
        };
        self.keyness.terms.iter().filter_map(draw).collect()
    }

    fn draw(&mut self, part: Range<usize>) {
        for comment in self.comments.get(part).unwrap_or_default() {
            for draw in self.draws.iter_mut().filter(|draw| draw.side == comment.side) {
                if self.vocabulary.holds(comment.terms.clone(), &draw.term) {
                    draw.take((Random::new(draw.salt ^ comment.id).bits(), comment.row));
                }
            }
        }
    }

    /// The figures, once all was counted. The comments that were drawn are still without their texts: [`Keyness::fill`].
    pub fn finish(mut self) -> Keyness {
        while self.count(usize::MAX) {}
        for (term, draw) in self.keyness.terms.iter_mut().zip(self.draws) {
            term.comments = draw.least.into_iter().map(|(_, row)| DrawnComment { row, text: String::new() }).collect();
        }
        self.keyness
    }
}

impl Draw {
    fn take(&mut self, chance: (u64, u32)) {
        if self.least.len() < DRAWN || self.least.last().is_some_and(|last| chance < *last) {
            self.least.push(chance);
            self.least.sort_unstable();
            self.least.truncate(DRAWN);
        }
    }
}
