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
