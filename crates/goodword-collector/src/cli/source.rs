//! A file, or stdin, read piece by piece.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

const PIECE: usize = 64 * 1024;

pub(super) struct Pieces {
    source: Box<dyn Read>,
    piece: Vec<u8>,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Pieces> {
    let source: Box<dyn Read> =
        if path == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) };
    Ok(Pieces { source, piece: vec![0; PIECE] })
}

impl Pieces {
    /// The next bytes; `None` is the end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let length = self.source.read(&mut self.piece)?;
        Ok(self.piece.get(..length).filter(|piece| !piece.is_empty()))
    }
}
