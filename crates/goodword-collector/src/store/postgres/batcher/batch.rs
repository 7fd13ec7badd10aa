//! How a batch is stored: taken to be new, in one turn, where nothing speaks against it; otherwise looked up first.

use std::collections::BTreeSet;

use super::request::{PutRequest, rows};
use super::writer::Writer;
use crate::store::changes::Changes;
use crate::store::postgres::new_rows::{NewRows, Stored, StoredSurveys, changes, seem_new};
use crate::store::postgres::plan::plan;
use crate::store::postgres::session::{Keys, Positions, Session, StoredRows};
use crate::store::tenant::TENANT;
use crate::store::{Error, Outcome, ResponseRow, Rows};

/// So many names are remembered.
const KNOWN: usize = 10_000;
/// After a row that was not new, so many batches are looked up first.
const DISTRUST: u32 = 16;

impl Writer {
    /// Commits what of `puts` nobody holds up; the rest is held back.
    pub(super) async fn commit(
        &mut self,
        session: &mut Session,
        puts: &mut Vec<PutRequest>,
    ) -> Result<Vec<Outcome>, Error> {
        self.distrust = self.distrust.saturating_sub(1);
        if one_survey(puts) {
            // There is no other that would wait too.
            let all = std::mem::take(puts);
            return self.wait(session, puts, all).await;
        }
        if self.seem_new(puts) { self.store_new(session, puts).await } else { self.skip(session, puts).await }
    }

    /// Whether all may be taken to be new, which costs another batch where one is not.
    fn seem_new(&self, puts: &[PutRequest]) -> bool {
        let usual = |put: &PutRequest| !put.doubtful && put.survey().is_some();
        self.distrust == 0 && puts.iter().all(usual) && seem_new(rows(puts))
    }

    /// Stores what is new and what nobody holds, in one turn.
    async fn store_new(&mut self, session: &mut Session, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        let changes = changes(rows(puts));
        let stored = session.store_new(&NewRows::of(TENANT, rows(puts), &changes)).await?;
        let (held, doubtful) = self.divide(puts, &stored);
        if puts.is_empty() && doubtful.is_empty() {
            return self.wait(session, puts, held).await;
        }
        self.queue.hold(held);
        self.queue.return_first(doubtful);
        Ok(self.created(puts, &stored, &changes))
    }

    /// Leaves those that are stored; those that are held by somebody else and those that are not new are given back.
    fn divide(&mut self, puts: &mut Vec<PutRequest>, stored: &StoredSurveys) -> (Vec<PutRequest>, Vec<PutRequest>) {
        let (mut held, mut doubtful) = (Vec::new(), Vec::new());
        for mut put in std::mem::take(puts) {
            let survey = put.survey().unwrap_or_default();
            match stored.get(survey) {
                Some(Stored::Behind(_)) => puts.push(put),
                None if self.known.contains(survey) => held.push(put),
                unsure => {
                    self.distrust = if unsure.is_some() { DISTRUST } else { self.distrust };
                    put.doubtful = true;
                    doubtful.push(put);
                }
            }
        }
        self.know(stored.keys());
        (held, doubtful)
    }

    /// What became of what is stored as new.
    fn created(&self, puts: &[PutRequest], stored: &StoredSurveys, changes: &Changes) -> Vec<Outcome> {
        let positions = stored.iter().filter_map(|(survey, stored)| match stored {
            Stored::Behind(position) => Some(position + 1..=position + changes.surveys.get(survey)?.responses),
            Stored::Met => None,
        });
        self.progress.committed(positions.flatten());
        vec![Outcome::Created; rows(puts).count()]
    }

    /// Stores what was looked up, as it was planned.
    async fn store_planned(
        &self,
        session: &mut Session,
        puts: &[PutRequest],
        (positions, stored): (Positions, StoredRows),
    ) -> Result<Vec<Outcome>, Error> {
        let mut batch: Rows = rows(puts).cloned().collect();
        let plan = plan(&mut batch, stored, positions);
        session.commit(TENANT, &batch, &plan).await?;
        self.progress.committed(plan.created.values().copied());
        Ok(plan.outcomes)
    }

