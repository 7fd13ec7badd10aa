//! Sentences of the manifest, as each file wants them.

/// A sentence as plain text: a link is what it says.
pub fn plain(says: &str) -> String {
    let mut text = String::new();
    for (at, piece) in says.split('[').enumerate() {
        match piece.split_once("](").zip(piece.split_once(')')) {
            Some(((shown, _), (_, rest))) if at > 0 => text.extend([shown, rest]),
            _ => text.push_str(piece),
        }
    }
    text
}

/// The same with a capital and a full stop.
pub fn sentence(says: &str) -> String {
    let text = plain(says);
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// A text in lines of at most `width` letters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_a_capital_a_full_stop_and_no_link() {
        assert_eq!(sentence("yours (see [docs/a.md](docs/a.md)); [two](b) more"), "Yours (see docs/a.md); two more.");
        assert_eq!(sentence("`on`: [sic]"), "`on`: sic].");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("a bc def ghij", 6), ["a bc", "def", "ghij"]);
        assert_eq!(wrapped("longer than that", 4), ["longer", "than", "that"]);
    }
}
