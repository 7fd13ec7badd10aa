//! So many of so many, as the language counts.

use super::scene::Scene;
use crate::browser::intl;
use crate::locale::{Word, fill};

/// A sentence with so many of so many.
pub fn of(scene: &Scene, word: Word, n: usize, total: usize) -> String {
    let words = scene.words;
    let [n, total] =
        [n, total].map(|number| intl::number(words.get(Word::Lang), u32::try_from(number).unwrap_or_default().into()));
    fill(words.get(word), &[("n", &n), ("total", &total)])
}
