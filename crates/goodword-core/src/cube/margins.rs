//! A cube in which only the answers to each question by itself are left.

use super::Cube;
use crate::stats::sum;
use crate::{Empathy, Promise, Recommend};

/// The levels of one question that are not empty, and how many gave each.
type Levels<T> = Vec<(Option<T>, u64)>;

impl Cube {
    /// The same answers to each question, without which of them one person gave together: each question's are sorted and
    /// laid beside the others', so that the cells are made up and say nothing beyond their sums by question. A question
    /// with fewer than `least` answers counts as answered by nobody. The total stays.
    #[must_use]
    pub fn unlinked(&self, least: u64) -> Self {
        let total = self.total();
        let mut empathy = levels(&Empathy::ALL, &self.empathy(), total, least);
        let mut promise = levels(&Promise::ALL, &self.promise(), total, least);
        let mut recommend = levels(&Recommend::ALL, &self.recommend(), total, least);
        let mut cube = Self::default();
        // Each turn empties a level of at least one question.
        while let (Some(one), Some(two), Some(three)) = (empathy.last(), promise.last(), recommend.last()) {
            let n = one.1.min(two.1).min(three.1);
            cube.add((one.0, two.0, three.0), n);
            take(&mut empathy, n);
            take(&mut promise, n);
            take(&mut recommend, n);
        }
        cube
    }
}

fn levels<T: Copy>(all: &[T], counts: &[u64], total: u64, least: u64) -> Levels<T> {
    let answered = sum(counts.iter().copied());
    let told = if answered >= least { answered } else { 0 };
    let given = all.iter().map(|level| Some(*level)).zip(counts.iter().copied()).filter(|_| told > 0);
    [(None, total.saturating_sub(told))].into_iter().chain(given).filter(|(_, n)| *n > 0).collect()
}

fn take<T>(levels: &mut Levels<T>, n: u64) {
    if let Some(last) = levels.last_mut() {
        last.1 = last.1.saturating_sub(n);
    }
    levels.pop_if(|(_, left)| *left == 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Empathy, promise, recommend, and how many gave them.
    type Given = (Option<i64>, Option<Promise>, Option<i64>, u64);

    fn cube(cells: &[Given]) -> Cube {
        let mut cube = Cube::default();
        for (empathy, promise, recommend, n) in cells {
            let empathy = empathy.map(|score| Empathy::new(score).unwrap());
            cube.add((empathy, *promise, recommend.map(|score| Recommend::new(score).unwrap())), *n);
        }
        cube
    }

    #[test]
    fn what_one_person_answered_together_is_gone_and_each_question_stays() {
        let (broken, kept) = (Some(Promise::Broken), Some(Promise::Kept));
        let one = cube(&[(Some(1), broken, Some(10), 3), (Some(5), kept, Some(0), 4), (None, None, Some(7), 2)]);
        let other = cube(&[
            (Some(5), broken, Some(7), 2),
            (Some(5), kept, Some(0), 2),
            (Some(1), kept, Some(10), 2),
            (Some(1), broken, None, 1),
            (None, None, Some(0), 2),
            (None, None, Some(10), 0),
        ]);
        // Other people, of whom each question was answered alike but for one who gave no score.
        let unlinked = one.unlinked(1);
        assert_eq!((unlinked.empathy(), unlinked.promise()), (other.empathy(), other.promise()));
        assert_eq!((unlinked.total(), unlinked.recommend()), (9, one.recommend()));
        let swapped = cube(&[
            (Some(1), kept, Some(0), 3),
            (Some(5), broken, Some(10), 3),
            (Some(5), kept, Some(0), 1),
            (None, None, Some(7), 2),
        ]);
        assert_eq!(swapped.unlinked(1), unlinked);
        assert_ne!(swapped, one);
    }

    #[test]
    fn a_question_of_too_few_answers_is_told_of_nobody() {
        let some = cube(&[(Some(1), None, Some(10), 3), (None, Some(Promise::Kept), Some(0), 4)]);
        let told = some.unlinked(4);
        assert_eq!((told.total(), sum(told.empathy()), sum(told.promise()), sum(told.recommend())), (7, 0, 4, 7));
        assert_eq!(Cube::default().unlinked(3), Cube::default());
    }
}
