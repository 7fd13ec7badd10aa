//! A file whose first bytes are looked at before it is decided who reads it. A workbook, or Parquet, is a table from here on.

use std::io;
use std::path::{Path, PathBuf};

use goodword_core::import::HEAD;
use goodword_core::ingest::{Damage, START};
use goodword_tables::{Format, Table};

use super::source::{self, PIECE};

/// A file, or stdin, that was begun.
pub(super) struct Peeked {
    path: PathBuf,
    head: Vec<u8>,
    /// What comes behind the head.
    rest: Rest,
    /// What went wrong behind the head.
    failed: Option<io::Error>,
    /// Whether it is a table that cannot be read, which was said.
    refused: bool,
}

/// Where bytes come from.
pub(super) enum Rest {
    File(source::Pieces),
    Table(Table, goodword_tables::Pieces),
    Memory(Vec<u8>, usize),
}

/// How bytes can be had once more.
pub(super) enum Again {
    File(PathBuf),
    Table(Table),
    Memory(Vec<u8>),
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Peeked> {
    let rest = Rest::File(source::open(path)?);
    let mut peeked = Peeked { path: path.to_owned(), head: Vec::new(), rest, failed: None, refused: false };
    peeked.fill(HEAD);
    if let Some(format) = Format::of(&peeked.head) {
        peeked.fill(usize::MAX);
        peeked.unfold(format);
    }
    Ok(peeked)
}

impl Peeked {
    /// Reads until the head has so many bytes, or there are no more.
    fn fill(&mut self, length: usize) {
        while self.head.len() < length && self.failed.is_none() {
            match self.rest.append(&mut self.head, PIECE) {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => self.failed = Some(error),
            }
        }
    }

    /// Takes the whole file as the table that it is. Why one cannot be read is said at once.
    fn unfold(&mut self, format: Format) {
        if self.failed.is_some() {
            return;
        }
        let name = self.path.display();
        let start: Vec<_> = self.head.iter().take(START).copied().collect();
        match format.open(std::mem::take(&mut self.head)) {
            Ok(table) => {
                table.notes().iter().for_each(|note| eprintln!("{name}: {note}"));
                self.rest = Rest::Table(table.clone(), table.pieces());
                self.fill(HEAD);
            }
            Err(reason) => {
                eprintln!("{name} is left out: {reason}");
                (self.head, self.refused) = (start, true);
            }
        }
    }

    /// Whether it is a table that cannot be read, which was said.
    pub(super) fn is_refused(&self) -> bool {
        self.refused
    }

    /// The first bytes. They come again.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// How its bytes can be had once more; `None` of a pipe.
    pub(super) fn again(&self) -> Option<Again> {
        match &self.rest {
            Rest::Table(table, _) => Some(Again::Table(table.clone())),
            Rest::File(_) if self.path != Path::new("-") => Some(Again::File(self.path.clone())),
            _ => None,
        }
    }

    /// Adds the next bytes to `bytes`, about `wanted` of them; `false` at the end. An error comes behind what could be read.
    pub(super) fn append(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
        if !self.head.is_empty() {
            bytes.append(&mut self.head);
            return Ok(true);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.append(bytes, wanted),
        }
    }

    /// Puts the next bytes in the place of those in `piece`; `false` at the end.
    pub(super) fn next(&mut self, piece: &mut Vec<u8>) -> io::Result<bool> {
        piece.clear();
        self.append(piece, PIECE)
    }

    /// What an error of reading means, when it means that the compressed file is not whole.
    pub(super) fn damage(&self, error: &io::Error) -> Option<Damage> {
        match &self.rest {
            Rest::File(pieces) => pieces.damage(error),
            _ => None,
        }
    }
}

impl Rest {
    /// Puts the next bytes in the place of those in `piece`; `false` at the end.
    pub(super) fn next(&mut self, piece: &mut Vec<u8>) -> io::Result<bool> {
        piece.clear();
        self.append(piece, PIECE)
    }

    /// Adds the next bytes to `bytes`, of a file `wanted` of them; `false` at the end. An error comes behind what could be read.
    pub(super) fn append(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
        let before = bytes.len();
        match self {
            Self::File(pieces) => return pieces.append(bytes, wanted),
            Self::Memory(all, at) => {
                bytes.extend_from_slice(all.get(*at..).unwrap_or_default());
                *at = all.len();
            }
            Self::Table(_, pieces) => {
                let next = pieces.next().transpose();
                bytes.extend(
                    next.map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, reason))?.unwrap_or_default(),
                );
            }
        }
        Ok(bytes.len() > before)
    }
}

impl Again {
    /// The bytes, from the first on.
    pub(super) fn open(&self) -> io::Result<Rest> {
        Ok(match self {
            Self::File(path) => Rest::File(source::open(path)?),
            Self::Table(table) => Rest::Table(table.clone(), table.pieces()),
            Self::Memory(bytes) => Rest::Memory(bytes.clone(), 0),
        })
    }
}
