//! Bytes of a text in another encoding → UTF-8, a piece at a time.

use std::borrow::Cow;

/// How letters beyond ASCII are written. UTF-16 is known by its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// As nearly everything is.
    #[default]
    Utf8,
    /// As spreadsheets save a CSV; Latin-1 where it prints.
    Windows1252,
}

/// What the bytes 0x80 to 0x9F stand for in Windows-1252; the others stand for themselves. Five are unused, and stay what
/// they are in Latin-1 (WHATWG Encoding Standard, index windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

#[derive(Debug, Clone, Copy, Default)]
enum State {
    /// Before the two bytes that may be a mark.
    #[default]
    Start,
    Plain,
    Utf16 {
        big_endian: bool,
    },
}

/// A text on its way in.
#[derive(Debug, Default)]
pub struct Decoder {
    encoding: Encoding,
    state: State,
    /// What does not make a letter yet.
    held: Vec<u8>,
}

impl Decoder {
    /// For a text that is in `encoding` unless its mark says UTF-16.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The next bytes as UTF-8, what is none of it as it came.
    pub fn decode<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match self.state {
            State::Start => self.begin(bytes),
            State::Plain => self.plain(bytes),
            State::Utf16 { big_endian } => Cow::Owned(self.utf16(bytes, big_endian)),
        }
    }

    /// What was held back at the end.
    pub fn finish(&mut self) -> Vec<u8> {
        let held = std::mem::take(&mut self.held);
        match self.state {
            State::Utf16 { .. } if held.is_empty() => held,
            State::Utf16 { .. } => char::REPLACEMENT_CHARACTER.to_string().into_bytes(),
            State::Start | State::Plain => self.plain(&held).into_owned(),
        }
    }

    fn begin(&mut self, bytes: &[u8]) -> Cow<'static, [u8]> {
        self.held.extend_from_slice(bytes);
        self.state = match self.held.as_slice() {
            [] | [_] => return Cow::Borrowed(&[]),
            [0xFF, 0xFE, ..] => State::Utf16 { big_endian: false },
            [0xFE, 0xFF, ..] => State::Utf16 { big_endian: true },
            _ => State::Plain,
        };
        let held = std::mem::take(&mut self.held);
        Cow::Owned(self.decode(&held).into_owned())
    }

    fn plain<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        if self.encoding == Encoding::Utf8 || bytes.is_ascii() {
            return Cow::Borrowed(bytes);
        }
        let letter = |byte: &u8| match byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at))) {
            Some(letter) => *letter,
            None => char::from(*byte),
        };
        Cow::Owned(bytes.iter().map(letter).collect::<String>().into_bytes())
    }

    fn utf16(&mut self, bytes: &[u8], big_endian: bool) -> Vec<u8> {
        self.held.extend_from_slice(bytes);
        let (pairs, _) = self.held.as_chunks::<2>();
        let unit = |pair: &[u8; 2]| if big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        let mut units: Vec<_> = pairs.iter().map(unit).collect();
        // The first half of a letter waits for the second.
        if units.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
            units.pop();
        }
        self.held.drain(..units.len() * 2);
        let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        letters.collect::<String>().into_bytes()
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
