//! An owner's words: their links, as `[words](address)`, and their line breaks.

use yew::prelude::*;

use super::element::{attributes, element, list, text};
use crate::features::CUSTOM_SURVEYS;

/// Where a link may lead; anything else stays text.
const SCHEMES: [&str; 2] = ["https:", "mailto:"];

/// The words as they are shown.
pub fn view(words: &str) -> Html {
    if !CUSTOM_SURVEYS {
        return text(words);
    }
    let mut nodes = Vec::new();
    for part in parts(words) {
        nodes.push(match part {
            Part::Words(words) => text(words),
            Part::Link(words, url) => link(url, words),
        });
    }
    list(nodes)
}

/// A link out of the survey.
pub fn link(url: &str, label: &str) -> Html {
    // A letter or a call needs no page of its own.
    let target = if url.starts_with("http") { "_blank" } else { "" };
    element("a", attributes!["href": url, "target": target, "rel": "noopener noreferrer"], vec![text(label)])
}

/// The words without their addresses, as they are copied.
pub fn plain(words: &str) -> String {
    if !CUSTOM_SURVEYS {
        return words.to_owned();
    }
    parts(words)
        .into_iter()
        .map(|part| match part {
            Part::Words(words) | Part::Link(words, _) => words,
        })
        .collect()
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Words(&'a str),
    Link(&'a str, &'a str),
}

fn parts(words: &str) -> Vec<Part<'_>> {
    let (mut parts, mut rest) = (Vec::new(), words);
    while let Some((before, label, url, after)) = next_link(rest) {
        parts.push(Part::Words(before));
        parts.push(Part::Link(label, url));
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
}

/// What stands before the first link, its words, its address, and what stands behind it.
fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    loop {
        let middle = from + text.get(from..)?.find("](")?;
        let open = text.get(..middle)?.rfind('[');
        let close = text.get(middle..)?.find(')').map(|close| middle + close);
        if let (Some(open), Some(close)) = (open, close) {
            let (label, url) = (text.get(open + 1..middle)?, text.get(middle + 2..close)?);
            if !label.is_empty()
                && SCHEMES.iter().any(|scheme| url.starts_with(scheme))
                && !url.contains(char::is_whitespace)
            {
                return Some((text.get(..open)?, label, url, text.get(close + 1..)?));
            }
        }
        from = middle + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::Part::{Link, Words};
    use super::*;

    #[test]
    fn links_are_found_and_only_those_that_may_be() {
        let check = |text: &str, expect: &[Part]| assert_eq!(parts(text), expect, "{text}");
        check("no link", &[Words("no link")]);
        let terms = Link("our terms", "https://a.example/t?x=1");
        check("I have read [our terms](https://a.example/t?x=1).", &[Words("I have read "), terms, Words(".")]);
        let (one, two) = (Link("a", "https://a.example"), Link("b", "mailto:b@b.example"));
        check("[a](https://a.example)[b](mailto:b@b.example)", &[Words(""), one, Words(""), two, Words("")]);
        check("[[x] [a](https://a.example)", &[Words("[[x] "), Link("a", "https://a.example"), Words("")]);
        for text in [
            "[a](javascript:alert(1))",
            "[a](http://a.example)",
            "[](https://a.example)",
            "[a](https://a.example",
            "a](https://a.example)",
            "[a](https://a b)",
            "[a]( https://a.example)",
            "](",
        ] {
            check(text, &[Words(text)]);
        }
        check("[a](x:y) [b](https://b.example)", &[Words("[a](x:y) "), Link("b", "https://b.example"), Words("")]);
    }

    #[test]
    fn words_are_copied_without_addresses() {
        let check = |text: &str, expect: &str| {
            let expect = if CUSTOM_SURVEYS { expect } else { text };
            assert_eq!(plain(text), expect);
        };
        check("I agree to [the terms](https://a.example).", "I agree to the terms.");
        check("plain", "plain");
    }
}
