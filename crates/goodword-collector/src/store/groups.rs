//! What is told of a survey that tells nothing of small groups.

use std::time::Instant;

use goodword_core::{Record, Response, Tally, Timestamp, Zone};

use super::group_rule::GroupRule;
use super::waiting_groups::WaitingGroups;
use super::{Error, Store, TALLY};
use crate::clock;

/// So long is waited for the end of an answer that was begun.
const BEGUN: i64 = 24 * 60 * 60 * 1000;

impl Store {
    /// What a survey lets be told, where that is of groups only.
    pub fn group_rule(&self, survey: &str) -> Option<GroupRule> {
        self.settings().get(survey)?.group_rule()
    }

    /// Everything that is told of such a survey: the sum of its releases, after those that can be made now. `left_out` are
    /// the responses that are in none of them.
    pub async fn disclosed(&self, survey: &str, rule: &GroupRule) -> Result<Tally, Error> {
        let _turn = self.turns.take(survey, Instant::now() + TALLY).await?;
        let waiting = self.untold(survey, rule).await?;
        let definitions = self.definitions();
        let surveys: Vec<_> = definitions.versions(survey).collect();
        self.engine.release(waiting.release(survey, &surveys)).await?;
        let releases = self.engine.told(survey.to_owned()).await?;
        let mut tally = sum(&releases, rule);
        let stored = u64::try_from(self.engine.revision(survey.to_owned()).await?.responses).unwrap_or_default();
        tally.left_out = stored.saturating_sub(tally.responses);
        tally.lines = tally.responses.saturating_add(tally.left_out);
        Ok(tally)
    }

    async fn untold(&self, survey: &str, rule: &GroupRule) -> Result<WaitingGroups, Error> {
        let (mut waiting, mut after, now_ms) = (WaitingGroups::new(rule.clone()), 0, clock::now_ms());
        loop {
            let page = self.engine.untold(survey.to_owned(), after).await?;
            if page.bodies.is_empty() {
                return Ok(waiting);
            }
            after = page.last;
            let responses = page.bodies.iter().filter_map(|body| Response::parse(body).ok());
            responses
                .filter(|response| is_over(response, now_ms))
                .for_each(|response| waiting.add(&Record::from(&response)));
        }
    }
}

/// Whether no later state of it is waited for.
fn is_over(response: &Response, now_ms: i64) -> bool {
    let received_ms = response.received_at.as_ref().map_or(0, Timestamp::unix_ms);
    response.complete || received_ms.saturating_add(BEGUN) < now_ms
}

/// Groups and questions that were large enough then and are not now are not told of.
fn sum(releases: &[Tally], rule: &GroupRule) -> Tally {
    let segments = rule.segment.as_slice();
    let mut sum = Tally::by(&Zone::utc(), segments);
    sum.min_group = Some(rule.least);
    for release in releases.iter().filter(|release| release.responses >= rule.least.into()) {
        let value = rule.segment.as_ref().and_then(|segment| release.by.get(segment)?.values.keys().next());
        let by = rule.segment.as_ref().map(|segment| (segment, value.map(String::as_str)));
        // All are of UTC and of that segment: they add up.
        let _ = sum.merge(&release.thresholded(rule.least, by));
    }
    sum
}
