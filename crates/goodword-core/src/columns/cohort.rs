//! One side of a comparison: a value of a segment, or days.

use std::fmt;

use super::Filter;
use super::segment_value::segment_value;
use crate::calendar::Unit;
use crate::cube::Cube;
use crate::{Day, Problem, Segment, Tally};

/// Which responses it holds, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    name: String,
    rule: CohortRule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum CohortRule {
    /// `None` is who says nothing about it.
    Value(Segment, Option<String>),
    Days(Option<Day>, Option<Day>),
}

impl Cohort {
    /// `device=mobile`, `2026-03`, `2026-03-01..2026-03-15`, where one end may be left out.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let rule = if text.contains('=') {
            let (segment, value) = segment_value(text)?;
            CohortRule::Value(segment, value)
        } else {
            days(text).ok_or_else(|| {
                Problem::whole("must be a segment and a value such as device=mobile, a month such as 2026-03, or days such as 2026-03-01..2026-03-15")
            })?
        };
        Ok(Self { name: text.to_owned(), rule })
    }

    /// From one day to the day before another.
    pub fn days(since: Day, until: Day) -> Self {
        Self { name: format!("{since}..{until}"), rule: CohortRule::Days(Some(since), Some(until)) }
    }

    /// As it was written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The segment and the value that it is.
    pub fn value(&self) -> Option<(&Segment, Option<&str>)> {
        match &self.rule {
            CohortRule::Value(segment, value) => Some((segment, value.as_deref())),
            CohortRule::Days(..) => None,
        }
    }

    /// The segment whose value it is.
    pub fn segment(&self) -> Option<&Segment> {
        self.value().map(|(segment, _)| segment)
    }

    /// What is wanted of all that is wanted. Days stand in the place of those of the filter, so that a period can be set
    /// beside the one before it.
    pub fn within(&self, all: &Filter) -> Filter {
        let mut filter = all.clone();
        match &self.rule {
            CohortRule::Value(segment, value) => filter.group = Some((segment.clone(), value.clone())),
            CohortRule::Days(since, until) => {
                (filter.since, filter.until) = (*since, *until);
            }
        }
        filter
    }

    /// Its answers, where a tally holds them: days that it counts apart, or a value of a segment that it was made by.
    pub fn of(&self, tally: &Tally) -> Option<Cube> {
        match &self.rule {
            CohortRule::Value(segment, value) => {
                let counts = tally.by.get(segment).filter(|counts| !counts.too_many)?;
                Some(match value {
                    Some(value) => counts.values.get(value).cloned().unwrap_or_default(),
                    None => counts.missing.clone(),
                })
            }
            CohortRule::Days(since, until) => {
                let within =
                    |day: &Day| since.is_none_or(|since| since <= *day) && until.is_none_or(|until| *day < until);
                let mut cube = Cube::default();
                tally.days.iter().filter(|(day, _)| within(day)).for_each(|(_, more)| cube.merge(more));
                (!tally.days.is_empty()).then_some(cube)
            }
        }
    }
}

fn days(text: &str) -> Option<CohortRule> {
    if let Some((since, until)) = text.split_once("..") {
        let end = |text: &str| if text.is_empty() { Some(None) } else { Day::parse(text).map(Some) };
        let (since, until) = (end(since)?, end(until)?);
        let ordered = since.zip(until).is_none_or(|(since, until)| since < until);
        return (ordered && (since.is_some() || until.is_some())).then_some(CohortRule::Days(since, until));
    }
    let first = Day::parse(&format!("{text}-01"))?;
    let next = Unit::Month.first(Unit::Month.bucket(first) + 1);
    Some(CohortRule::Days(Some(first), Some(next)))
}

impl fmt::Display for Cohort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, since: Option<&str>, until: Option<&str>) {
        let filter = Cohort::parse(text).unwrap().within(&Filter::default());
        let day = |text: Option<&str>| text.map(|text| Day::parse(text).unwrap());
        assert_eq!((filter.since, filter.until), (day(since), day(until)), "{text}");
    }

    #[test]
    fn a_cohort_is_days_or_a_value() {
        check("2026-02", Some("2026-02-01"), Some("2026-03-01"));
        check("2026-12", Some("2026-12-01"), Some("2027-01-01"));
        check("2026-03-01..2026-03-15", Some("2026-03-01"), Some("2026-03-15"));
        check("..2026-03-15", None, Some("2026-03-15"));
        let filter = Cohort::parse("fields.plan=a=b").unwrap().within(&Filter::default());
        assert_eq!(filter.group, Some((Segment::parse("fields.plan").unwrap(), Some("a=b".to_owned()))));
        let plan = |text| Cohort::parse(text).unwrap().within(&Filter::default()).group.unwrap().1;
        assert_eq!((plan("fields.plan="), plan("fields.plan=\"\"")), (None, Some(String::new())));
        for wrong in ["", "mobile", "planet=earth", "2026-13", "2026-03-15..2026-03-01", "..", "2026-03-01..x"] {
            assert!(Cohort::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tally_holds_days_and_the_values_it_was_made_by() {
        let response = |at: u8, day: &str, device: &str| {
            crate::Response::parse(&format!(
                r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-0000000000{at:02x}","survey":"s","submitted_at":"{day}T09:00:00Z","answers":{{"recommend":9}},"context":{{"device":"{device}"}}}}"#
            ))
            .unwrap()
        };
        let utc = crate::Zone::utc();
        let mut tally = Tally::by(&utc, &[Segment::Device]);
        for (at, day, device) in [(1, "2026-02-28", "mobile"), (2, "2026-03-01", "mobile"), (3, "2026-03-02", "tablet")]
        {
            tally.push(&response(at, day, device), &utc);
        }
        let check = |tally: &Tally, cohort: &str, expect: Option<u64>| {
            assert_eq!(Cohort::parse(cohort).unwrap().of(tally).map(|cube| cube.total()), expect, "{cohort}");
        };
        check(&tally, "2026-03", Some(2));
        check(&tally, "..2026-03-02", Some(2));
        check(&tally, "device=mobile", Some(2));
        check(&tally, "device=fridge", Some(0));
        check(&tally, "device=", Some(0));
        check(&tally, "locale=de", None);
        tally.days.clear();
        check(&tally, "2026-03", None);
    }

    #[test]
    fn days_stand_in_the_place_of_those_of_the_filter() {
        let day = |text| Day::parse(text).unwrap();
        let all = Filter { since: Some(day("2026-03-01")), comment: Some(true), ..Filter::default() };
        let filter = Cohort::parse("2026-02").unwrap().within(&all);
        let expect = Filter { since: Some(day("2026-02-01")), until: Some(day("2026-03-01")), ..all };
        assert_eq!(filter, expect);
        assert_eq!(
            Cohort::parse("2026-02-01..2026-03-01").unwrap(),
            Cohort::days(day("2026-02-01"), day("2026-03-01"))
        );
    }
}
