//! Promises of an answer: how they stand by the hour, and that one was kept.

use goodword_core::follow_up::FollowUpStatus;
use goodword_core::summary::FollowUpFigures;
use goodword_core::{Response, Timestamp, Zone};
use js_sys::Date;

use super::archive::Archive;
use super::failure::Failure;
use super::protocol::{BadLines, FollowUp, FollowUps, Refused, Report};
use super::selection::{Options, Selection};
use super::session::Session;
use super::source_url;
use super::stream;

impl Session {
    /// Tells how the promises stand in what is asked for.
    pub(super) async fn follow_ups(&self, job: u32, selection: Options, count: usize) {
        self.promises.borrow_mut().selection = (selection, count);
        self.tell_follow_ups(job, None).await;
    }

    /// Tells the collector whether a visitor was answered, and then the view how that went.
    pub(super) async fn answer(&self, job: u32, row: u32, answered: bool) {
        let Some(archive) = self.archive.borrow().clone() else { return };
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        let place = self.promises.borrow().place.clone();
        let id = archive.response(row).await.map(|response| response.id.to_text());
        let to = place.zip(id).and_then(|((href, token), id)| Some((source_url::follow_up(&href, &id)?, token)));
        let Some((url, token)) = to else { return };
        let state = if answered { r#"{"state":"answered"}"# } else { r#"{"state":"open"}"# };
        let refused = match stream::patch(&url, token.as_ref(), state).await {
            Ok(200..=299) => None,
            Ok(401 | 403) => Some(Refused::Locked),
            Ok(status) => Some(Refused::Status(status)),
            Err(_) => Some(Refused::Network),
        };
        if refused.is_none() && self.wants(job) {
            self.promises.borrow_mut().changed.insert(row, answered.then(now));
        }
        self.tell_follow_ups(job, refused).await;
    }

    async fn tell_follow_ups(&self, job: u32, refused: Option<Refused>) {
        let Some(archive) = self.archive.borrow().clone().filter(|_| self.wants(job)) else { return };
        let selection = self.promises.borrow().selection.0.clone();
        match self.collect(&archive, &selection, refused).await {
            Some(found) => self.report(job, Report::FollowUps(Box::new(found))),
            None => self.report(job, Report::Failed(Failure::Unkept, BadLines::default())),
        }
    }

    async fn collect(&self, archive: &Archive, selection: &Options, refused: Option<Refused>) -> Option<FollowUps> {
        let filter = Selection::read(selection).ok()?.filter;
        let now = now();
        let (mut standings, mut list) = (Vec::new(), Vec::new());
        let (count, can_answer, changed) = {
            let promises = self.promises.borrow();
            for (row, promised) in archive.columns.follow_ups(&filter, &archive.zone).ok()? {
                let standing = promises.now(row, promised).status(now);
                standings.push(standing);
                if standing.is_open() || promises.changed.contains_key(&row) {
                    list.push((promised.due_ms.unwrap_or(i64::MAX), row, standing));
                }
            }
            let place = promises.place.as_ref();
            let can_answer = place.is_some_and(|(href, _)| source_url::follow_up(href, "").is_some());
            (promises.selection.1, can_answer, !promises.changed.is_empty())
        };
        list.sort_unstable_by_key(|(due, row, _)| (*due, *row));
        let total = u64::try_from(list.len()).unwrap_or(u64::MAX);
        let mut listed = Vec::new();
        for (due, row, standing) in list.into_iter().take(count) {
            listed.push(archive.follow_up(row, due, standing).await);
        }
        let figures = FollowUpFigures::of(standings);
        Some(FollowUps { selection: selection.clone(), figures, list: listed, total, can_answer, changed, refused })
    }
}

impl Archive {
    async fn follow_up(&self, row: usize, due: i64, standing: FollowUpStatus) -> FollowUp {
        let response = self.response(row).await;
        let contact = response.as_ref().and_then(|response| response.follow_up.as_ref()?.contact.clone());
        let comment =
            response.as_ref().and_then(|response| Some(response.answers.comment.as_ref()?.as_str().to_owned()));
        let due = (due != i64::MAX).then(|| minute(due, &self.zone));
        FollowUp { row: u32::try_from(row).unwrap_or(u32::MAX), contact, due, standing, comment }
    }

    /// The response of a row, read again.
    async fn response(&self, row: usize) -> Option<Response> {
        let row = self.columns.row(row)?;
        let bytes = self.bytes(row.source, row.offset, row.offset + u64::from(row.len)).await.ok()?.to_vec();
        Response::parse(&self.text(row.source, &bytes)?).ok()
    }
}

/// `2026-03-14 09:26` on the clock of a zone.
fn minute(ms: i64, zone: &Zone) -> String {
    let local = Timestamp::from_unix_ms(ms + i64::from(zone.offset(ms)) * 1000);
    local.as_str().get(..16).unwrap_or_default().replace('T', " ")
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
fn now() -> i64 {
    Date::now() as i64
}
