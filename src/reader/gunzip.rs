//! What was compressed by gzip (RFC 1952), unpacked as it comes. A file may hold several members one behind the other, as
//! bgzip, pigz and `cat` make them; the browser's own `DecompressionStream` refuses all but the first.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

/// Bytes that are unpacked at once: what comes of them is rarely more than ten times as much.
pub const PIECE: u32 = 16 << 10;

/// Unpacks one file.
pub struct Gunzip(MultiGzDecoder<Vec<u8>>);

impl Default for Gunzip {
    fn default() -> Self {
        Self(MultiGzDecoder::new(Vec::new()))
    }
}

impl Gunzip {
    /// What the next bytes hold.
    pub fn take(&mut self, packed: &[u8]) -> io::Result<Vec<u8>> {
        self.0.write_all(packed)?;
        Ok(std::mem::take(self.0.get_mut()))
    }

    /// What was held back; an error where the last member does not end, or not as it says.
    pub fn finish(&mut self) -> io::Result<Vec<u8>> {
        self.0.try_finish()?;
        Ok(std::mem::take(self.0.get_mut()))
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
