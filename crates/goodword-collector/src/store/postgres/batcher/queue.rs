//! What waits for a writer: what came, and what somebody else's lock holds up.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;

use super::request::{PutRequest, Request};
use crate::store::{Error, Limits};

/// A batch holds at most this many rows, but for one put that brings more.
const ROWS: usize = 256;

/// What is to be done next.
pub(super) enum Work {
    Batch(Vec<PutRequest>),
    Probe(oneshot::Sender<Result<(), Error>>),
}

pub(super) struct Queue {
    receiver: UnboundedReceiver<Request>,
    /// What was taken from the receiver and fitted no batch yet.
    fresh: VecDeque<PutRequest>,
    /// Puts of surveys that somebody else holds, the oldest first.
    held: VecDeque<PutRequest>,
    /// What the database refused in company, to be tried by itself.
    alone: VecDeque<PutRequest>,
    probes: VecDeque<oneshot::Sender<Result<(), Error>>>,
    /// So long is a put held,
    patience: Duration,
    /// and so many are: those of a survey that is locked must leave places to the others.
    most_held: usize,
}

impl Queue {
    pub(super) fn new(receiver: UnboundedReceiver<Request>, limits: Limits) -> Self {
        let (fresh, held, alone, probes) = Default::default();
        let (patience, most_held) = (limits.lock(), limits.queue - limits.queue / 4);
        Self { receiver, fresh, held, alone, probes, patience, most_held }
    }

    /// Waits for something to do; `None` once no more will come. What came while the last batch was committed is the next:
    /// nobody waits for company.
    pub(super) async fn next(&mut self) -> Option<Work> {
        self.refuse_late();
        if let Some(put) = self.alone.pop_front() {
            return Some(Work::Batch(vec![put]));
        }
        if self.fresh.is_empty() && self.held.is_empty() && self.probes.is_empty() {
            let request = self.receiver.recv().await?;
            self.sort(request);
        }
        while self.fresh.len() < ROWS
            && let Ok(request) = self.receiver.try_recv()
        {
            self.sort(request);
        }
        if let Some(reply) = self.probes.pop_front() {
            return Some(Work::Probe(reply));
        }
        let mut batch = take(&mut self.held);
        batch.append(&mut take(&mut self.fresh));
        Some(Work::Batch(batch))
    }

    fn sort(&mut self, request: Request) {
        match request {
            Request::Put(put) => self.fresh.push_back(put),
            Request::Probe(reply) => self.probes.push_back(reply),
        }
    }

    /// What has come since and is for those surveys, as far as it fits.
    pub(super) fn company(&mut self, holds: impl Fn(&str) -> bool, mut rows: usize) -> Vec<PutRequest> {
        while let Ok(request) = self.receiver.try_recv() {
            self.sort(request);
        }
        let (mut company, mut others) = (Vec::new(), VecDeque::new());
        for put in self.fresh.drain(..) {
            if rows < ROWS && put.is_within(&holds) {
                rows += put.rows.len();
                company.push(put);
            } else {
                others.push_back(put);
            }
        }
        self.fresh = others;
        company
    }

    /// Keeps what a lock holds up. What comes last is refused where too much is held.
    pub(super) fn hold(&mut self, puts: Vec<PutRequest>) {
        for mut put in puts {
            put.locked.get_or_insert_with(Instant::now);
            if self.held.len() < self.most_held {
                self.held.push_back(put);
            } else {
                put.reply(Err(Error::Locked));
            }
        }
    }

    /// These are next.
    pub(super) fn return_first(&mut self, puts: Vec<PutRequest>) {
        for put in puts.into_iter().rev() {
            self.fresh.push_front(put);
        }
    }

    /// Each of these is tried by itself.
    pub(super) fn part(&mut self, puts: Vec<PutRequest>) {
        self.alone.extend(puts);
    }

    fn refuse_late(&mut self) {
        let late = |put: &PutRequest| put.locked.is_some_and(|since| since.elapsed() > self.patience);
        let (late, held): (VecDeque<_>, VecDeque<_>) = std::mem::take(&mut self.held).into_iter().partition(late);
        self.held = held;
        for put in late {
            put.reply(Err(Error::Locked));
        }
    }
}

/// Puts from the front, until a batch is full.
fn take(puts: &mut VecDeque<PutRequest>) -> Vec<PutRequest> {
    let (mut rows, mut count) = (0, 0);
    for put in puts.iter() {
        if rows >= ROWS {
            break;
        }
        rows += put.rows.len();
        count += 1;
    }
    puts.drain(..count).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use goodword_core::Response;
    use serde_json::json;
    use tokio::sync::{Semaphore, mpsc};

    use super::*;
    use crate::store::{Outcome, ResponseRow};

    type Answer = oneshot::Receiver<Result<Vec<Outcome>, Error>>;

    fn put(survey: &str) -> (PutRequest, Answer) {
        let body = json!({"id": "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", "survey": survey,
            "submitted_at": "2026-03-14T09:26:53Z", "answers": {"recommend": 9}});
        let row = ResponseRow::new(Response::parse(&body.to_string()).unwrap(), 0);
        PutRequest::new(vec![row], Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap())
    }

    fn surveys(work: Option<Work>) -> Vec<String> {
        match work {
            Some(Work::Batch(puts)) => puts.iter().flat_map(PutRequest::surveys).collect(),
            _ => Vec::new(),
        }
    }

    fn queue(limits: Limits) -> (mpsc::UnboundedSender<Request>, Queue) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (sender, Queue::new(receiver, limits))
    }

    #[tokio::test]
    async fn what_is_held_goes_with_the_next_batch_and_keeps_nobody_out() {
        let (sender, mut queue) = queue(Limits::default());
        let answers: Vec<Answer> = (0..600)
            .map(|number| {
                let (put, answer) = put(if number < 300 { "locked" } else { "free" });
                if number < 300 {
                    queue.hold(vec![put]);
                } else {
                    assert!(sender.send(Request::Put(put)).is_ok());
                }
                answer
            })
            .collect();
        let names = surveys(queue.next().await);
        let of = |survey: &str| names.iter().filter(|name| *name == survey).count();
        assert_eq!((of("locked"), of("free")), (256, 256));
        assert_eq!(queue.company(|survey| survey == "free", 250).len(), 6);
        drop((answers, sender));
    }

    #[tokio::test]
    async fn what_is_held_too_long_or_too_much_is_refused() {
        let (_sender, mut queue) = queue(Limits { queue: 4, timeout: Duration::ZERO, ..Limits::default() });
        let (puts, answers): (Vec<_>, Vec<_>) = (0..4).map(|_| put("locked")).unzip();
        queue.hold(puts);
        let mut answers = answers.into_iter().rev();
        assert_eq!(answers.next().unwrap().try_recv(), Ok(Err(Error::Locked)));
        let mut third = answers.next().unwrap();
        assert!(third.try_recv().is_err());
        queue.refuse_late();
        assert_eq!(third.try_recv(), Ok(Err(Error::Locked)));
    }
}
