//! Anything to write but responses, and the one who waits for it.

use tokio::sync::oneshot;

use crate::store::Error;
use crate::store::sqlite::transaction::WriteTransaction;

/// Something to write.
pub(super) trait Task: Send {
    fn run(&mut self, transaction: &mut WriteTransaction<'_>) -> rusqlite::Result<()>;
    /// Sends what `run` gave after a commit, otherwise why there was none.
    fn reply(self: Box<Self>, committed: Result<(), Error>);
}

struct PendingWrite<F, T> {
    work: F,
    result: Option<T>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<F, T> Task for PendingWrite<F, T>
where
    F: FnMut(&mut WriteTransaction<'_>) -> rusqlite::Result<T> + Send,
    T: Send,
{
    fn run(&mut self, transaction: &mut WriteTransaction<'_>) -> rusqlite::Result<()> {
        self.result = Some((self.work)(transaction)?);
        Ok(())
    }

    fn reply(self: Box<Self>, committed: Result<(), Error>) {
        // Whoever waited may be gone; what was committed stays, and a retry finds it.
        let Self { result, reply, .. } = *self;
        let _ = reply.send(committed.and_then(|()| result.ok_or(Error::Closed)));
    }
}

/// A task that does `work`, and where its result arrives.
pub(super) fn pending<T: Send + 'static>(
    work: impl FnMut(&mut WriteTransaction<'_>) -> rusqlite::Result<T> + Send + 'static,
) -> (Box<dyn Task>, oneshot::Receiver<Result<T, Error>>) {
    let (reply, answer) = oneshot::channel();
    (Box::new(PendingWrite { work, result: None, reply }), answer)
}
