//! What the analyst wants to see of what was read.

use goodword_core::columns::{Cohort, Filter, Query};
use goodword_core::facets::Facets;
use goodword_core::{Problem, Segment};

/// Which responses count, and what stands beside each other. It lives in the address of the page; a token never does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Which count.
    pub filter: Filter,
    /// What they are compared with.
    pub compare: Compare,
    /// Whose days are counted, instead of those that the page says.
    pub tz: Option<String>,
}

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Compare {
    /// The latest time with the one before it.
    #[default]
    Before,
    /// Nothing.
    Off,
    /// Two piles.
    Piles(Cohort, Cohort),
}

/// Name and value of an option.
pub type Options = Vec<(String, String)>;

const COMPARE: &str = "compare";
const OFF: &str = "off";
const TZ: &str = "tz";

impl Selection {
    /// As options, which [`Selection::read`] reads back.
    pub fn options(&self) -> Options {
        let filter = self.filter.options().into_iter().map(|(name, value)| (name.to_owned(), value));
        let piles = match &self.compare {
            Compare::Before => Vec::new(),
            Compare::Off => vec![OFF.to_owned()],
            Compare::Piles(a, b) => vec![a.to_string(), b.to_string()],
        };
        let tz = self.tz.clone().map(|tz| (TZ.to_owned(), tz));
        filter.chain(piles.into_iter().map(|pile| (COMPARE.to_owned(), pile))).chain(tz).collect()
    }

    /// Reads options. What is wrong is a problem: figures of another pile than the one asked for would mislead.
    pub fn read(options: &[(String, String)]) -> Result<Self, Problem> {
        let off = |(name, value): &&(String, String)| name == COMPARE && value == OFF;
        let tz = options.iter().filter(|(name, _)| name == TZ).map(|(_, zone)| zone.clone()).next_back();
        let named = options
            .iter()
            .filter(|option| !off(option) && option.0 != TZ)
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let query = Query::read(named)?;
        if !query.by.is_empty() {
            return Err(Problem::new("by", "is not known"));
        }
        let compare = match query.compare {
            Some((a, b)) => Compare::Piles(a, b),
            None if options.iter().any(|option| off(&option)) => Compare::Off,
            None => Compare::Before,
        };
        Ok(Self { filter: query.filter, compare, tz })
    }

    /// The same without one of the conditions of its filter, counted from 0.
    #[must_use]
    pub fn without(&self, condition: usize) -> Self {
        let conditions = self.filter.options();
        let kept = conditions.iter().enumerate().filter(|(at, _)| *at != condition);
        let query = Query::read(kept.map(|(_, (name, value))| (*name, value.as_str())));
        let filter = query.map(|query| query.filter).unwrap_or_default();
        Self { filter, ..self.clone() }
    }

    /// The same where only this survey is read: nobody can ask for another one then.
    pub fn within(self, only: Option<&str>) -> Result<Self, Problem> {
        match (only, &self.filter.survey) {
            (Some(only), Some(survey)) if only != survey => {
                Err(Problem::new("survey", format!("must be {only}, the only one that is shown here")))
            }
            _ => Ok(self),
        }
    }

    /// The whole question, once it is known what was read.
    pub fn query(&self, facets: &Facets) -> Query {
        let compare = match &self.compare {
            Compare::Before => facets.before(&self.filter),
            Compare::Off => None,
            Compare::Piles(a, b) => Some((a.clone(), b.clone())),
        };
        let by = facets.segments.iter().map(|facet| facet.segment.clone()).collect();
        Query { filter: self.filter.clone(), by, compare }
    }

    /// The values of segments that are asked for.
    pub fn values(&self) -> Vec<(Segment, String)> {
        let piles = if let Compare::Piles(a, b) = &self.compare { [Some(a), Some(b)] } else { [None, None] };
        let compared = piles.into_iter().flatten().filter_map(Cohort::value);
        let wanted = self.filter.segments.iter().chain(&self.filter.without);
        let wanted = wanted.map(|(segment, value)| (segment, value.as_deref()));
        wanted.chain(compared).filter_map(|(segment, value)| Some((segment.clone(), value?.to_owned()))).collect()
    }

