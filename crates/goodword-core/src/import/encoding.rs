//! Bytes of a text in another encoding → UTF-8, a piece at a time.

use std::borrow::Cow;

use crate::reader::encoding::{Utf16, windows_1252};

/// How letters beyond ASCII are written. UTF-16 is known by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// As nearly everything is.
    #[default]
    Utf8,
    /// As spreadsheets save a CSV; Latin-1 where it prints.
    Windows1252,
}

/// How many of the first bytes tell UTF-16 from others.
const HEAD: usize = 4;

#[derive(Debug, Default)]
enum State {
    /// Before the bytes that may be a mark.
    #[default]
    Start,
    Plain,
    Utf16(Utf16),
}

/// A text on its way in.
#[derive(Debug, Default)]
pub struct Decoder {
    encoding: Encoding,
    state: State,
    /// The first bytes, until they say something.
    head: Vec<u8>,
}

impl Decoder {
    /// For a text that is in `encoding` unless its first bytes say UTF-16.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The next bytes as UTF-8, what is none of it as it came.
    pub fn decode<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match &mut self.state {
            State::Start => {
                self.head.extend_from_slice(bytes);
                if self.head.len() < HEAD { Cow::Borrowed(&[]) } else { Cow::Owned(self.begin()) }
            }
            State::Plain => self.plain(bytes),
            State::Utf16(utf16) => Cow::Owned(utf16.decode(bytes).into_bytes()),
        }
    }

    /// What was held back at the end.
    pub fn finish(&mut self) -> Vec<u8> {
        let mut rest = if matches!(self.state, State::Start) { self.begin() } else { Vec::new() };
        if let State::Utf16(utf16) = &mut self.state {
            rest.extend(utf16.finish().into_bytes());
        }
        rest
    }

    fn begin(&mut self) -> Vec<u8> {
        let head = std::mem::take(&mut self.head);
        self.state = Utf16::of(&head).map_or(State::Plain, State::Utf16);
        self.decode(&head).into_owned()
    }

    fn plain<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        if self.encoding == Encoding::Utf8 || bytes.is_ascii() {
            return Cow::Borrowed(bytes);
        }
        Cow::Owned(windows_1252(bytes).into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(encoding: Encoding, bytes: &[u8], size: usize) -> String {
        let mut decoder = Decoder::new(encoding);
        let mut text: Vec<u8> = bytes.chunks(size).flat_map(|piece| decoder.decode(piece).into_owned()).collect();
        text.extend(decoder.finish());
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn letters_of_windows_are_read() {
        assert_eq!(decoded(Encoding::Windows1252, b"tr\xe8s \x80 \x93x\x94 \xff", 3), "très € “x” ÿ");
        assert_eq!(decoded(Encoding::Utf8, b"a", 1), "a");
        assert_eq!(decoded(Encoding::Utf8, b"\xff\xfea", 1), "\u{feff}\u{fffd}");
    }

    proptest! {
        #[test]
        fn utf_16_comes_back(text in "\\PC{0,30}", size in 1..9_usize, big in any::<bool>()) {
            let text = format!("\u{feff}{text}");
            let bytes: Vec<u8> =
                text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            prop_assert_eq!(decoded(Encoding::Utf8, &bytes, size), text);
        }
    }
}
