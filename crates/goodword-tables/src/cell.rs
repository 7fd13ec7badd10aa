//! Cells of a CSV (RFC 4180).

/// Writes one row, with its line feed. `None` is an empty cell, and an empty text is `""`.
pub fn write_row<'a>(out: &mut String, cells: impl Iterator<Item = Option<&'a str>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if let Some(text) = cell {
            write_cell(out, text);
        }
    }
    out.push('\n');
}

fn write_cell(out: &mut String, text: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:+/".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        return out.push_str(text);
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_an_empty_text_are_two_things() {
        let mut out = String::new();
        write_row(&mut out, [Some("a\"b,\n"), None, Some(""), Some("9"), Some("ü")].into_iter());
        assert_eq!(out, "\"a\"\"b,\n\",,\"\",9,\"ü\"\n");
    }
}