    /// Leaves out what somebody else holds.
    async fn skip(&mut self, session: &mut Session, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        let (mut positions, mut stored) = session.begin_free(&Keys::of(TENANT, rows(puts))).await?;
        let is_new = |row: &&ResponseRow| !positions.contains_key(row.survey()) && !self.known.contains(row.survey());
        if rows(puts).any(|row| is_new(&row)) {
            let (more, found) = session.begin_new(&Keys::of(TENANT, rows(puts).filter(is_new))).await?;
            // What was found of them before their surveys were locked is not sure.
            stored.retain(|(survey, _), _| positions.contains_key(survey));
            positions.extend(more);
            stored.extend(found);
        }
        self.know(positions.keys());
        let free = |put: &PutRequest| put.is_within(|survey| positions.contains_key(survey));
        let (free, held): (Vec<_>, Vec<_>) = std::mem::take(puts).into_iter().partition(free);
        *puts = free;
        if puts.is_empty() {
            return self.wait(session, puts, held).await;
        }
        self.queue.hold(held);
        self.store_planned(session, puts, (positions, stored)).await
    }

    /// What is known is not made: then it is held by somebody else.
    fn know<'a>(&mut self, surveys: impl Iterator<Item = &'a String>) {
        if self.known.len() > KNOWN {
            self.known.clear();
        }
        for survey in surveys {
            if !self.known.contains(survey) {
                self.known.insert(survey.clone());
            }
        }
    }

    /// Those of the first's surveys wait for who holds them, and take along what comes meanwhile; the others are held back.
    async fn wait(
        &mut self,
        session: &mut Session,
        puts: &mut Vec<PutRequest>,
        all: Vec<PutRequest>,
    ) -> Result<Vec<Outcome>, Error> {
        let surveys = all.first().map(PutRequest::surveys).unwrap_or_default();
        let wanted = |survey: &str| surveys.contains(survey);
        let (waiting, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|put| put.is_within(wanted));
        *puts = waiting;
        self.queue.hold(others);
        let (positions, stored) = self.lock(session, puts, &surveys).await?;
        let looked_up = if stored.is_some() { puts.len() } else { 0 };
        puts.extend(self.queue.company(wanted, rows(puts).count()));
        if stored.is_none() && self.seem_new(puts) {
            return self.store_locked(session, puts).await;
        }
        let mut stored = stored.unwrap_or_default();
        let more = puts.get(looked_up..).unwrap_or_default();
        if !more.is_empty() {
            stored.extend(session.find(&Keys::of(TENANT, rows(more))).await?);
        }
        self.store_planned(session, puts, (positions, stored)).await
    }

    /// Locks the surveys; what is stored is looked up where it may not be new, or the surveys are.
    async fn lock(
        &mut self,
        session: &mut Session,
        puts: &[PutRequest],
        surveys: &BTreeSet<String>,
    ) -> Result<(Positions, Option<StoredRows>), Error> {
        if self.seem_new(puts) {
            let positions = session.lock(TENANT, surveys).await?;
            if positions.len() == surveys.len() {
                return Ok((positions, None));
            }
        }
        let (positions, stored) = session.begin_locked(&Keys::of(TENANT, rows(puts))).await?;
        Ok((positions, Some(stored)))
    }

    /// Stores what is new of surveys that are locked.
    async fn store_locked(&mut self, session: &mut Session, puts: &mut Vec<PutRequest>) -> Result<Vec<Outcome>, Error> {
        let changes = changes(rows(puts));
        let stored = session.store_locked(&NewRows::of(TENANT, rows(puts), &changes)).await?;
        let (held, doubtful) = self.divide(puts, &stored);
        self.queue.hold(held);
        self.queue.return_first(doubtful);
        Ok(self.created(puts, &stored, &changes))
    }
}

fn one_survey(puts: &[PutRequest]) -> bool {
    let mut rows = rows(puts);
    let first = rows.next().map(ResponseRow::survey);
    rows.all(|row| Some(row.survey()) == first)
}