    /// The segments that are asked for.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        let piles = if let Compare::Piles(a, b) = &self.compare { [Some(a), Some(b)] } else { [None, None] };
        let compared = piles.into_iter().flatten().filter_map(Cohort::segment);
        let wanted = self.filter.segments.iter().chain(&self.filter.without);
        wanted.map(|(segment, _)| segment).chain(compared)
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::Day;

    use super::*;

    fn options(list: &[(&str, &str)]) -> Options {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn days(first: &str, last: &str) -> Facets {
        let day = |text| Day::parse(text).unwrap();
        Facets { period: Some((day(first), day(last))), ..Facets::default() }
    }

    #[track_caller]
    fn compared(selection: &[(&str, &str)], facets: &Facets, expect: Option<(&str, &str)>) {
        let query = Selection::read(&options(selection)).unwrap().query(facets);
        let found = query.compare.map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(found, expect.map(|(a, b)| (a.to_owned(), b.to_owned())), "{selection:?}");
    }

    #[test]
    fn what_is_asked_reads_back() {
        for list in [
            vec![],
            vec![("since", "2026-03-01"), ("recommend", "0-6"), ("where", "device=mobile")],
            vec![("survey", "chat"), ("dated", "no"), ("where", "fields.plan="), ("where", "fields.plan=\"\"")],
            vec![("compare", "off")],
            vec![("compare", "2026-03"), ("compare", "2026-02"), ("tz", "Asia/Tokyo")],
        ] {
            let list = options(&list);
            assert_eq!(Selection::read(&list).unwrap().options(), list);
        }
        assert!(Selection::read(&options(&[("token", "x")])).is_err());
        assert!(Selection::read(&options(&[("by", "device")])).is_err());
    }

    #[test]
    fn one_condition_is_taken_away() {
        let asked = [("recommend", "0-6"), ("where", "device=mobile"), ("where", "fields.plan="), ("compare", "off")];
        let asked = Selection::read(&options(&asked)).unwrap();
        let check = |at, expect: &[(&str, &str)]| assert_eq!(asked.without(at).options(), options(expect), "{at}");
        check(0, &[("where", "device=mobile"), ("where", "fields.plan="), ("compare", "off")]);
        check(1, &[("recommend", "0-6"), ("where", "fields.plan="), ("compare", "off")]);
        check(9, &[("recommend", "0-6"), ("where", "device=mobile"), ("where", "fields.plan="), ("compare", "off")]);
    }

    #[test]
    fn no_other_survey_is_asked_for_than_the_one_that_is_read() {
        let check = |only, survey, expect: Option<&str>| {
            let asked = Selection::read(&options(&[("survey", survey)])).unwrap();
            let problem = asked.within(only).err().map(|problem| problem.to_string());
            assert_eq!(problem.as_deref(), expect, "{survey}");
        };
        check(None, "chat", None);
        check(Some("chat"), "chat", None);
        check(Some("chat"), "delivery", Some("survey: must be chat, the only one that is shown here"));
        assert_eq!(Selection::default().within(Some("chat")), Ok(Selection::default()));
    }

    #[test]
    fn the_latest_time_is_compared_with_the_one_before() {
        let (short, weeks, long) =
            (days("2026-03-01", "2026-03-05"), days("2026-03-01", "2026-03-31"), days("2026-01-01", "2026-03-31"));
        compared(&[], &short, None);
        compared(&[], &weeks, Some(("2026-03-25..2026-04-01", "2026-03-18..2026-03-25")));
        compared(&[], &long, Some(("2026-03-04..2026-04-01", "2026-02-04..2026-03-04")));
        let march = [("since", "2026-03-01"), ("until", "2026-04-01")];
        compared(&march, &long, Some(("2026-03-01..2026-04-01", "2026-01-29..2026-03-01")));
        compared(&march, &weeks, None);
        compared(&[("until", "2026-03-01")], &long, None);
        compared(&[("compare", "off")], &long, None);
        compared(&[("compare", "2026-02"), ("compare", "2026-01")], &long, Some(("2026-02", "2026-01")));
        compared(&[], &Facets::default(), None);
    }
}
