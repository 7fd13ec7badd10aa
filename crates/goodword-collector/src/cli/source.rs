//! A file, or stdin, read piece by piece, unpacked where it is compressed by gzip.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use goodword_core::ingest::Damage;

const PIECE: usize = 64 * 1024;
/// The first two bytes of gzip (RFC 1952 §2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

pub(super) struct Pieces {
    source: Box<dyn Read>,
    compressed: bool,
    /// Whether it comes but once, as from a pipe.
    once: bool,
    /// What was looked at beforehand.
    peeked: Vec<u8>,
    piece: Vec<u8>,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Pieces> {
    let plain: Box<dyn Read> =
        if path == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) };
    let mut plain = BufReader::with_capacity(PIECE, plain);
    let compressed = plain.fill_buf()?.starts_with(&GZIP);
    let source: Box<dyn Read> = if compressed { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) };
    Ok(Pieces { source, compressed, once: path == Path::new("-"), peeked: Vec::new(), piece: vec![0; PIECE] })
}

impl Pieces {
    /// The first bytes, so many of them or all; they come again. To be called before the first piece is taken.
    pub(super) fn peek(&mut self, length: usize) -> io::Result<&[u8]> {
        let missing = length.saturating_sub(self.peeked.len());
        // What is wrong with the rest is told when it is read.
        match self.source.by_ref().take(u64::try_from(missing).unwrap_or(u64::MAX)).read_to_end(&mut self.peeked) {
            Err(error) if self.damage(&error).is_none() => Err(error),
            _ => Ok(&self.peeked),
        }
    }

    /// Whether it cannot be opened again.
    pub(super) fn is_once(&self) -> bool {
        self.once
    }

    /// The next bytes; `None` is the end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if !self.peeked.is_empty() {
            self.piece = std::mem::take(&mut self.peeked);
            return Ok(Some(&self.piece));
        }
        if self.piece.len() < PIECE {
            self.piece.resize(PIECE, 0);
        }
        let length = self.source.read(&mut self.piece)?;
        Ok(self.piece.get(..length).filter(|piece| !piece.is_empty()))
    }

    /// What an error of reading means, when it means that the compressed file is not whole.
    pub(super) fn damage(&self, error: &io::Error) -> Option<Damage> {
        match error.kind() {
            _ if !self.compressed => None,
            io::ErrorKind::UnexpectedEof => Some(Damage::CutOff),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Some(Damage::Corrupt),
            _ => None,
        }
    }
}

/// The rest, for whoever reads bytes.
impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.peeked.is_empty() {
            return self.source.read(buffer);
        }
        let length = self.peeked.as_slice().read(buffer)?;
        self.peeked.drain(..length);
        Ok(length)
    }
}
