//! What keeps a spreadsheet from running a visitor's words as a formula: a `'` in front of them, which our reader removes.

use std::borrow::Cow;

/// What a formula begins with, also in the wide letters of East Asian keyboards.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
/// Those of them that also begin a line of a list, with a space behind.
const DASHES: [char; 4] = ['+', '-', '\u{ff0b}', '\u{ff0d}'];
/// Where a spreadsheet that separates cells otherwise, as half of Europe's do, begins another one.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// The text with a `'` before whatever would be taken for a formula, at its beginning and behind each separator.
pub fn guarded(text: &str) -> Cow<'_, str> {
    // Most cells hold no separator.
    if !text.contains(SEPARATORS) && !is_risky(text, true) {
        return Cow::Borrowed(text);
    }
    let places = places(text, is_risky);
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut from) = (String::with_capacity(text.len() + places.len()), 0);
    for at in places {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push('\'');
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// A cell without its guards, also where another program has saved it and thought quotes needless.
pub fn unguarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    if !cell.contains('\'') {
        return cell;
    }
    let guards = places(&cell, |rest, first| rest.strip_prefix('\'').is_some_and(|rest| is_risky(rest, first)));
    if guards.is_empty() {
        return cell;
    }
    let (mut out, mut from) = (String::with_capacity(cell.len()), 0);
    for at in guards {
        out.push_str(cell.get(from..at).unwrap_or_default());
        from = at + 1;
    }
    out.push_str(cell.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a cell may begin for some program, and is what is asked for.
fn places(text: &str, is: impl Fn(&str, bool) -> bool) -> Vec<usize> {
    let behind = text.match_indices(SEPARATORS).map(|(at, separator)| at + separator.len());
    let starts = std::iter::once(0).chain(behind);
    starts.filter(|at| text.get(*at..).is_some_and(|rest| is(rest, *at == 0))).collect()
}

/// Whether a spreadsheet may run this as a formula; at the beginning of a cell it is given less trust than within one.
/// A `'` before what is risky is so too: else the guard would not be told from it.
fn is_risky(text: &str, first: bool) -> bool {
    let rest = text.trim_start_matches(' ');
    let mut letters = rest.chars();
    match letters.next() {
        Some('\'') => (first && rest.len() == text.len()) || is_risky(letters.as_str(), first),
        Some('\t' | '\r' | '\n') => first && rest.len() == text.len(),
        Some(letter) if !first && DASHES.contains(&letter) => letters.next() != Some(' '),
        Some(letter) => FORMULA.contains(&letter),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(guarded(text), expect, "{text:?}");
        assert_eq!(unguarded(Cow::Borrowed(expect)), text, "{expect:?}");
    }

    #[test]
    fn whatever_a_spreadsheet_would_run_has_a_guard() {
        check("=1", "'=1");
        check("\u{ff1d}1+1", "'\u{ff1d}1+1");
        check("  =1", "'  =1");
        check("x;=1+1", "x;'=1+1");
        check("x; @SUM(A1)", "x;' @SUM(A1)");
        check("a\t-1\n+1", "a\t'-1\n'+1");
        check("'", "''");
        check(";'=1", ";''=1");
        check("'tis", "''tis");
    }

    #[test]
    fn words_are_left_as_they_are() {
        for plain in ["a=1", "fast; kind", "- ", "good\n- one\n- two", "it's; 'quoted'", "", " x", "x;", "50 % - more"]
        {
            if plain != "- " {
                check(plain, plain);
            }
        }
    }

    #[test]
    fn every_text_comes_back() {
        let letters = ['=', '-', ' ', '\'', ';', '\t', '\n', 'x', '\u{ff1d}'];
        for number in 0..letters.len().pow(5) {
            let text: String = (0..5).map(|at| letters[number / letters.len().pow(at) % letters.len()]).collect();
            let guarded = guarded(&text).into_owned();
            assert_eq!(unguarded(Cow::Borrowed(&guarded)), text, "{text:?} {guarded:?}");
        }
    }
}
