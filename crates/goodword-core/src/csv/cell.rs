//! A line of a CSV, taken apart.

use std::borrow::Cow;

use super::guard::unguarded;

/// A cell: absent, or a text, which may be empty.
pub type CellText<'a> = Option<Cow<'a, str>>;

/// The cells of a line, without quotes and guards.
pub fn cells(line: &str, separator: char) -> Result<Vec<CellText<'_>>, String> {
    let (mut cells, mut rest) = (Vec::new(), line);
    loop {
        let (cell, after) = if let Some(quoted) = rest.strip_prefix('"') {
            unquoted(quoted)?
        } else {
            let (cell, after) = rest.split_at(rest.find(separator).unwrap_or(rest.len()));
            (Some(Cow::Borrowed(cell)).filter(|cell| !cell.is_empty()), after)
        };
        cells.push(cell.map(unguarded));
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(cells),
            None => return Err("Something follows a closing quote".to_owned()),
        }
    }
}

/// A cell behind its opening quote, and what follows its closing one.
fn unquoted(text: &str) -> Result<(CellText<'_>, &str), String> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('"')).map(|at| from + at) {
        let after = text.get(at + 1..).unwrap_or_default();
        if !after.starts_with('"') {
            let cell = text.get(..at).unwrap_or_default();
            let cell = if from == 0 { Cow::Borrowed(cell) } else { Cow::Owned(cell.replace("\"\"", "\"")) };
            return Ok((Some(cell), after));
        }
        from = at + 2;
    }
    Err("A quote is not closed".to_owned())
}
