//! What appears by itself on a small screen: a bar of at most a third of it, with the whole first question and its answers.

use super::scene::Scene;
use crate::widget::question::{Kind, Question, Style};
use crate::widget::settings::Mode;

/// Letters in a line of a fifth of a phone's width, and lines below a circle.
const LINE: usize = 8;
const LINES: usize = 4;

/// What the card's class says more.
pub fn class(scene: &Scene) -> &'static str {
    let Scene { state, owner, .. } = *scene;
    let Some(question) = state.question() else { return "" };
    if owner.mode != Mode::Popover || !state.is_first_sight() {
        return "";
    }
    match labels(question) {
        Some(labels) if labels.iter().all(|label| fits(label)) => " bar",
        // Numbers stand there, with what the first and the last mean.
        Some(_) => " bar counted",
        None if is_short_scale(question) => " bar",
        None => "",
    }
}

/// Whether it is one.
pub fn is_shown(scene: &Scene) -> bool {
    !class(scene).is_empty()
}

/// The words of at most five answers of which one is chosen.
fn labels(question: &Question) -> Option<Vec<&str>> {
    match &question.kind {
        Kind::Choice { options, multiple: false, other: false } if options.len() <= 5 => {
            Some(options.iter().map(|option| option.label.as_str()).collect())
        }
        _ => None,
    }
}

fn is_short_scale(question: &Question) -> bool {
    match question.kind {
        Kind::Scale { min, max, style, .. } => max - min <= 10 && (style == Style::Numbers || max - min <= 6),
        _ => false,
    }
}

/// Whether words have room in a fifth of a phone's width.
fn fits(label: &str) -> bool {
    let (mut lines, mut column) = (1, 0);
    for word in label.split(' ') {
        let width = word.chars().map(width).sum::<usize>();
        // Words of scripts without spaces break anywhere.
        if width > LINE && word.chars().all(is_narrow) {
            return false;
        }
        let space = usize::from(column > 0);
        if column + space + width > LINE {
            lines += width.div_ceil(LINE).max(1);
            column = width.saturating_sub(1) % LINE + 1;
        } else {
            column += space + width;
        }
    }
    lines <= LINES
}

fn width(letter: char) -> usize {
    if is_narrow(letter) { 1 } else { 2 }
}

/// Chinese, Japanese and Korean letters are twice as wide as others.
fn is_narrow(letter: char) -> bool {
    letter < '\u{1100}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_a_fifth_of_a_phone_or_not() {
        let check = |label: &str, expect: bool| assert_eq!(fits(label), expect, "{label}");
        check("Strongly disagree", true);
        check("Neither agree nor disagree", true);
        check("Stimme überhaupt nicht zu", false);
        check("Stimme voll und ganz zu", true);
        check("Weder Zustimmung noch Ablehnung", false);
        check("どちらとも言えない", true);
        check("まったくそう思わない気がしますけれど", false);
        check("Strongly disagree and more of those things", false);
        check("Einverstanden", false);
    }
}
