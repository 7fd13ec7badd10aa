//! Something to write, and the one who waits for it.

use tokio::sync::oneshot;

use crate::store::Error;
use crate::store::sqlite::work::Work;

/// Something to write. All tasks of a group share one transaction and one fate.
pub(super) trait Task: Send {
    fn rows(&self) -> usize;
    fn run(&mut self, work: &mut Work<'_>) -> rusqlite::Result<()>;
    /// Tells the asker: the result of `run` after a commit, otherwise why there was none.
    fn settle(self: Box<Self>, committed: Result<(), Error>);
}

struct Asked<F, T> {
    rows: usize,
    work: F,
    result: Option<T>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<F, T> Task for Asked<F, T>
where
    F: FnMut(&mut Work<'_>) -> rusqlite::Result<T> + Send,
    T: Send,
{
    fn rows(&self) -> usize {
        self.rows
    }

    fn run(&mut self, work: &mut Work<'_>) -> rusqlite::Result<()> {
        self.result = Some((self.work)(work)?);
        Ok(())
    }

    fn settle(self: Box<Self>, committed: Result<(), Error>) {
        // An asker that went away is not told; what was committed stays, and its retry will find it.
        let Self { result, reply, .. } = *self;
        let _ = reply.send(committed.and_then(|()| result.ok_or(Error::Closed)));
    }
}

/// A task that does `work`, and where its result will be told.
pub(super) fn asked<T: Send + 'static>(
    rows: usize,
    work: impl FnMut(&mut Work<'_>) -> rusqlite::Result<T> + Send + 'static,
) -> (Box<dyn Task>, oneshot::Receiver<Result<T, Error>>) {
    let (reply, answer) = oneshot::channel();
    (Box::new(Asked { rows, work, result: None, reply }), answer)
}
