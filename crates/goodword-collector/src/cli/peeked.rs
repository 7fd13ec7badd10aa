//! A file whose first bytes are looked at before it is decided who reads it. A workbook is a table from here on.

use std::io;
use std::path::{Path, PathBuf};

use goodword_core::ingest::Damage;

use super::source::{self, Pieces};
use super::workbook;

/// So many bytes of a file tell what it is.
const HEAD: usize = 64 * 1024;

/// A file, or stdin, that was begun.
pub(super) struct Peeked {
    path: PathBuf,
    head: Vec<u8>,
    /// What comes behind the head; nothing more of a workbook.
    rest: Option<Pieces>,
    /// What went wrong behind the head.
    failed: Option<io::Error>,
    piece: Vec<u8>,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Peeked> {
    let pieces = source::open(path)?;
    let mut peeked =
        Peeked { path: path.to_owned(), head: Vec::new(), rest: Some(pieces), failed: None, piece: Vec::new() };
    peeked.fill(HEAD);
    if workbook::is_one(&peeked.head) {
        peeked.fill(usize::MAX);
        // What cannot be read as one is told like any other file that is no text.
        if let (None, Some(table)) = (&peeked.failed, workbook::table(&path.display().to_string(), &peeked.head)) {
            (peeked.head, peeked.rest) = (table, None);
        }
    }
    Ok(peeked)
}

impl Peeked {
    /// Reads until the head has so many bytes, or there are no more.
    fn fill(&mut self, length: usize) {
        let Some(rest) = &mut self.rest else { return };
        while self.head.len() < length && self.failed.is_none() {
            match rest.next() {
                Ok(Some(piece)) => self.head.extend_from_slice(piece),
                Ok(None) => return,
                Err(error) => self.failed = Some(error),
            }
        }
    }

    /// The first bytes. They come again.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The path of a file whose bytes can be had once more by opening it.
    pub(super) fn again(&self) -> Option<&Path> {
        Some(self.path.as_path()).filter(|path| self.rest.is_some() && *path != Path::new("-"))
    }

    /// The next bytes; `None` is the end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if !self.head.is_empty() {
            self.piece = std::mem::take(&mut self.head);
            return Ok(Some(&self.piece));
        }
        match (self.failed.take(), &mut self.rest) {
            (Some(error), _) => Err(error),
            (None, Some(rest)) => rest.next(),
            (None, None) => Ok(None),
        }
    }

    /// What an error of reading means, when it means that the compressed file is not whole.
    pub(super) fn damage(&self, error: &io::Error) -> Option<Damage> {
        self.rest.as_ref()?.damage(error)
    }
}
