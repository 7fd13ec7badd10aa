//! A file's bytes, whose lines all processors read ahead while they are taken one after the other.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use goodword_core::Record;
use goodword_core::reader::Ahead;

use super::peeked::Peeked;
use super::source::PIECE;

/// Bytes that one thread reads at once: some thousand lines. A file that is shorter is read without threads.
const CHUNK: usize = 1 << 20;

/// Whole lines, and what they hold.
type Chunk = (Vec<u8>, Ahead<Record>);

/// Hands all pieces to `take` in their order, with what was read of them ahead, until there are no more or it says that
/// nothing more is wanted. What came before an error is handed over before it is returned.
pub(super) fn each(pieces: &mut Peeked, mut take: impl FnMut(&[u8], Ahead<Record>) -> bool) -> io::Result<()> {
    let spare = Mutex::default();
    let mut chunks = Chunks { pieces, rest: Vec::new(), spare: &spare, end: None };
    let first = chunks.next();
    if chunks.end.is_some() {
        first.inspect(|chunk| _ = take(chunk, Ahead::default()));
        return chunks.end.unwrap_or(Ok(()));
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (order, ordered) = sync_channel(2 * threads);
    let queue = Mutex::new(Queue { first, chunks, order: Some(order) });
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&queue));
        }
        let wanted = ordered.into_iter().filter_map(|read| read.recv().ok()).all(|(chunk, ahead)| {
            let wanted = take(&chunk, ahead);
            lock(&spare).push(chunk);
            wanted
        });
        if wanted { lock(&queue).chunks.end.take().unwrap_or(Ok(())) } else { Ok(()) }
    })
}

/// Reads chunks as long as there are any that are wanted.
fn work(queue: &Mutex<Queue<'_>>) {
    loop {
        let next = lock(queue).next();
        let Some((bytes, done)) = next else { return };
        let ahead = Ahead::of(&bytes);
        // Nobody waits for it where nothing more is wanted.
        _ = done.send((bytes, ahead));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Chunks that nobody reads yet.
struct Queue<'a> {
    first: Option<Vec<u8>>,
    chunks: Chunks<'a>,
    /// Where is said, in the order of the chunks, from whom each will come; nothing once no more will.
    order: Option<SyncSender<Receiver<Chunk>>>,
}

impl Queue<'_> {
    /// The next chunk, and where to say what it holds. Waits while many are on their way.
    fn next(&mut self) -> Option<(Vec<u8>, SyncSender<Chunk>)> {
        let order = self.order.take()?;
        let bytes = self.first.take().or_else(|| self.chunks.next())?;
        let (done, read) = sync_channel(1);
        order.send(read).ok()?;
        self.order = Some(order);
        Some((bytes, done))
    }
}

/// A file in chunks that end where a line does, unless it is longer than a chunk.
struct Chunks<'a> {
    pieces: &'a mut Peeked,
    rest: Vec<u8>,
    /// What chunks stood in that were taken: memory that is new would be cleared first.
    spare: &'a Mutex<Vec<Vec<u8>>>,
    /// How the file ended, once it has.
    end: Option<io::Result<()>>,
}

impl Chunks<'_> {
    fn next(&mut self) -> Option<Vec<u8>> {
        let mut chunk = lock(self.spare).pop().unwrap_or_else(|| Vec::with_capacity(CHUNK + PIECE));
        chunk.clear();
        chunk.append(&mut self.rest);
        while self.end.is_none() && chunk.len() < CHUNK {
            match self.pieces.append(&mut chunk, CHUNK) {
                Ok(true) => {}
                Ok(false) => self.end = Some(Ok(())),
                Err(error) => self.end = Some(Err(error)),
            }
        }
        if self.end.is_none() {
            let cut = chunk.iter().rposition(|byte| *byte == b'\n').map_or(chunk.len(), |end| end + 1);
            self.rest.extend(chunk.drain(cut..));
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}
