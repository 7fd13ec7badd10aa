//! Options in the fragment of an address, which no browser sends to a server.

use std::fmt::Write;

use goodword_core::Problem;

use crate::reader::selection::{Options, Selection};

/// `since=2026-03-01&where=device%3Dmobile`.
pub fn write(options: &[(String, String)]) -> String {
    let pairs = options.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Reads such a fragment, with or without its `#`. Nothing when it is somebody else's.
pub fn read(fragment: &str) -> Option<Options> {
    let text = fragment.trim_start_matches('#');
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').and_then(|(name, value)| Some((decoded(name)?, decoded(value)?)))).collect()
}

/// What a fragment asks for of responses of which only this survey is read, if one is named. Nothing when the fragment is
/// somebody else's.
pub fn asked(fragment: &str, only: Option<&str>) -> Option<Result<Selection, Problem>> {
    read(fragment).map(|options| Selection::read(&options).and_then(|selection| selection.within(only)))
}

fn encoded(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,/:".contains(&byte) {
            written.push(char::from(byte));
        } else {
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(hex, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fragment_of_somebody_else_is_left_alone() {
        assert_eq!(read("#section-2"), None);
        assert_eq!(read("#a=%zz"), None);
        assert_eq!(read(""), Some(Vec::new()));
        assert_eq!(read("#recommend=0-6"), Some(vec![("recommend".to_owned(), "0-6".to_owned())]));
        assert_eq!(write(&[("where".to_owned(), "device=mobile&x".to_owned())]), "where=device%3Dmobile%26x");
    }

    #[test]
    fn what_is_wrong_is_told_whenever_it_is_read() {
        let check = |fragment: &str, only, expect: Option<&str>| {
            let told = asked(fragment, only).and_then(Result::err).map(|problem| problem.to_string());
            assert_eq!(told.as_deref(), expect, "{fragment}");
        };
        check("#since=2026-13-01", None, Some("since: must be a day such as 2026-03-14"));
        check("#foo=bar", None, Some("foo: is not known"));
        check("#recommend=6-0", None, Some("recommend: must be a score from 0 to 10, or a range such as 0-10"));
        check("#compare=2026-03", None, Some("compare: must be given twice"));
        check("#survey=b", Some("a"), Some("survey: must be a, the only one that is shown here"));
        check("#survey=a&where=fields.plan%3D%22%22", Some("a"), None);
        check("#section-2", None, None);
        check("", None, None);
        let problem = asked("#where=plan=pro", None).unwrap().unwrap_err().to_string();
        assert!(problem.starts_with("where: must be device, locale, page"), "{problem}");
    }

    proptest! {
        #[test]
        fn options_read_back(options in proptest::collection::vec((".+", ".*"), 0..5)) {
            prop_assert_eq!(read(&write(&options)), Some(options));
        }
    }
}
