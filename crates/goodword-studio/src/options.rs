//! Options from lines that somebody pasted.

use crate::question::{Answer, Choice};

/// What stands before an item of a list.
const BULLETS: [char; 6] = ['-', '*', '•', '–', '·', '☐'];

/// The lines of a text as options: without bullets, numbers and what is empty, each once.
pub fn lines(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(item).filter(|line| !line.is_empty()) {
        if !found.iter().any(|earlier| earlier == line) {
            found.push(line.to_owned());
        }
    }
    found
}

/// A line without the bullet or number of a list; a number that is all there is stays.
fn item(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(BULLETS).filter(|rest| rest.starts_with([' ', '\t'])) {
        return rest.trim();
    }
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest =
        rest.strip_prefix(['.', ')']).filter(|rest| rest.len() < line.len() - 1 && rest.starts_with([' ', '\t']));
    rest.map_or(line, str::trim)
}

impl Choice {
    /// Adds what is not offered yet.
    pub fn paste(&mut self, text: &str) {
        for line in lines(text) {
            if !self.options.iter().any(|option| option.value == line || option.label() == line) {
                self.options.push(Answer::new(&line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_options() {
        let check = |text: &str, expect: &[&str]| assert_eq!(lines(text), expect, "{text:?}");
        check("Price\n\n Speed \r\nPrice", &["Price", "Speed"]);
        check(
            "- Price\n* Speed\n• Taste\n-5\n1. One\n2) Two\n10\n3.5 stars",
            &["Price", "Speed", "Taste", "-5", "One", "Two", "10", "3.5 stars"],
        );
        check("", &[]);
    }

    #[test]
    fn what_is_offered_already_is_not_added() {
        let labelled = Answer { label: Some("The price".to_owned()), ..Answer::new("price") };
        let options = vec![labelled];
        let mut choice = Choice { options, multiple: false, other: false, shuffle: false, least: None, most: None };
        choice.paste("The price\nprice\nSpeed");
        assert_eq!(choice.options.iter().map(Answer::label).collect::<Vec<_>>(), ["The price", "Speed"]);
    }
}
