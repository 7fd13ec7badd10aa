//! Comments in, what sets them apart out.

use super::counter::KeynessCounter;
use super::figures::Keyness;
use super::terms::pieces;
use super::vocabulary::{ReadComment, Side, Vocabulary};
use crate::ResponseId;

/// The comments of two groups, of which the terms are kept and not the texts.
#[derive(Debug, Default)]
pub struct KeynessBuilder {
    seed: u64,
    vocabulary: Vocabulary,
    comments: Vec<ReadComment>,
    in_both: u64,
}

impl KeynessBuilder {
    /// No comments yet. Below a term, three of the comments that hold it are drawn, the same ones for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Takes one comment. `row` is the caller's number of it, by which it is asked for again.
    pub fn push(&mut self, side: Side, row: u32, id: ResponseId, comment: &str) {
        let terms = self.vocabulary.take(pieces(comment));
        let [high, low] = halves(id);
        self.comments.push(ReadComment { side, row, id: high ^ low.rotate_left(32), terms });
    }

    /// Counts comments that belong to both groups, and so can tell nothing of either.
    pub fn leave_out(&mut self, comments: u64) {
        self.in_both += comments;
    }

    /// Counts them by and by, with the names of the groups.
    pub fn counter(self, a: &str, b: &str) -> KeynessCounter {
        let n = |side| self.comments.iter().filter(|comment| comment.side == side).count() as u64;
        let mut keyness = Keyness::new((a, n(Side::A)), (b, n(Side::B)));
        keyness.in_both = self.in_both;
        KeynessCounter::new(self.seed, self.vocabulary, self.comments, keyness)
    }

    /// The figures, with the names of the groups. The comments that were drawn are still without their texts: [`Keyness::fill`].
    pub fn finish(self, a: &str, b: &str) -> Keyness {
        self.counter(a, b).finish()
    }
}

