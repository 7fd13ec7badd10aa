//! What is asked of columns, in words that the command line and an address share.

use super::{Columns, Counting, Filter, Pile};
use crate::summary::Comparison;
use crate::{Day, Problem, Promise, Segment, Summary, Survey, Tally, Zone};

/// Which responses count, by what they are set apart, and which two piles stand beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Which count.
    pub filter: Filter,
    /// By what they are set apart.
    pub by: Vec<Segment>,
    /// The two piles.
    pub compare: Option<(Pile, Pile)>,
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
        let mut piles = Vec::new();
        for (name, value) in options {
            let known = match name {
                "by" => value.split(',').map(Segment::parse).collect::<Result<_, _>>().map(|by| query.by = by),
                "compare" => Pile::parse(value).map(|pile| piles.push(pile)),
                _ => query.filter.set(name, value),
            };
            known.map_err(|problem| problem.within(name))?;
        }
        query.compare = match <[Pile; 2]>::try_from(piles) {
            Ok([a, b]) => Some((a, b)),
            Err(piles) if piles.is_empty() => None,
            Err(_) => return Err(Problem::new("compare", "must be given twice")),
        };
        Ok(query)
    }
}

impl Summary {
    /// Of counts alone, whose responses are not at hand: what of `query` they cannot tell is left out.
    pub fn counted(tally: &Tally, query: &Query, survey: Option<&Survey>) -> Self {
        let beside = |(a, b): &(Pile, Pile)| Some(Comparison::of((a.name(), &a.of(tally)?), (b.name(), &b.of(tally)?)));
        Self::with(tally, survey, query.compare.as_ref().and_then(beside))
    }
}

impl Filter {
    /// Name and value of each option that asks for it.
    pub fn options(&self) -> Vec<(&'static str, String)> {
        let day = |name, day: Option<Day>| day.map(|day| (name, day.to_string()));
        let range = |name, range: Option<(u8, u8)>| range.map(|range| (name, range_text(range)));
        let truth = |name, truth: Option<bool>| truth.map(|truth| (name, if truth { "yes" } else { "no" }.to_owned()));
        let promise = self.promise.map(|promise| ("promise", promise.as_str().to_owned()));
        let known = [
            day("since", self.since),
            day("until", self.until),
            range("empathy", self.empathy),
            promise,
            range("recommend", self.recommend),
            truth("comment", self.comment),
            truth("complete", self.complete),
        ];
        let segments = self.segments.iter();
        let values =
            segments.map(|(segment, value)| ("where", format!("{segment}={}", value.as_deref().unwrap_or(""))));
        known.into_iter().flatten().chain(values).collect()
    }

    /// Takes one such option.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        match name {
            "since" => self.since = Some(day(value)?),
            "until" => self.until = Some(day(value)?),
            "empathy" => self.empathy = Some(range(value, 1, 5)?),
            "promise" => self.promise = Some(promise(value)?),
            "recommend" => self.recommend = Some(range(value, 0, 10)?),
            "comment" => self.comment = Some(truth(value)?),
            "complete" => self.complete = Some(truth(value)?),
            "where" => self.segments.push(segment_value(value)?),
            _ => return Err(Problem::whole("is not known")),
        }
        Ok(())
    }
}

impl Columns {
    /// The Summary of what is asked for. Segments must have been kept when the responses were read.
    pub fn summary(&self, query: &Query, zone: &Zone, survey: Option<&Survey>) -> Result<Summary, Problem> {
        let mut summing = self.summing(query, zone)?;
        while summing.count(usize::MAX) {}
        Ok(summing.finish(survey))
    }

    /// Begins to count for such a Summary.
    pub fn summing<'a>(&'a self, query: &Query, zone: &'a Zone) -> Result<Summing<'a>, Problem> {
        let side = |pile: &Pile| Ok((pile.clone(), self.counting(&pile.within(&query.filter), &[], zone)?));
        let sides = query.compare.iter().flat_map(|(a, b)| [a, b]).map(side).collect::<Result<_, Problem>>()?;
        Ok(Summing { whole: self.counting(&query.filter, &query.by, zone)?, sides })
    }
}

/// A Summary in the making: all that is wanted, and the two piles that stand beside each other.
pub struct Summing<'a> {
    whole: Counting<'a>,
    sides: Vec<(Pile, Counting<'a>)>,
}

impl Summing<'_> {
    /// Looks at `rows` rows more; whether there are others.
    pub fn count(&mut self, rows: usize) -> bool {
        let all = std::iter::once(&mut self.whole).chain(self.sides.iter_mut().map(|(_, counting)| counting));
        // Each is counted to its end before the next.
        for counting in all {
            if counting.is_open() && counting.count(rows) {
                return true;
            }
        }
        false
    }

    /// The Summary of what was looked at.
    pub fn finish(self, survey: Option<&Survey>) -> Summary {
        let mut sides = self.sides.into_iter().map(|(pile, counting)| (pile, counting.finish().total));
        let comparison = sides.next().zip(sides.next());
        let comparison =
            comparison.map(|((a, first), (b, second))| Comparison::of((a.name(), &first), (b.name(), &second)));
        Summary::with(&self.whole.finish(), survey, comparison)
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

/// `device=mobile`; without a value, those who say nothing about it.
pub fn segment_value(text: &str) -> Result<(Segment, Option<String>), Problem> {
    let (segment, value) =
        text.split_once('=').ok_or_else(|| Problem::whole("must be a segment and a value such as device=mobile"))?;
    Ok((Segment::parse(segment)?, Some(value.to_owned()).filter(|value| !value.is_empty())))
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
            ("since", "2026-03-01"),
            ("until", "2026-04-01"),
            ("empathy", "4-5"),
            ("promise", "broken"),
            ("recommend", "0"),
            ("comment", "yes"),
            ("complete", "no"),
            ("where", "device=mobile"),
            ("where", "fields.plan="),
            ("by", "device,fields.plan"),
            ("compare", "2026-03"),
            ("compare", "2026-02"),
        ];
        let query = read(&options).unwrap();
        assert_eq!(query.options(), options.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(query.filter.segments[1], (Segment::parse("fields.plan").unwrap(), None));
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
        check("where", "device", "where: must be a segment and a value such as device=mobile");
        check("compare", "2026-03", "compare: must be given twice");
        check("token", "x", "token: is not known");
    }
}
