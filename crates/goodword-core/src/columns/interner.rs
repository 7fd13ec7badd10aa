//! Texts as small numbers.

use std::collections::BTreeMap;

/// The code of every text after the first 4,094: which one it was is not kept.
pub const OTHER: u16 = 4_095;

/// So many texts are compared one by one.
const FIRST: usize = 8;

/// There were more texts than have codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// Numbers from 1 for texts in the order in which they were met.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    known: BTreeMap<String, u16>,
    texts: Vec<String>,
    /// Of each text its [`mark`].
    marks: Vec<u64>,
    overflowed: bool,
}

/// The last eight bytes of a text, or all: of addresses the first ones are alike.
fn mark(text: &str) -> u64 {
    let bytes = text.as_bytes();
    match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => bytes.iter().fold(0, |mark, byte| (mark << 8) | u64::from(*byte)),
    }
}

impl Interner {
    /// The code of a text, which it keeps from now on.
    pub fn intern(&mut self, text: &str) -> u16 {
        let wanted = mark(text);
        let is_text =
            |known: &str, mark: u64| mark == wanted && known.len() == text.len() && (text.len() <= 8 || known == text);
        // Most segments have few values: looking at the first ones is faster than looking them up.
        let mut first = self.texts.iter().zip(&self.marks).zip(1..).take(FIRST);
        let first = first.find(|((known, mark), _)| is_text(known, **mark));
        if let Some(code) = first.map(|(_, code)| code).or_else(|| self.known.get(text).copied()) {
            return code;
        }
        let code = u16::try_from(self.texts.len() + 1).unwrap_or(OTHER);
        if code >= OTHER {
            self.overflowed = true;
            return OTHER;
        }
        self.texts.push(text.to_owned());
        self.marks.push(wanted);
        self.known.insert(text.to_owned(), code);
        code
    }

    /// Whether no text was met.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The code of a text that was met. An error when it is not known whether it was.
    pub fn find(&self, text: &str) -> Result<Option<u16>, Overflow> {
        let code = self.known.get(text).copied();
        if code.is_none() && self.overflowed { Err(Overflow) } else { Ok(code) }
    }

    /// How many texts have a code: the highest one.
    pub fn count(&self) -> u16 {
        u16::try_from(self.texts.len()).unwrap_or(OTHER)
    }

    /// Whether there were more texts than have codes.
    pub fn has_more(&self) -> bool {
        self.overflowed
    }

    /// The text of a code; `None` of 0 and [`OTHER`].
    pub fn text(&self, code: u16) -> Option<&str> {
        self.texts.get(usize::from(code).checked_sub(1)?).map(String::as_str)
    }
}
