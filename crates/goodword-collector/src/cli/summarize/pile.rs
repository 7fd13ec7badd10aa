//! One side of a comparison: a value of a segment, or days.

use goodword_core::calendar::Unit;
use goodword_core::columns::Filter;
use goodword_core::{Day, Problem, Segment};

/// Which responses it holds, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pile {
    name: String,
    part: Part,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Value(Segment, String),
    Days(Option<Day>, Option<Day>),
}

impl Pile {
    /// `device=mobile`, `2026-03`, `2026-03-01..2026-03-15`, where one end may be left out.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let part = match text.split_once('=') {
            Some((segment, value)) => Part::Value(Segment::parse(segment)?, value.to_owned()),
            None => days(text).ok_or_else(|| {
                Problem::whole("must be a segment and a value such as device=mobile, a month such as 2026-03, or days such as 2026-03-01..2026-03-15")
            })?,
        };
        Ok(Self { name: text.to_owned(), part })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn segment(&self) -> Option<&Segment> {
        match &self.part {
            Part::Value(segment, _) => Some(segment),
            Part::Days(..) => None,
        }
    }

    /// What is wanted of all that is wanted.
    pub(super) fn within(&self, all: &Filter) -> Filter {
        let mut filter = all.clone();
        match &self.part {
            Part::Value(segment, value) => filter.segments.push((segment.clone(), Some(value.clone()))),
            Part::Days(since, until) => {
                filter.since = filter.since.max(*since);
                filter.until = [filter.until, *until].into_iter().flatten().min();
            }
        }
        filter
    }
}

fn days(text: &str) -> Option<Part> {
    if let Some((since, until)) = text.split_once("..") {
        let end = |text: &str| if text.is_empty() { Some(None) } else { Day::parse(text).map(Some) };
        let (since, until) = (end(since)?, end(until)?);
        let ordered = since.zip(until).is_none_or(|(since, until)| since < until);
        return (ordered && (since.is_some() || until.is_some())).then_some(Part::Days(since, until));
    }
    let first = Day::parse(&format!("{text}-01"))?;
    let next = Unit::Month.first(Unit::Month.bucket(first) + 1);
    Some(Part::Days(Some(first), Some(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, since: Option<&str>, until: Option<&str>) {
        let filter = Pile::parse(text).unwrap().within(&Filter::default());
        let day = |text: Option<&str>| text.map(|text| Day::parse(text).unwrap());
        assert_eq!((filter.since, filter.until), (day(since), day(until)), "{text}");
    }

    #[test]
    fn a_pile_is_days_or_a_value() {
        check("2026-02", Some("2026-02-01"), Some("2026-03-01"));
        check("2026-12", Some("2026-12-01"), Some("2027-01-01"));
        check("2026-03-01..2026-03-15", Some("2026-03-01"), Some("2026-03-15"));
        check("..2026-03-15", None, Some("2026-03-15"));
        let filter = Pile::parse("fields.plan=a=b").unwrap().within(&Filter::default());
        assert_eq!(filter.segments, [(Segment::parse("fields.plan").unwrap(), Some("a=b".to_owned()))]);
        for wrong in ["", "mobile", "planet=earth", "2026-13", "2026-03-15..2026-03-01", "..", "2026-03-01..x"] {
            assert!(Pile::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pile_is_part_of_all_that_is_wanted() {
        let day = |text| Day::parse(text).unwrap();
        let all = Filter { since: Some(day("2026-02-10")), until: Some(day("2026-02-20")), ..Filter::default() };
        let filter = Pile::parse("2026-02").unwrap().within(&all);
        assert_eq!(filter, all);
    }
}
