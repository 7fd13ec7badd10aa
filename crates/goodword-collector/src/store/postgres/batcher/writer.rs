//! One task that stores responses, on a connection of its own. What waits is committed together, and answered only then.

use std::collections::HashSet;
use std::sync::Arc;

use super::progress::Progress;
use super::queue::{Queue, Work};
use super::request::{PutRequest, reply};
use crate::store::postgres::connect::{Connector, within};
use crate::store::postgres::new_rows::{NewRows, changes};
use crate::store::postgres::session::{Keys, Session};
use crate::store::tenant::PROBED;
use crate::store::{Error, Outcome, ResponseRow};

pub(super) struct Writer {
    connector: Arc<Connector>,
    session: Option<Session>,
    pub(super) queue: Queue,
    pub(super) progress: Arc<Progress>,
    /// Names of surveys that have a row.
    pub(super) known: HashSet<String>,
    /// So many batches are not taken to be new.
    pub(super) distrust: u32,
    /// What is stored to see whether it can be, in a survey that no other writer has.
    probe: ResponseRow,
}

impl Writer {
    pub(super) fn new(connector: Arc<Connector>, queue: Queue, progress: Arc<Progress>, probe: ResponseRow) -> Self {
        Self { connector, session: None, queue, progress, known: HashSet::new(), distrust: 0, probe }
    }

    /// Until no more will come.
    pub(super) async fn run(mut self) {
        while let Some(work) = self.queue.next().await {
            match work {
                Work::Batch(puts) => self.store(puts).await,
                Work::Probe(reply) => {
                    let probed = self.probe().await;
                    self.end(probed.as_ref().err());
                    let _ = reply.send(probed);
                }
            }
        }
    }

    async fn store(&mut self, mut puts: Vec<PutRequest>) {
        let limit = self.connector.limits.timeout;
        let stored = within(limit, self.twice(&mut puts)).await;
        self.end(stored.as_ref().err());
        match stored {
            Ok(outcomes) => reply(puts, Ok(outcomes)),
            Err(Error::Locked) => self.queue.hold(puts),
            // What the database refuses must not keep out what came with it.
            Err(Error::Engine(_)) if puts.len() > 1 => self.queue.part(puts),
            Err(error) => reply(puts, Err(error)),
        }
    }

    /// After a failure nobody knows what a connection does; but one that waits for a lock may go on.
    fn end(&mut self, failure: Option<&Error>) {
        if failure.is_some_and(|error| *error != Error::Locked) {
            self.session = None;
        }
        if matches!(failure, Some(Error::Away(_))) {
            self.connector.doubt();
        }
    }

    /// A second time on a new connection, where the first turned out to be of no use any more.
    async fn twice(&mut self, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        let used = self.session.is_some();
        match Box::pin(self.once(puts)).await {
            Err(Error::Away(_)) if used => {
                self.session = None;
                Box::pin(self.once(puts)).await
            }
            done => done,
        }
    }

    async fn session(&mut self) -> Result<Session, Error> {
        match self.session.take().filter(|session| session.is_of_use(&self.connector)) {
            Some(session) => Ok(session),
            None => Session::open(&self.connector).await,
        }
    }

    /// Commits what of `puts` nobody holds up; the rest is held back.
    async fn once(&mut self, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        // Taken out while it is used: where this is cut short, nobody goes on with it.
        let mut session = self.session().await?;
        let done = self.commit(&mut session, puts).await;
        self.session = Some(session);
        done
    }

    /// Stores a row as any other, and removes it before anybody sees it.
    async fn probe(&mut self) -> Result<(), Error> {
        let limit = self.connector.limits.timeout;
        let twice = async {
            let used = self.session.is_some();
            match Box::pin(self.probe_once()).await {
                Err(Error::Away(_)) if used => {
                    self.session = None;
                    Box::pin(self.probe_once()).await
                }
                done => done,
            }
        };
        within(limit, twice).await
    }

    async fn probe_once(&mut self) -> Result<(), Error> {
        let (mut session, rows) = (self.session().await?, std::slice::from_ref(&self.probe));
        let changes = changes(rows.iter());
        let (new, keys) = (NewRows::of(PROBED, rows.iter(), &changes), Keys::of(PROBED, rows.iter()));
        let removed =
            ["response", "cell"].map(|table| format!("DELETE FROM {table} WHERE tenant = {PROBED} AND survey"));
        let (name, [response, cell]) = (self.probe.survey(), removed);
        let survey = format!("DELETE FROM survey WHERE tenant = {PROBED} AND name");
        let last = format!("{response} = '{name}'; {cell} = '{name}'; {survey} = '{name}'; COMMIT");
        let stored = session.store_for_a_moment(&new, &keys, &last).await?;
        self.session = Some(session);
        if stored.contains_key(name) { Ok(()) } else { Err(Error::Locked) }
    }
}
