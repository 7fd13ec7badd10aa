//! A file, or stdin, read piece by piece, unpacked where it is compressed by gzip.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;
use goodword_core::ingest::Damage;

/// Bytes that are read at once where nobody says how many.
pub(super) const PIECE: usize = 64 * 1024;
/// The first two bytes of gzip (RFC 1952 §2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

type Plain = BufReader<Box<dyn Read + Send>>;

pub(super) struct Pieces {
    source: Source,
    /// What went wrong behind the bytes that were read last.
    failed: Option<io::Error>,
}

enum Source {
    Plain(Plain),
    /// The member that is being unpacked.
    Packed(Box<GzDecoder<Plain>>),
    Ended,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Pieces> {
    let plain: Box<dyn Read + Send> =
        if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut plain = BufReader::with_capacity(PIECE, plain);
    let packed = plain.fill_buf()?.starts_with(&GZIP);
    let source = if packed { Source::Packed(Box::new(GzDecoder::new(plain))) } else { Source::Plain(plain) };
    Ok(Pieces { source, failed: None })
}

impl Pieces {
    /// Adds the next bytes to `bytes`, `wanted` of them unless the file ends; `false` at the end. An error comes behind what
    /// could be read.
    pub(super) fn append(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
        let before = bytes.len();
        let read = match self.failed.take() {
            Some(error) => Err(error),
            None => self.read(bytes, u64::try_from(wanted).unwrap_or(u64::MAX)),
        };
        match read {
            Err(error) if bytes.len() > before => self.failed = Some(error),
            read => read?,
        }
        Ok(bytes.len() > before)
    }

    fn read(&mut self, bytes: &mut Vec<u8>, wanted: u64) -> io::Result<()> {
        loop {
            match &mut self.source {
                Source::Ended => return Ok(()),
                Source::Plain(plain) => return plain.take(wanted).read_to_end(bytes).map(drop),
                Source::Packed(member) => match member.as_mut().take(wanted).read_to_end(bytes)? {
                    0 => self.next_member()?,
                    _ => return Ok(()),
                },
            }
        }
    }

    /// Goes on behind a member: there may be another, and zeros fill up what is written in blocks, as tapes and disks do.
    fn next_member(&mut self) -> io::Result<()> {
        let Source::Packed(member) = std::mem::replace(&mut self.source, Source::Ended) else { return Ok(()) };
        let mut plain = member.into_inner();
        loop {
            let waiting = plain.fill_buf()?;
            let zeros = waiting.iter().take_while(|byte| **byte == 0).count();
            match waiting.get(zeros) {
                Some(_) => break plain.consume(zeros),
                None if waiting.is_empty() => return Ok(()),
                None => plain.consume(zeros),
            }
        }
        self.source = Source::Packed(Box::new(GzDecoder::new(plain)));
        Ok(())
    }

    /// What an error of reading means, when it means that the compressed file is not whole.
    pub(super) fn damage(&self, error: &io::Error) -> Option<Damage> {
        match error.kind() {
            _ if matches!(self.source, Source::Plain(_)) => None,
            io::ErrorKind::UnexpectedEof => Some(Damage::CutOff),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Some(Damage::Corrupt),
            _ => None,
        }
    }
}
