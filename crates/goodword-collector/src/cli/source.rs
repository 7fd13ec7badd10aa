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
    piece: Vec<u8>,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Pieces> {
    let plain: Box<dyn Read> =
        if path == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) };
    let mut plain = BufReader::with_capacity(PIECE, plain);
    let compressed = plain.fill_buf()?.starts_with(&GZIP);
    let source: Box<dyn Read> = if compressed { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) };
    Ok(Pieces { source, compressed, piece: vec![0; PIECE] })
}

impl Pieces {
    /// The next bytes; `None` is the end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
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
