//! Entity tags (RFC 9110 §8.8.3): what a client knows already is not sent again.

use axum::http::{HeaderMap, HeaderValue, header};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// A strong tag, quotes included, of what these texts name; whatever differs in one of them has another.
pub fn of(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.len().to_le_bytes());
        hash.update(text);
    }
    format!("\"{}\"", HEXLOWER.encode(hash.finalize().get(..16).unwrap_or_default()))
}

/// True when `If-None-Match` names that tag; weakly is enough.
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let weak = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag) == etag.as_bytes();
    headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, weak))
}

/// False when `If-Match` names other tags only (RFC 9110 §13.1.1), be they tags or not; true without one.
pub fn may_change(headers: &HeaderMap, etag: &str) -> bool {
    let mut values = headers.get_all(header::IF_MATCH).iter().peekable();
    values.peek().is_none() || values.any(|value| names(value, |tag| tag == etag.as_bytes()))
}

/// Whether a list of tags holds one that is meant, or the `*` that means any. Between quotes neither means anything.
fn names(value: &HeaderValue, is_meant: impl Fn(&[u8]) -> bool) -> bool {
    let mut is_quoted = false;
    let mut tags = value.as_bytes().split(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b',' && !is_quoted
    });
    tags.any(|tag| tag.trim_ascii() == b"*" || is_meant(tag.trim_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_anywhere_has_another_tag() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["ab", ""]));
        assert_ne!(of(&["a"]), of(&["b"]));
    }

    #[track_caller]
    fn check(value: &str, known: bool, meant: bool) {
        let headers = |name| HeaderMap::from_iter([(name, HeaderValue::from_bytes(value.as_bytes()).unwrap())]);
        assert_eq!(is_known(&headers(header::IF_NONE_MATCH), "\"1\""), known, "{value}");
        assert_eq!(may_change(&headers(header::IF_MATCH), "\"1\""), meant, "{value}");
    }

    #[test]
    fn a_client_may_know_several() {
        check("\"1\"", true, true);
        check("W/\"1\"", true, false);
        check("\"0\", \"1\"", true, true);
        check(" * ", true, true);
        check("\"0\"", false, false);
        check("1", false, false);
        check("", false, false);
    }

    #[test]
    fn what_stands_between_quotes_is_one_tag_whatever_it_is() {
        check("\"a,*,b\"", false, false);
        check("\"0\", *", true, true);
        check("\"caf\u{e9}\"", false, false);
        check("\"caf\u{e9}\", \"1\"", true, true);
    }
}
