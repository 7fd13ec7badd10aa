//! The idempotency key of a response: a UUID made once, by the client.

use std::fmt;

use crate::Problem;

/// Any UUID (RFC 9562). Compared by value, written in lower case with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResponseId([u8; 16]);

/// No digit.
const WRONG: u8 = 0xff;

/// What a byte is worth as a hexadecimal digit. Both ways are worked out, so that nothing has to be guessed.
fn digit(byte: u8) -> u8 {
    let (number, letter) = (byte.wrapping_sub(b'0'), (byte | 0x20).wrapping_sub(b'a'));
    let letter = if letter < 6 { letter + 10 } else { WRONG };
    if number < 10 { number } else { letter }
}

impl ResponseId {
    /// A version 7 UUID (RFC 9562 §5.7) from Unix milliseconds and 10 random bytes, 74 bits of which are used.
    pub fn v7(unix_ms: u64, random: [u8; 10]) -> Self {
        let [_, _, t2, t3, t4, t5, t6, t7] = unix_ms.to_be_bytes();
        let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
        Self([t2, t3, t4, t5, t6, t7, 0x70 | (r0 & 0x0f), r1, 0x80 | (r2 & 0x3f), r3, r4, r5, r6, r7, r8, r9])
    }

    /// Reads the hyphenated form, 8-4-4-4-12 hexadecimal digits of either case.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::digits(text)
            .ok_or_else(|| Problem::new("id", "must be a UUID such as 0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11"))
    }

    fn digits(text: &str) -> Option<Self> {
        let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
        let hyphens = [text[8], text[13], text[18], text[23]];
        // What is wrong is looked at once, behind all digits: a branch for each would mostly be guessed wrong.
        let mut wrong = 0;
        let mut byte = |at: usize| {
            let [high, low] = [at, at + 1].map(|at| text.get(at).map_or(WRONG, |byte| digit(*byte)));
            wrong |= high | low;
            (high << 4) | (low & 15)
        };
        let bytes = [
            byte(0),
            byte(2),
            byte(4),
            byte(6),
            byte(9),
            byte(11),
            byte(14),
            byte(16),
            byte(19),
            byte(21),
            byte(24),
            byte(26),
            byte(28),
            byte(30),
            byte(32),
            byte(34),
        ];
        (hyphens == [b'-'; 4] && wrong < 16).then_some(Self(bytes))
    }

    /// The hyphenated form in lower case.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(36);
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.extend([byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0')));
        }
        text
    }

    /// The 16 bytes, most significant first.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// An id from its 16 bytes, most significant first.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_hyphenated_form() {
        let text = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11";
        assert_eq!(ResponseId::parse(text).unwrap().to_string(), text);
        assert_eq!(ResponseId::parse(&text.to_uppercase()).unwrap().to_string(), text);
    }

    #[test]
    fn refuses_what_is_no_uuid() {
        let wrong = [
            "",
            "1",
            "0199f1c27c5e7b3a9d103f6d8a2b4c11",
            "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c1g",
            "0199f1c2x7c5e-7b3a-9d10-3f6d8a2b4c11",
            "{0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c1}",
            "０199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c",
        ];
        for text in wrong {
            assert_eq!(ResponseId::parse(text).unwrap_err().field, "id", "{text}");
        }
    }

    #[test]
    fn a_version_7_id_starts_with_its_time() {
        let id = ResponseId::v7(0x0199_f1c2_7c5e, [0xff; 10]).to_string();
        assert_eq!(id, "0199f1c2-7c5e-7fff-bfff-ffffffffffff");
    }
}
