//! The tasks that store responses, each on a connection of its own. A survey has one of them, so that what comes for it
//! together is stored together.

mod batch;
mod probe;
mod progress;
mod queue;
mod request;
mod writer;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::JoinSet;

use self::progress::Progress;
use self::queue::Queue;
use self::request::{PutRequest, Request};
use self::writer::Writer;
use super::connect::Connector;
use crate::store::{Backpressure, Error, Outcome, Rows};

/// So long may the end take; what is not stored by then was not acknowledged.
const CLOSE: Duration = Duration::from_secs(4);

pub(super) struct Batcher {
    /// None once it is closed.
    writers: Mutex<Option<Arc<[UnboundedSender<Request>]>>>,
    places: Arc<Semaphore>,
    most: usize,
    progress: Arc<Progress>,
    tasks: tokio::sync::Mutex<JoinSet<()>>,
    /// It ends with this.
    _analyzing: JoinSet<()>,
}

impl Batcher {
    pub(super) fn start(connector: &Connector) -> Result<Self, Error> {
        let (limits, connector) = (connector.limits, Arc::new(connector.clone()));
        let progress = Arc::new(Progress::default());
        let (mut writers, mut tasks) = (Vec::new(), JoinSet::new());
        for _ in 0..limits.writers.max(1) {
            let (sender, receiver) = mpsc::unbounded_channel();
            let queue = Queue::new(receiver, limits);
            let writer = Writer::new(Arc::clone(&connector), queue, Arc::clone(&progress), probe::row()?);
            tasks.spawn(writer.run());
            writers.push(sender);
        }
        let (watched, places) = (Arc::clone(&progress), Arc::new(Semaphore::new(limits.queue)));
        let mut analyzing = JoinSet::new();
        analyzing.spawn(async move { watched.analyze(&connector).await });
        Ok(Self {
            writers: Some(writers.into()).into(),
            places,
            most: limits.queue,
            progress,
            tasks: tasks.into(),
            _analyzing: analyzing,
        })
    }

    fn writers(&self) -> Result<Arc<[UnboundedSender<Request>]>, Error> {
        self.writers.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Error::Closed)
    }

    pub(super) async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error> {
        let places = Arc::clone(&self.places);
        let place = match backpressure {
            _ if places.is_closed() => return Err(Error::Closed),
            Backpressure::Reject => places.try_acquire_owned().map_err(|_| Error::Busy)?,
            Backpressure::Wait => places.acquire_owned().await.map_err(|_| Error::Closed)?,
        };
        let Some(survey) = rows.first().map(|row| hash(row.survey())) else { return Ok(Vec::new()) };
        let (put, answer) = PutRequest::new(rows, place);
        let writers = self.writers()?;
        let writer = usize::try_from(survey % u64::try_from(writers.len()).unwrap_or(1)).unwrap_or_default();
        let writer = writers.get(writer).ok_or(Error::Closed)?;
        writer.send(Request::Put(put)).map_err(|_| Error::Closed)?;
        drop(writers);
        answer.await.unwrap_or(Err(Error::Closed))
    }

    /// Has every writer store something; fails where one of them cannot.
    pub(super) async fn probe(&self) -> Result<(), Error> {
        let probes: Vec<_> = self.writers()?.iter().map(probe).collect();
        for probed in probes {
            probed.await.unwrap_or(Err(Error::Closed))?;
        }
        Ok(())
    }

    pub(super) fn waiting(&self) -> usize {
        self.most - self.places.available_permits().min(self.most)
    }

    pub(super) fn commits(&self) -> u64 {
        self.progress.commits()
    }

    /// Takes no more, and waits until what waits is committed, but no longer than that may take.
    pub(super) async fn close(&self) {
        self.places.close();
        self.writers.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut tasks = self.tasks.lock().await;
        let ended = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(CLOSE, ended).await.is_err() {
            tracing::warn!("the database did not answer: what waited was not stored");
            tasks.shutdown().await;
        }
    }
}

fn probe(writer: &UnboundedSender<Request>) -> oneshot::Receiver<Result<(), Error>> {
    let (reply, answer) = oneshot::channel();
    // Where it is gone, so is the reply.
    let _ = writer.send(Request::Probe(reply));
    answer
}

fn hash(survey: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    survey.hash(&mut hasher);
    hasher.finish()
}
