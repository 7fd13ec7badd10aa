//! A command as it is typed.

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:+,".contains(&byte);
    if !word.is_empty() && !word.starts_with('-') && word.bytes().all(plain) {
        return word.to_owned();
    }
    let word = word.replace('\'', r"'\''");
    // A name that begins like an option is a file all the same.
    if word.starts_with('-') { format!("'./{word}'") } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_each_word_as_it_is() {
        let check = |word: &str, expect: &str| assert_eq!(quoted(word), expect);
        check("answers.ndjson", "answers.ndjson");
        check("my answers.json", "'my answers.json'");
        check("it's.json", r"'it'\''s.json'");
        check("-x.json", "'./-x.json'");
        check("", "''");
        check("$(rm)", "'$(rm)'");
    }
}
