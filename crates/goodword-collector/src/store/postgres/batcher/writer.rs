//! One task that stores responses, on a connection of its own. What waits is committed together, and answered only then.

use std::collections::HashSet;
use std::sync::Arc;

use super::progress::Progress;
use super::queue::{Queue, Work};
use super::request::{PutRequest, reply, rows};
use crate::store::postgres::connect::{Connector, within};
use crate::store::postgres::plan::plan;
use crate::store::postgres::session::{Keys, Positions, Session, StoredRows};
use crate::store::tenant::{PROBED, TENANT};
use crate::store::{Error, Outcome, ResponseRow, Rows};

/// So many names are remembered.
const KNOWN: usize = 10_000;

pub(super) struct Writer {
    connector: Arc<Connector>,
    session: Option<Session>,
    queue: Queue,
    progress: Arc<Progress>,
    /// Names of surveys that have a row.
    known: HashSet<String>,
    /// What is stored to see whether it can be, in a survey that no other writer has.
    probe: ResponseRow,
}

impl Writer {
    pub(super) fn new(connector: Arc<Connector>, queue: Queue, progress: Arc<Progress>, probe: ResponseRow) -> Self {
        Self { connector, session: None, queue, progress, known: HashSet::new(), probe }
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
        let done = self.on(&mut session, puts).await;
        self.session = Some(session);
        done
    }

    async fn on(&mut self, session: &mut Session, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        let (positions, stored) = if one_survey(puts) {
            // There is no other that would wait too.
            let all = std::mem::take(puts);
            self.wait(session, puts, all).await?
        } else {
            self.skip(session, puts).await?
        };
        let mut batch: Rows = rows(puts).cloned().collect();
        let plan = plan(&mut batch, stored, positions);
        session.commit(TENANT, &batch, &plan, "").await?;
        self.progress.committed(&plan);
        Ok(plan.outcomes)
    }

    /// Leaves out what somebody else holds.
    async fn skip(
        &mut self,
        session: &mut Session,
        puts: &mut Vec<PutRequest>,
    ) -> Result<(Positions, StoredRows), Error> {
        let (mut positions, mut stored) = session.begin_free(&Keys::of(TENANT, rows(puts))).await?;
        let is_new = |row: &&ResponseRow| !positions.contains_key(row.survey()) && !self.known.contains(row.survey());
        if rows(puts).any(|row| is_new(&row)) {
            let (more, found) = session.begin_new(&Keys::of(TENANT, rows(puts).filter(is_new))).await?;
            // What was found of them before their surveys were locked is not sure.
            stored.retain(|(survey, _), _| positions.contains_key(survey));
            positions.extend(more);
            stored.extend(found);
        }
        self.know(&positions);
        let free = |put: &PutRequest| put.is_within(|survey| positions.contains_key(survey));
        let (free, held): (Vec<_>, Vec<_>) = std::mem::take(puts).into_iter().partition(free);
        *puts = free;
        if puts.is_empty() {
            return self.wait(session, puts, held).await;
        }
        self.queue.hold(held);
        Ok((positions, stored))
    }

    /// What is known is not made: then it is held by somebody else.
    fn know(&mut self, positions: &Positions) {
        if self.known.len() > KNOWN {
            self.known.clear();
        }
        let new: Vec<String> = positions.keys().filter(|name| !self.known.contains(*name)).cloned().collect();
        self.known.extend(new);
    }

    /// Those of the first's surveys wait for who holds them, and take along what comes meanwhile; the others are held back.
    async fn wait(
        &mut self,
        session: &mut Session,
        puts: &mut Vec<PutRequest>,
        all: Vec<PutRequest>,
    ) -> Result<(Positions, StoredRows), Error> {
        let surveys = all.first().map(PutRequest::surveys).unwrap_or_default();
        let wanted = |survey: &str| surveys.contains(survey);
        let (waiting, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|put| put.is_within(wanted));
        *puts = waiting;
        self.queue.hold(others);
        let (positions, mut stored) = session.begin_locked(&Keys::of(TENANT, rows(puts))).await?;
        let company = self.queue.company(wanted, rows(puts).count());
        if !company.is_empty() {
            let known = puts.len();
            puts.extend(company);
            stored.extend(session.find(&Keys::of(TENANT, rows(puts.get(known..).unwrap_or_default()))).await?);
        }
        Ok((positions, stored))
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
        let (mut session, mut rows) = (self.session().await?, [self.probe.clone()]);
        session.begin_free(&Keys::of(PROBED, rows.iter())).await?;
        let (positions, stored) = session.begin_new(&Keys::of(PROBED, rows.iter())).await?;
        let plan = plan(&mut rows, stored, positions);
        let removed =
            ["response", "cell"].map(|table| format!("DELETE FROM {table} WHERE tenant = {PROBED} AND survey"));
        let (name, [response, cell]) = (self.probe.survey(), removed);
        let survey = format!("DELETE FROM survey WHERE tenant = {PROBED} AND name");
        let last = format!("{response} = '{name}'; {cell} = '{name}'; {survey} = '{name}'");
        session.commit(PROBED, &rows, &plan, &last).await?;
        self.session = Some(session);
        Ok(())
    }
}

fn one_survey(puts: &[PutRequest]) -> bool {
    let mut rows = rows(puts);
    let first = rows.next().map(ResponseRow::survey);
    rows.all(|row| Some(row.survey()) == first)
}
