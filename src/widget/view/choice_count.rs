//! How many of a choice are to be chosen, in words.

use super::scene::Scene;
use crate::browser::intl;
use crate::locale::{Word, fill};
use crate::widget::answer::Answer;
use crate::widget::condition::values;
use crate::widget::question::Question;

/// What is said beforehand.
pub fn hint(scene: &Scene, question: &Question) -> String {
    match (question.least, question.most) {
        (0, 0) => scene.words.get(Word::Many).to_owned(),
        (least, 0) => counted(scene, Word::ChooseMin, least),
        (0, most) => counted(scene, Word::ChooseMax, most),
        (least, most) => [counted(scene, Word::ChooseMin, least), counted(scene, Word::ChooseMax, most)].join(" "),
    }
}

/// What is wrong with the number that was chosen.
pub fn problem(scene: &Scene, question: &Question, answer: &Answer) -> String {
    if question.is_too_many(values(Some(answer)).len()) {
        return counted(scene, Word::ChooseMax, question.most);
    }
    counted(scene, Word::ChooseMin, question.least)
}

fn counted(scene: &Scene, word: Word, n: usize) -> String {
    let words = scene.words;
    let n = intl::number(words.get(Word::Lang), u32::try_from(n).unwrap_or_default().into());
    fill(words.get(word), &[("n", &n)])
}
