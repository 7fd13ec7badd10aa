//! Which responses count and how, in options that the command line and an address share.

pub use super::segment_value::{segment_option, segment_value};
use super::{Cohort, Filter};
use crate::{Day, Problem, Promise, Segment, SurveyId};

/// Which responses count, by what they are set apart, and which two cohorts stand beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Which responses count.
    pub filter: Filter,
    /// By what they are set apart.
    pub by: Vec<Segment>,
    /// The two that stand beside each other.
    pub compare: Option<(Cohort, Cohort)>,
}

impl Query {
    /// Name and value of each option that asks for it: `since`, `2026-03-01`.
    pub fn options(&self) -> Vec<(&'static str, String)> {
        let mut options = self.filter.options();
        if !self.by.is_empty() {
            let names: Vec<_> = self.by.iter().map(ToString::to_string).collect();
            options.push(("by", names.join(",")));
        }
        if let Some((a, b)) = &self.compare {
            options.extend([("compare", a.to_string()), ("compare", b.to_string())]);
        }
        options
    }

    /// Reads such options. One that is not known is a problem that names it.
    pub fn read<'a>(options: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problem> {
        let mut query = Self::default();
        let mut cohorts = Vec::new();
        for (name, value) in options {
            let known = match name {
                "by" => value.split(',').map(Segment::parse).collect::<Result<_, _>>().map(|by| query.by = by),
                "compare" => Cohort::parse(value).map(|cohort| cohorts.push(cohort)),
                _ => query.filter.set(name, value),
            };
            known.map_err(|problem| problem.within(name))?;
        }
        query.compare = match <[Cohort; 2]>::try_from(cohorts) {
            Ok([a, b]) => Some((a, b)),
            Err(cohorts) if cohorts.is_empty() => None,
            Err(_) => return Err(Problem::new("compare", "must be given twice")),
        };
        Ok(query)
    }
}

impl Filter {
    /// Name and value of each option that asks for it.
    pub fn options(&self) -> Vec<(&'static str, String)> {
        let day = |name, day: Option<Day>| day.map(|day| (name, day.to_string()));
        let range = |name, range: Option<(u8, u8)>| range.map(|range| (name, range_text(range)));
        let truth = |name, truth: Option<bool>| truth.map(|truth| (name, if truth { "yes" } else { "no" }.to_owned()));
        let survey = self.survey.clone().map(|survey| ("survey", survey));
        let promise = self.promise.map(|promise| ("promise", promise.as_str().to_owned()));
        let known = [
            survey,
            day("since", self.since),
            day("until", self.until),
            truth("dated", self.dated),
            range("empathy", self.empathy),
            promise,
            range("recommend", self.recommend),
            truth("comment", self.comment),
            truth("complete", self.complete),
        ];
        let named = |name| {
            move |(segment, value): &(Segment, Option<String>)| (name, segment_option(segment, value.as_deref()))
        };
        let values = self.segments.iter().map(named("where")).chain(self.without.iter().map(named("not")));
        known.into_iter().flatten().chain(values).collect()
    }

    /// Takes one such option.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        match name {
            "survey" => self.survey = Some(SurveyId::parse(value)?.as_str().to_owned()),
            "since" => self.since = Some(day(value)?),
            "until" => self.until = Some(day(value)?),
            "dated" => self.dated = Some(truth(value)?),
            "empathy" => self.empathy = Some(range(value, 1, 5)?),
            "promise" => self.promise = Some(promise(value)?),
            "recommend" => self.recommend = Some(range(value, 0, 10)?),
            "comment" => self.comment = Some(truth(value)?),
            "complete" => self.complete = Some(truth(value)?),
            "where" => self.segments.push(segment_value(value)?),
            "not" => self.without.push(segment_value(value)?),
            _ => return Err(Problem::whole("is not known")),
        }
        Ok(())
    }
}

/// A day such as `2026-03-14`.
pub fn day(text: &str) -> Result<Day, Problem> {
    Day::parse(text).ok_or_else(|| Problem::whole("must be a day such as 2026-03-14"))
}

/// `0-6`, or `9` alone.
pub fn range(text: &str, least: u8, most: u8) -> Result<(u8, u8), Problem> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let range = low.parse().ok().zip(high.parse().ok());
    range.filter(|(low, high)| least <= *low && low <= high && *high <= most).ok_or_else(|| {
        Problem::whole(format!("must be a score from {least} to {most}, or a range such as {least}-{most}"))
    })
}

fn range_text((low, high): (u8, u8)) -> String {
    if low == high { low.to_string() } else { format!("{low}-{high}") }
}

/// `broken`, `kept`, `exceeded` or `none`.
pub fn promise(text: &str) -> Result<Promise, Problem> {
    let found = Promise::ALL.into_iter().find(|state| state.as_str() == text);
    found.ok_or_else(|| Problem::whole("must be broken, kept, exceeded or none"))
}

/// `yes` or `no`.
pub fn truth(text: &str) -> Result<bool, Problem> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Problem::whole("must be yes or no")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(options: &[(&'static str, &str)]) -> Result<Query, Problem> {
        Query::read(options.iter().copied())
    }

    #[test]
    fn options_read_back() {
        let options = [
            ("survey", "support"),
            ("since", "2026-03-01"),
            ("until", "2026-04-01"),
            ("dated", "yes"),
            ("empathy", "4-5"),
            ("promise", "broken"),
            ("recommend", "0"),
            ("comment", "yes"),
            ("complete", "no"),
            ("where", "device=mobile"),
            ("where", "device=tablet"),
            ("where", "fields.plan="),
            ("where", "fields.plan=\"\""),
            ("not", "locale=de"),
            ("by", "device,fields.plan"),
            ("compare", "2026-03"),
            ("compare", "fields.plan=\"\""),
        ];
        let query = read(&options).unwrap();
        assert_eq!(query.options(), options.map(|(name, value)| (name, value.to_owned())));
        let plan = Segment::parse("fields.plan").unwrap();
        assert_eq!(query.filter.segments[2..], [(plan.clone(), None), (plan, Some(String::new()))]);
        assert_eq!(read(&[]).unwrap(), Query::default());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |name: &'static str, value: &str, expect: &str| {
            assert_eq!(read(&[(name, value)]).unwrap_err().to_string(), expect);
        };
        check("since", "March", "since: must be a day such as 2026-03-14");
        check("empathy", "0-5", "empathy: must be a score from 1 to 5, or a range such as 1-5");
        check("recommend", "6-0", "recommend: must be a score from 0 to 10, or a range such as 0-10");
        check("promise", "half", "promise: must be broken, kept, exceeded or none");
        check("comment", "1", "comment: must be yes or no");
        check("dated", "", "dated: must be yes or no");
        let name =
            "survey: must be 1 to 64 letters, digits, hyphens, dots or underscores, starting with a letter or digit";
        check("survey", "a b", name);
        check("where", "device", "where: must be a segment and a value such as device=mobile");
        check("compare", "2026-03", "compare: must be given twice");
        check("token", "x", "token: is not known");
    }
}
