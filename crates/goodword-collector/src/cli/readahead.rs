//! A file's bytes, whose lines all processors read ahead while they are taken one after the other.

use std::collections::VecDeque;
use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use goodword_core::Record;
use goodword_core::reader::Ahead;

use super::peeked::Peeked;

/// Bytes that one thread reads at once: some thousand lines. A file that is shorter is read without threads.
const CHUNK: usize = 1 << 20;

/// Some lines, and where to say what they hold.
type Job = (Vec<u8>, SyncSender<(Vec<u8>, Ahead<Record>)>);

/// Hands all pieces to `take` in their order, with what was read of them ahead, until there are no more or it says that
/// nothing more is wanted. What came before an error is handed over before it is returned.
pub(super) fn each(pieces: &mut Peeked, mut take: impl FnMut(&[u8], Ahead<Record>) -> bool) -> io::Result<()> {
    let mut chunks = Chunks { pieces, rest: Vec::new(), end: None };
    let first = chunks.next();
    if chunks.end.is_some() {
        first.inspect(|chunk| _ = take(chunk, Ahead::default()));
        return chunks.end.unwrap_or(Ok(()));
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let (give, jobs) = sync_channel::<Job>(threads);
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..threads {
            let jobs = Arc::clone(&jobs);
            scope.spawn(move || work(&jobs));
        }
        in_order(first, &mut chunks, &give, 2 * threads, &mut take);
    });
    chunks.end.unwrap_or(Ok(()))
}

fn work(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((chunk, done)) = job else { return };
        let ahead = Ahead::of(&chunk);
        // Nobody waits for it where nothing more is wanted.
        _ = done.send((chunk, ahead));
    }
}

/// Keeps `most` chunks on their way, and takes them as they were given.
fn in_order(
    first: Option<Vec<u8>>,
    chunks: &mut Chunks<'_>,
    give: &SyncSender<Job>,
    most: usize,
    take: &mut impl FnMut(&[u8], Ahead<Record>) -> bool,
) {
    let (mut next, mut waiting) = (first, VecDeque::new());
    loop {
        while waiting.len() < most
            && let Some(chunk) = next.take()
        {
            let (done, read) = sync_channel(1);
            if give.send((chunk, done)).is_err() {
                return;
            }
            waiting.push_back(read);
            next = chunks.next();
        }
        let Some(Ok((chunk, ahead))) = waiting.pop_front().map(|read| read.recv()) else { return };
        if !take(&chunk, ahead) {
            chunks.end = Some(Ok(()));
            return;
        }
    }
}

/// A file in chunks that end where a line does, unless it is longer than a chunk.
struct Chunks<'a> {
    pieces: &'a mut Peeked,
    rest: Vec<u8>,
    /// How the file ended, once it has.
    end: Option<io::Result<()>>,
}

impl Chunks<'_> {
    fn next(&mut self) -> Option<Vec<u8>> {
        let mut chunk = std::mem::take(&mut self.rest);
        while self.end.is_none() && chunk.len() < CHUNK {
            match self.pieces.next() {
                Ok(Some(piece)) => chunk.extend_from_slice(piece),
                Ok(None) => self.end = Some(Ok(())),
                Err(error) => self.end = Some(Err(error)),
            }
        }
        if self.end.is_none() {
            let cut = chunk.iter().rposition(|byte| *byte == b'\n').map_or(chunk.len(), |end| end + 1);
            self.rest = chunk.split_off(cut);
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}
