//! Text that is not UTF-8: UTF-16 as it comes, Windows-1252 a line at a time.

/// What the bytes 0x80 to 0x9F stand for in Windows-1252; the others stand for themselves, as in Latin-1. Five are unused,
/// and stay what they are in Latin-1 (WHATWG Encoding Standard, index windows-1252).
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads Windows-1252, and Latin-1 where it prints.
pub fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at))) {
        Some(letter) => *letter,
        None => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// UTF-16 on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utf16 {
    big_endian: bool,
    /// The first half of a unit.
    odd: Option<u8>,
    /// The first half of a pair.
    high: Option<u16>,
}

impl Utf16 {
    /// By its mark, or by the zeros beside the first letters: every line that we read begins with some of ASCII.
    pub fn of(head: &[u8]) -> Option<Self> {
        let new = |big_endian| Some(Self { big_endian, odd: None, high: None });
        let ascii = |byte: &u8| (1..0x80).contains(byte);
        match head {
            [0xFF, 0xFE, 0, 0, ..] => None,
            [0xFF, 0xFE, ..] => new(false),
            [0xFE, 0xFF, ..] => new(true),
            [a, 0, b, 0, ..] if ascii(a) && ascii(b) => new(false),
            [0, a, 0, b, ..] if ascii(a) && ascii(b) => new(true),
            _ => None,
        }
    }

    /// The next bytes as UTF-8. Halves of pairs become the sign for what cannot be read.
    pub fn decode(&mut self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len());
        for byte in bytes {
            let Some(first) = self.odd.take() else {
                self.odd = Some(*byte);
                continue;
            };
            let pair = [first, *byte];
            self.unit(if self.big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }, &mut text);
        }
        text
    }

    fn unit(&mut self, unit: u16, text: &mut String) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => text.extend(char::decode_utf16([high, unit]).flatten()),
            (before, unit) => {
                text.extend(before.map(|_| char::REPLACEMENT_CHARACTER));
                match unit {
                    0xD800..=0xDBFF => self.high = Some(unit),
                    unit => text.push(char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER)),
                }
            }
        }
    }

    /// What was held back at the end.
    pub fn finish(&mut self) -> String {
        let cut = self.odd.take().is_some() | self.high.take().is_some();
        if cut { char::REPLACEMENT_CHARACTER.into() } else { String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decoded(bytes: &[u8], size: usize) -> String {
        let mut utf16 = Utf16::of(bytes).unwrap();
        let mut text: String = bytes.chunks(size).map(|piece| utf16.decode(piece)).collect();
        text += &utf16.finish();
        text
    }

    #[test]
    fn every_letter_of_windows_is_read() {
        assert_eq!(windows_1252(b"tr\xe8s bien \x80 \x93x\x94 \xff"), "très bien € “x” ÿ");
        let all: Vec<u8> = (0..=255).collect();
        let letters: std::collections::BTreeSet<char> = windows_1252(&all).chars().collect();
        assert_eq!(letters.len(), 256);
    }

    #[test]
    fn utf_16_is_known_by_mark_or_zeros() {
        let check = |bytes: &[u8], big_endian: Option<bool>| {
            assert_eq!(Utf16::of(bytes).map(|utf16| utf16.big_endian), big_endian, "{bytes:?}");
        };
        check(b"\xff\xfe{\0", Some(false));
        check(b"\xfe\xff\0{", Some(true));
        check(b"{\0\"\0", Some(false));
        check(b"\0i\0d", Some(true));
        check(b"\xff\xfe\0\0", None);
        check(b"id,s", None);
        check(b"\0\0\0\0", None);
        check(b"{\0", None);
    }

    #[test]
    fn halves_are_marked() {
        let units =
            |units: &[u16]| [0xFEFF].iter().chain(units).flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>();
        let check = |bytes: &[u8], expect: &str| assert_eq!(decoded(bytes, 1), format!("\u{feff}{expect}"));
        check(&units(&[0xD83D, 0x61]), "\u{fffd}a");
        check(&units(&[0xDE00, 0x61]), "\u{fffd}a");
        check(&units(&[0xD83D, 0xD83D, 0xDE00]), "\u{fffd}😀");
        check(&[units(&[0x61]), vec![0x62]].concat(), "a\u{fffd}");
        check(&units(&[0x61, 0xD83D]), "a\u{fffd}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,30}", size in 1..9_usize, big in any::<bool>()) {
            let text = format!("\u{feff}{text}");
            let bytes: Vec<u8> = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            prop_assert_eq!(decoded(&bytes, size), text);
        }
    }
}