fn halves(id: ResponseId) -> [u64; 2] {
    let number = u128::from_be_bytes(*id.as_bytes());
    [number >> 64, number].map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> ResponseId {
        let mut bytes = [7; 16];
        bytes[12..].copy_from_slice(&number.to_be_bytes());
        ResponseId::from_bytes(bytes)
    }

    /// 120 comments of promoters and 80 of detractors, so many of which hold each word.
    fn reference() -> KeynessBuilder {
        let words = [
            ("late", 3, 21),
            ("refund", 2, 17),
            ("friendly", 34, 4),
            ("delivery", 18, 31),
            ("easy", 29, 6),
            ("price", 15, 14),
            ("website", 22, 19),
            ("shop", 41, 24),
        ];
        let mut builder = KeynessBuilder::new(1);
        for (row, (side, at)) in (0..).zip((0..120).map(|at| (Side::A, at)).chain((0..80).map(|at| (Side::B, at)))) {
            let held = words.iter().filter(|(_, a, b)| at < if side == Side::A { *a } else { *b });
            // Twice each, apart from each other: a comment counts once, and there is no pair.
            let comment = held.map(|(word, ..)| [word, "! ", word, ", "].concat()).collect::<String>();
            builder.push(side, row, id(row), &comment);
        }
        builder
    }

    #[test]
    fn the_figures_are_those_of_statsmodels_and_scipy() {
        // scipy 1.17.1 (fisher_exact), statsmodels 0.15.0 (confint_proportions_2indep "newcomb", fdr_bh).
        let keyness = reference().finish("promoters", "detractors");
        assert_eq!((keyness.looked_at, keyness.different, keyness.a.comments, keyness.b.comments), (8, 5, 120, 80));
        let check = |name: &str, expect: [f64; 5]| {
            let term = keyness.terms.iter().find(|term| term.term == name).unwrap();
            let range = term.interval.unwrap();
            let found = [term.difference.unwrap(), range.low, range.high, term.p.unwrap(), term.p_adjusted.unwrap()];
            for (one, other) in found.into_iter().zip(expect) {
                assert!((one - other).abs() < 6e-7, "{name}: {found:?}");
            }
        };
        check("late", [-0.237_500, -0.344_464, -0.141_828, 4.730_755e-7, 3.784_604e-6]);
        check("refund", [-0.195_833, -0.298_270, -0.109_512, 4.309_786e-6, 1.723_914e-5]);
        check("friendly", [0.233_333, 0.131_117, 0.324_891, 1.701_880e-5, 4.538_347e-5]);
        check("delivery", [-0.237_500, -0.359_193, -0.113_291, 1.932_018e-4, 3.864_035e-4]);
        check("easy", [0.166_667, 0.062_465, 0.259_631, 2.231_663e-3, 3.570_661e-3]);
        check("price", [-0.050_000, -0.158_639, 0.048_189, 4.126_203e-1, 4.715_661e-1]);
        check("website", [-0.054_167, -0.173_672, 0.057_933, 3.753_399e-1, 4.715_661e-1]);
        check("shop", [0.041_667, -0.091_746, 0.167_490, 6.441_026e-1, 6.441_026e-1]);
    }

    #[test]
    fn whatever_the_order_the_result_is_the_same() {
        let forward = reference().finish("a", "b");
        let mut backward = reference();
        backward.comments.reverse();
        assert_eq!(backward.finish("a", "b"), forward);
        let mut other = reference();
        other.seed = 2;
        let drawn = |keyness: &Keyness| keyness.terms.iter().map(|term| term.comments.clone()).collect::<Vec<_>>();
        assert_ne!(drawn(&other.finish("a", "b")), drawn(&forward));
    }

    #[test]
    fn whatever_is_counted_at_once_the_result_is_the_same() {
        let whole = reference().finish("a", "b");
        for many in [1, 7, 199, 200, 1_000] {
            let mut counter = reference().counter("a", "b");
            while counter.count(many) {}
            assert_eq!(counter.finish(), whole, "{many}");
        }
    }

    #[test]
    fn what_is_drawn_holds_the_term_and_is_of_its_group() {
        let keyness = reference().finish("promoters", "detractors");
        let late = keyness.terms.iter().find(|term| term.term == "late").unwrap();
        assert_eq!(late.comments.len(), 3);
        assert!(late.comments.iter().all(|comment| (120..141).contains(&comment.row)), "{late:?}");
        let texts = keyness.rows().into_iter().skip(1).map(|row| (row, format!("{row}"))).collect();
        let filled = keyness.clone().fill(&texts);
        let told: usize = filled.terms.iter().map(|term| term.comments.len()).sum();
        assert!(filled.rows().len() + 1 == keyness.rows().len() && told > 0);
    }

    #[test]
    fn pairs_of_words_are_terms_and_seldom_words_are_none() {
        let mut builder = KeynessBuilder::new(0);
        for row in 0..12 {
            let (side, comment) = if row < 6 { (Side::A, "Not late at all") } else { (Side::B, "Late. Anna was kind") };
            builder.push(side, row, id(row), if row == 11 { "Anna" } else { comment });
        }
        let keyness = builder.finish("a", "b");
        let names: Vec<_> = keyness.terms.iter().map(|term| term.term.as_str()).collect();
        assert!(
            names.contains(&"not late") && names.contains(&"anna was") && !names.contains(&"late anna"),
            "{names:?}"
        );
        let mut few = KeynessBuilder::new(0);
        (0..4).for_each(|row| few.push(Side::A, row, id(row), "Anna"));
        few.leave_out(1);
        let keyness = few.finish("a", "b");
        assert_eq!((keyness.looked_at, keyness.terms.len(), keyness.in_both), (0, 0, 1));
    }

    #[test]
    fn sentences_say_what_was_found() {
        use crate::words::keyness::{found, term};
        let keyness = reference().finish("promoters", "detractors");
        assert_eq!(
            found(&keyness),
            "Of 8 words and pairs of words that stand in 5 comments or more, 5 differ by more than chance would let them."
        );
        let late = keyness.terms.iter().find(|term| term.term == "late").unwrap();
        assert_eq!(
            term(&keyness, late).unwrap(),
            "“late” stands in 26 % of the comments of detractors and in 3 % of those of promoters: 24 percentage points more (14 to 34)."
        );
        let empty = KeynessBuilder::new(0).finish("a", "b");
        assert_eq!(found(&empty), "a: 0 comments; b: 0 comments. That is too few to compare what they say.");
    }
}
