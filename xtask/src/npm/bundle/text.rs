//! Replacing what stands in a source once: a source that has changed is refused, not misread.

use anyhow::{Result, bail};

/// `text` with `new` in the place of the only `old`.
pub fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        n => bail!("it holds {n} times, not once: {old}"),
    }
}

/// `text` without what begins at the only `from` and ends before the `until` that follows it.
pub fn without(text: &str, from: &str, until: &str) -> Result<String> {
    let found = text.split_once(from).and_then(|(before, rest)| Some((before, rest.find(until)?, rest)));
    match found {
        Some((before, at, rest)) if !rest.contains(from) => Ok([before, rest.get(at..).unwrap_or_default()].concat()),
        _ => bail!("it does not hold once, with what ends it: {from}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_once_is_replaced() {
        assert_eq!(replaced("a b c", "b", "x").unwrap(), "a x c");
        assert!(replaced("a b b", "b", "x").is_err() && replaced("a", "b", "x").is_err());
    }

    #[test]
    fn what_lies_between_goes() {
        assert_eq!(without("a <b> c </b> d", "<b>", "d").unwrap(), "a d");
        assert!(without("a <b> c", "<b>", "d").is_err() && without("<b><b>d", "<b>", "d").is_err());
    }
}
