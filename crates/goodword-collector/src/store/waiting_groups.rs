//! Responses that nothing was told of yet → those that may be told of together. Pure.

use std::collections::BTreeMap;

use goodword_core::{Record, ResponseId, Survey, Tally, Zone};

use super::group_rule::GroupRule;
use super::release::Release;

/// Those that wait, by the group that each belongs to.
pub(super) struct WaitingGroups {
    rule: GroupRule,
    groups: BTreeMap<Option<String>, WaitingGroup>,
}

struct WaitingGroup {
    responses: Vec<ResponseId>,
    counts: Tally,
}

impl Default for WaitingGroup {
    fn default() -> Self {
        Self { responses: Vec::new(), counts: Tally::new(&Zone::utc()) }
    }
}

impl WaitingGroups {
    pub(super) fn new(rule: GroupRule) -> Self {
        Self { rule, groups: BTreeMap::new() }
    }

    /// Has one more wait. Who has answered nothing hides nobody, and is never told of.
    pub(super) fn add(&mut self, record: &Record) {
        if !record.is_started() {
            return;
        }
        let mut values = self.rule.segment.as_ref().map(|segment| segment.of(record)).unwrap_or_default();
        let group = self.groups.entry(values.pop()).or_default();
        group.responses.push(record.id);
        group.counts.record(record, &Zone::utc());
    }

    /// Each group that is large enough. Once nobody else is waited for, those that are too small are one group, which has
    /// no name: it is told of if that is large enough. The others go on waiting.
    pub(super) fn release(self, survey: &str, surveys: &[&Survey]) -> Vec<Release> {
        let Self { rule, groups } = self;
        let (mut rest, mut releases) = (WaitingGroup::default(), Vec::new());
        for (value, group) in groups {
            if group.is_enough(&rule) {
                releases.push(group.told(&rule, value.as_deref(), survey, surveys));
            } else if rule.closed {
                rest.merge(group);
            }
        }
        releases.extend(rest.is_enough(&rule).then(|| rest.told(&rule, None, survey, surveys)));
        releases
    }
}

impl WaitingGroup {
    fn is_enough(&self, rule: &GroupRule) -> bool {
        u32::try_from(self.responses.len()).unwrap_or(u32::MAX) >= rule.least.max(1)
    }

    /// All are counted in UTC and by nothing: they add up.
    fn merge(&mut self, other: Self) {
        if self.counts.merge(&other.counts).is_ok() {
            self.responses.extend(other.responses);
        }
    }

    fn told(self, rule: &GroupRule, value: Option<&str>, survey: &str, surveys: &[&Survey]) -> Release {
        let by = rule.segment.as_ref().map(|segment| (segment, value));
        let counts = self.counts.disclosed(rule.least, by, surveys);
        Release { survey: survey.to_owned(), responses: self.responses, counts: Some(counts) }
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::Segment;

    use super::*;

    /// The sizes of what is released of so many of each group.
    #[track_caller]
    fn check(groups: &[(&str, u32)], least: u32, closed: bool, expect: &[(Option<&str>, usize)]) {
        let segment = Segment::parse("fields.department").unwrap();
        let mut waiting = WaitingGroups::new(GroupRule { least, segment: Some(segment.clone()), closed });
        let mut number = 0;
        for (group, n) in groups {
            for _ in 0..*n {
                number += 1;
                let fields = if group.is_empty() { String::new() } else { format!(r#""department":"{group}""#) };
                let text = format!(
                    r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012}","survey":"staff","submitted_at":"2026-03-14T09:00:00Z",
                    "answers":{{"recommend":9}},"fields":{{{fields}}}}}"#
                );
                waiting.add(&Record::parse(&text).unwrap());
            }
        }
        let releases = waiting.release("staff", &[]);
        let told = |release: &Release| {
            let by = &release.counts.as_ref().unwrap().by[&segment];
            (by.values.keys().next().cloned(), release.responses.len())
        };
        let expect: Vec<_> = expect.iter().map(|(name, n)| (name.map(str::to_owned), *n)).collect();
        assert_eq!(releases.iter().map(told).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_group_is_told_of_when_it_is_large_enough_and_the_rest_when_nobody_else_comes() {
        check(&[("a", 3), ("b", 2)], 3, false, &[(Some("a"), 3)]);
        check(&[("a", 2), ("b", 2), ("c", 1)], 3, false, &[]);
        check(&[("a", 2), ("b", 2), ("c", 4)], 3, true, &[(Some("c"), 4), (None, 4)]);
        check(&[("a", 1), ("b", 1), ("c", 4)], 3, true, &[(Some("c"), 4)]);
        // Who says nothing of a group is one group too.
        check(&[("", 3), ("b", 2)], 3, false, &[(None, 3)]);
    }

    #[test]
    fn who_has_answered_nothing_hides_nobody() {
        let mut waiting = WaitingGroups::new(GroupRule { least: 3, segment: None, closed: true });
        for (number, answers) in [(1, r#""recommend":1"#), (2, ""), (3, "")] {
            let text = format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-{number:012}","survey":"staff","submitted_at":"2026-03-14T09:00:00Z","answers":{{{answers}}}}}"#
            );
            waiting.add(&Record::parse(&text).unwrap());
        }
        assert_eq!(waiting.release("staff", &[]), []);
    }
}
