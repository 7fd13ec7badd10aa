//! A file, or stdin, read piece by piece, unpacked where it is compressed by gzip.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;
use goodword_core::ingest::Damage;

const PIECE: usize = 64 * 1024;
/// The first two bytes of gzip (RFC 1952 §2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

type Plain = BufReader<Box<dyn Read>>;

pub(super) struct Pieces {
    source: Source,
    piece: Vec<u8>,
}

enum Source {
    Plain(Plain),
    /// The member that is being unpacked.
    Packed(Box<GzDecoder<Plain>>),
    Ended,
}

/// `-` is stdin.
pub(super) fn open(path: &Path) -> io::Result<Pieces> {
    let plain: Box<dyn Read> =
        if path == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) };
    let mut plain = BufReader::with_capacity(PIECE, plain);
    let packed = plain.fill_buf()?.starts_with(&GZIP);
    let source = if packed { Source::Packed(Box::new(GzDecoder::new(plain))) } else { Source::Plain(plain) };
    Ok(Pieces { source, piece: vec![0; PIECE] })
}

impl Pieces {
    /// The next bytes; `None` is the end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let length = loop {
            match &mut self.source {
                Source::Ended => return Ok(None),
                Source::Plain(plain) => break plain.read(&mut self.piece)?,
                Source::Packed(member) => match member.read(&mut self.piece)? {
                    0 => self.next_member()?,
                    length => break length,
                },
            }
        };
        Ok(self.piece.get(..length).filter(|piece| !piece.is_empty()))
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
