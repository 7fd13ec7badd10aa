//! How long a text may be.

use goodword_core::{Problem, limits};

/// A text of at most so many characters, or why not.
pub fn text(path: &str, text: Option<&str>, most: usize) -> Option<Problem> {
    let is_long = text.is_some_and(|text| !limits::hold(text, most));
    is_long.then(|| Problem::new(path, format!("must be a text of at most {most} characters")))
}
