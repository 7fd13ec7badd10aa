//! Entity tags (RFC 9110 §8.8.3): what a client knows already is not sent again.

use axum::http::{HeaderMap, header};
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

/// True when `If-None-Match` names that tag.
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| names(value, etag))
}

/// False when `If-Match` names other tags only (RFC 9110 §13.1.1); true without one.
pub fn may_change(headers: &HeaderMap, etag: &str) -> bool {
    let mut named = headers.get_all(header::IF_MATCH).iter().filter_map(|value| value.to_str().ok()).peekable();
    let strong = |value: &str| value.split(',').map(str::trim).any(|tag| tag == "*" || tag == etag);
    named.peek().is_none() || named.any(strong)
}

fn names(value: &str, etag: &str) -> bool {
    let mut tags = value.split(',').map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
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

    #[test]
    fn a_client_may_know_several() {
        let check = |value: &str, expect| assert_eq!(names(value, "\"1\""), expect, "{value}");
        check("\"1\"", true);
        check("W/\"1\"", true);
        check("\"0\", \"1\"", true);
        check("*", true);
        check("\"0\"", false);
        check("1", false);
    }
}
