//! Names of surveys, questions and hidden fields: short ASCII, safe in a path, a column heading and a key.

use std::fmt;

use serde::Serialize;

use crate::{Problem, limits};

/// Whether `text` is a name: 1 to 64 letters, digits, `-`, `_` and `.`, starting with a letter or digit.
pub fn is_name(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    first
        && text.len() <= limits::NAME
        && text.bytes().all(|byte| IS_OF_NAME.get(usize::from(byte)).is_some_and(|is_of_name| *is_of_name))
}

/// Of each byte whether a name may hold it: looked up, because names are read by the million.
#[allow(clippy::indexing_slicing, reason = "a table of 256 has a place for every byte")]
const IS_OF_NAME: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        byte += 1;
    }
    table
};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Letters, digits, `-`, `_` and `.`, starting with a letter or digit, at most 64.
            pub fn parse(text: &str) -> Result<Self, Problem> {
                Self::of(text).ok_or_else(|| {
                    Problem::whole("must be 1 to 64 letters, digits, hyphens, dots or underscores, starting with a letter or digit")
                })
            }

            /// The same for those who need no words about it.
            pub fn of(text: &str) -> Option<Self> {
                is_name(text).then(|| Self(text.to_owned()))
            }

            /// The name as text: 1 to 64 letters, digits, `-`, `_` and `.`.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name!(
    /// The survey a response belongs to.
    SurveyId
);
name!(
    /// A question of a survey; `empathy`, `promise`, `recommend` and `comment` are the standard ones.
    QuestionId
);
name!(
    /// A hidden field that the site owner sends along, such as `plan`.
    FieldName
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_plain_ascii() {
        for good in ["support", "a", "sfo-2017", "v1.2_b", "9"] {
            assert_eq!(SurveyId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "-a", ".a", "a b", "a/b", "é", "__proto__", &"a".repeat(65)] {
            assert!(SurveyId::parse(bad).is_err(), "{bad}");
        }
    }
}
