//! A comment → its words, and what lies between them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A piece of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A word in small letters, or two neighbouring characters of a script that is written without spaces.
    Word(Cow<'a, str>),
    /// Whatever ends a pair of words: punctuation, and either end of what is written without spaces.
    Break,
}

/// Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer; Hiragana; Han.
const UNSPACED: [(char, char); 12] = [
    ('\u{e00}', '\u{eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{19e0}', '\u{19ff}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3041}', '\u{309f}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{a9e0}', '\u{a9ff}'),
    ('\u{aa60}', '\u{aa7f}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// The pieces of a comment, each with the bytes where it stands: words by the boundaries of UAX #29; of scripts without
/// spaces, each pair of neighbouring characters, since where a word ends takes a dictionary to tell.
pub fn placed(comment: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let (mut pieces, mut run) = (Vec::new(), Vec::new());
    for (start, part) in comment.split_word_bound_indices() {
        let first = part.chars().next();
        if first.is_some_and(is_unspaced) {
            run.extend(part.grapheme_indices(true).map(|(at, letter)| (start + at, letter)));
            continue;
        }
        flush(&mut run, &mut pieces);
        let place = start..start + part.len();
        if part.chars().any(char::is_alphanumeric) {
            pieces.push((Piece::Word(small(part)), place));
        } else if !first.is_some_and(char::is_whitespace) {
            pieces.push((Piece::Break, place));
        }
    }
    flush(&mut run, &mut pieces);
    pieces
}

/// The same without their places.
pub fn pieces(comment: &str) -> impl Iterator<Item = Piece<'_>> {
    placed(comment).into_iter().map(|(piece, _)| piece)
}

/// Where a term stands in a comment, from the first place on; no two places overlap.
pub fn places(comment: &str, term: &str) -> Vec<Range<usize>> {
    let pieces = placed(comment);
    let is = |piece: &Piece<'_>, word: &str| matches!(piece, Piece::Word(found) if found == word);
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut add = |place: Range<usize>| match places.last_mut() {
        Some(last) if place.start < last.end => last.end = place.end,
        _ => places.push(place),
    };
    match term.split_once(' ') {
        None => pieces.iter().filter(|(piece, _)| is(piece, term)).for_each(|(_, place)| add(place.clone())),
        Some((one, other)) => {
            for pair in pieces.windows(2) {
                if let [(first, from), (second, to)] = pair
                    && is(first, one)
                    && is(second, other)
                {
                    add(from.start..to.end);
                }
            }
        }
    }
    places
}

/// The pairs of a run of characters, none of which makes a pair of words with another.
fn flush<'a>(run: &mut Vec<(usize, &'a str)>, pieces: &mut Vec<(Piece<'a>, Range<usize>)>) {
    let mut pair = |letters: &[(usize, &str)]| {
        let (Some((from, _)), Some((last, letter))) = (letters.first(), letters.last()) else { return };
        let word = Cow::Owned(letters.iter().map(|(_, letter)| *letter).collect());
        pieces.push((Piece::Break, *from..*from));
        pieces.push((Piece::Word(word), *from..last + letter.len()));
    };
    match run.as_slice() {
        [] => return,
        [one] => pair(&[*one]),
        many => many.windows(2).for_each(pair),
    }
    let end = run.last().map_or(0, |(at, letter)| at + letter.len());
    pieces.push((Piece::Break, end..end));
    run.clear();
}

/// A word in small letters; most are written so.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

fn is_unspaced(letter: char) -> bool {
    UNSPACED.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by `_` where a pair may be made, by `|` where not.
    fn check(comment: &str, expect: &str) {
        let text = pieces(comment).map(|piece| match piece {
            Piece::Word(word) => word.into_owned(),
            Piece::Break => "|".to_owned(),
        });
        assert_eq!(text.collect::<Vec<_>>().join("_"), expect, "{comment}");
    }

    #[test]
    fn words_are_those_of_uax_29() {
        check("", "");
        check("Not late, KIND people!", "not_late_|_kind_people_|");
        check("don't wait 3.5 hours", "don't_wait_3.5_hours");
        check("line\nbreak\ttab", "line_break_tab");
        check("👍👍 Größe", "|_|_größe");
        check("e-mail", "e_|_mail");
        check("Доставка позже", "доставка_позже");
        check("배송이 늦었어요", "배송이_늦었어요");
    }

    #[test]
    fn what_is_written_without_spaces_is_taken_in_pairs() {
        check("很好吃", "|_很好_|_好吃_|");
        check("好", "|_好_|");
        check("配送が遅い。", "|_配送_|_送が_|_が遅_|_遅い_|_|");
        check("サービス最高", "サービス_|_最高_|");
        check("ส่งช้า", "|_ส่ง_|_งช้_|_ช้า_|");
        check("送达late 了", "|_送达_|_late_|_了_|");
    }

    #[test]
    fn a_term_is_found_where_it_stands() {
        let check = |comment: &str, term: &str, expect: &[&str]| {
            let found: Vec<_> = places(comment, term).into_iter().map(|place| &comment[place]).collect();
            assert_eq!(found, expect, "{term} in {comment}");
        };
        check("Late, LATE and later", "late", &["Late", "LATE"]);
        check("Not  late. Not. Late", "not late", &["Not  late"]);
        check("so so so", "so so", &["so so so"]);
        check("好好好吃", "好好", &["好好好"]);
        check("nothing", "late", &[]);
        check("", "late", &[]);
    }
}
