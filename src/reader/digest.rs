//! SHA-256 of an export without its last line, which says what it should be.

use std::fmt::Write;

use sha2::{Digest as _, Sha256};

/// The last line is shorter than this.
const TAIL: usize = 256;
const END: &[u8] = b"{\"goodword_end\"";

/// Bytes as they come.
#[derive(Default)]
pub struct Digest {
    hash: Sha256,
    /// The last bytes, which may hold the last line.
    tail: Vec<u8>,
}

impl Digest {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.tail.extend_from_slice(bytes);
        let settled = self.tail.len().saturating_sub(TAIL);
        self.hash.update(self.tail.get(..settled).unwrap_or_default());
        self.tail.drain(..settled);
    }

    /// The hash in hexadecimal.
    pub fn finish(mut self) -> String {
        let at = self.tail.windows(END.len()).rposition(|bytes| bytes == END);
        self.hash.update(self.tail.get(..at.unwrap_or(self.tail.len())).unwrap_or_default());
        self.hash.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_not_in_it() {
        let line = r#"{"id":"0199f1c2"}"#.repeat(40) + "\n";
        let whole = line.clone() + r#"{"goodword_end":{"rows":1,"sha256":"0"}}"# + "\n";
        let plain = |text: &str| {
            let mut digest = Digest::default();
            digest.take(text.as_bytes());
            digest.finish()
        };
        for size in [1, 7, 300, 10_000] {
            let mut digest = Digest::default();
            for chunk in whole.as_bytes().chunks(size) {
                digest.take(chunk);
            }
            assert_eq!(digest.finish(), plain(&line), "chunks of {size}");
        }
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(plain(""), empty);
    }
}
