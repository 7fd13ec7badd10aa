//! Lines on their way to stderr: nobody who writes one waits for who reads them.

use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};
use std::{mem, thread};

/// So many lines wait; further ones are dropped, and counted.
const LINES: usize = 4096;
/// What was left out is told this often.
const REPORT: Duration = Duration::from_secs(1);
/// So long the end of the program waits for its last lines.
const LAST: Duration = Duration::from_secs(1);

static QUEUE: OnceLock<SyncSender<Message>> = OnceLock::new();
static DROPPED: AtomicU64 = AtomicU64::new(0);

enum Message {
    Line(Vec<u8>),
    Flush(SyncSender<()>),
}

/// Starts the thread that writes; `report` is called about once a second.
pub(super) fn start(report: impl Fn() + Send + 'static) -> io::Result<()> {
    let (sender, receiver) = mpsc::sync_channel(LINES);
    let _ = QUEUE.set(sender);
    thread::Builder::new().name("log".to_owned()).spawn(move || write(&receiver, report)).map(|_| ())
}

fn write(receiver: &Receiver<Message>, report: impl Fn()) {
    let mut reported = Instant::now();
    loop {
        match receiver.recv_timeout(REPORT) {
            // Where nobody reads any more there is nobody to tell.
            Ok(Message::Line(line)) => _ = io::stderr().write_all(&line),
            Ok(Message::Flush(done)) => _ = done.try_send(()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if reported.elapsed() >= REPORT {
            reported = Instant::now();
            report();
            let dropped = DROPPED.swap(0, Ordering::Relaxed);
            if dropped > 0 {
                tracing::warn!(dropped, "lines of the log were not taken in time and are lost");
            }
        }
    }
}

/// Waits, but not for long, until what was logged is written.
pub(super) fn flush() {
    let (done, written) = mpsc::sync_channel(1);
    if QUEUE.get().is_some_and(|queue| queue.try_send(Message::Flush(done)).is_ok()) {
        let _ = written.recv_timeout(LAST);
    }
}

/// One line, which goes on its way when it is complete.
#[derive(Default)]
pub(super) struct LineWriter(Vec<u8>);

impl Write for LineWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LineWriter {
    fn drop(&mut self) {
        let line = Message::Line(mem::take(&mut self.0));
        if QUEUE.get().is_some_and(|queue| queue.try_send(line).is_err()) {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }
}
