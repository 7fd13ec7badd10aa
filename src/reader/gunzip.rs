//! What was compressed by gzip (RFC 1952), unpacked as it comes. A file may hold several members one behind the other, as
//! bgzip, pigz and `cat` make them; the browser's own `DecompressionStream` refuses all but the first.

use std::io::{self, Write};

use flate2::write::GzDecoder;

/// Bytes that are unpacked at once: what comes of them is rarely more than ten times as much.
pub const PIECE: u32 = 16 << 10;

/// Unpacks one file.
pub struct Gunzip {
    /// The member that is being unpacked; there is none behind one that has ended.
    member: Option<GzDecoder<Vec<u8>>>,
}

impl Default for Gunzip {
    fn default() -> Self {
        Self { member: Some(GzDecoder::new(Vec::new())) }
    }
}

impl Gunzip {
    /// What the next bytes hold. Zeros behind a member fill up what is written in blocks, and are no damage.
    pub fn take(&mut self, packed: &[u8]) -> io::Result<Vec<u8>> {
        let (mut rest, mut unpacked) = (packed, Vec::new());
        while !rest.is_empty() {
            let Some(member) = &mut self.member else {
                rest = rest.get(rest.iter().take_while(|byte| **byte == 0).count()..).unwrap_or_default();
                self.member = (!rest.is_empty()).then(|| GzDecoder::new(Vec::new()));
                continue;
            };
            let taken = member.write(rest)?;
            rest = rest.get(taken..).unwrap_or_default();
            unpacked.append(member.get_mut());
            if taken == 0 {
                unpacked.extend(self.end()?);
            }
        }
        Ok(unpacked)
    }

    /// Ends a member.
    fn end(&mut self) -> io::Result<Vec<u8>> {
        let Some(mut member) = self.member.take() else { return Ok(Vec::new()) };
        member.try_finish()?;
        Ok(std::mem::take(member.get_mut()))
    }

    /// What was held back; an error where the last member does not end, or not as it says.
    pub fn finish(&mut self) -> io::Result<Vec<u8>> {
        self.end()
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(packed: &[u8], piece: usize) -> io::Result<String> {
        let (mut unpacking, mut text) = (Gunzip::default(), Vec::new());
        for piece in packed.chunks(piece) {
            text.extend(unpacking.take(piece)?);
        }
        text.extend(unpacking.finish()?);
        Ok(String::from_utf8(text).unwrap())
    }

    #[test]
    fn every_member_is_read() {
        // The last one is empty, as bgzip ends a file.
        let packed = [member("one\n"), member(&"two\n".repeat(9_000)), member("")].concat();
        for piece in [1, 7, packed.len()] {
            assert_eq!(unpacked(&packed, piece).unwrap(), "one\n".to_owned() + &"two\n".repeat(9_000), "{piece}");
        }
    }

    #[test]
    fn zeros_behind_a_member_are_no_damage() {
        let packed = [member("one\n"), vec![0; 600], member("two\n"), vec![0; 5]].concat();
        for piece in [1, 7, packed.len()] {
            assert_eq!(unpacked(&packed, piece).unwrap(), "one\ntwo\n", "{piece}");
        }
        assert!(unpacked(&[member("one\n"), vec![0, 0, 1, 2]].concat(), 3).is_err());
    }

    #[test]
    fn what_is_cut_or_damaged_is_an_error() {
        let packed = [member("one\n"), member("two\n")].concat();
        for cut in [3, packed.len() / 2 + 4, packed.len() - 1] {
            assert!(unpacked(&packed[..cut], 5).is_err(), "{cut}");
        }
        let mut damaged = packed.clone();
        damaged[12] ^= 0x40;
        assert!(unpacked(&damaged, 5).is_err());
        assert!(unpacked(b"\x1f\x8b\x08 junk", 5).is_err());
    }
}
