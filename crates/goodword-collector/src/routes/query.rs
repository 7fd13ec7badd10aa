//! Queries, read by hand so that no refusal repeats what was asked.

use axum::extract::Query;
use axum::http::Uri;
use goodword_core::{Problem, ResponseId, SurveyId, Timestamp};

use crate::export::Format;
use crate::problem::{Details, Kind};
use crate::store::Filter;

/// The pairs of a query whose names are known, each at most once.
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(super) fn of(uri: &Uri, names: &[&str]) -> Result<Self, Details> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|_| Details::new(Kind::InvalidQuery).detail("It is not valid UTF-8."))?;
        if pairs.iter().any(|(name, _)| !names.contains(&name.as_str())) {
            let last = names.last().copied().unwrap_or_default();
            let others = names.get(..names.len().saturating_sub(1)).unwrap_or_default().join(", ");
            let and = if others.is_empty() { "" } else { " and " };
            return Err(wrong(Problem::whole(format!("takes {others}{and}{last} only"))));
        }
        let twice = names.iter().find(|name| pairs.iter().filter(|(given, _)| given == *name).count() > 1);
        match twice {
            Some(name) => Err(wrong(Problem::new(*name, "may be given once"))),
            None => Ok(Self(pairs)),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

/// The refusal of a query that breaks one rule.
pub(super) fn wrong(problem: Problem) -> Details {
    Details::new(Kind::InvalidQuery).problems(vec![problem])
}

/// What an export is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) format: Format,
    pub(super) since_ms: Option<i64>,
    pub(super) until_ms: Option<i64>,
    pub(super) after: Option<ResponseId>,
    pub(super) end: bool,
    pub(super) bom: bool,
}

impl Asked {
    const NAMES: [&str; 6] = ["format", "since", "until", "after", "end", "bom"];

    pub(super) fn of(uri: &Uri) -> Result<Self, Details> {
        let (pairs, mut asked) = (Pairs::of(uri, &Self::NAMES)?, Self::default());
        let mut problems: Vec<_> = pairs.0.iter().filter_map(|(name, value)| asked.take(name, value).err()).collect();
        if asked.end && asked.format != Format::Ndjson {
            problems.push(Problem::new("end", "goes with format=ndjson only"));
        }
        if asked.bom && asked.format != Format::Csv {
            problems.push(Problem::new("bom", "goes with format=csv only"));
        }
        if problems.is_empty() { Ok(asked) } else { Err(Details::new(Kind::InvalidQuery).problems(problems)) }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let named = |problem: Problem| Problem::new(name, problem.rule);
        match name {
            "format" => self.format = value.parse().map_err(|rule: String| Problem::new(name, rule))?,
            "since" => self.since_ms = Some(moment(value).map_err(named)?),
            "until" => self.until_ms = Some(moment(value).map_err(named)?),
            "after" => self.after = Some(ResponseId::parse(value).map_err(named)?),
            "end" if value == "1" => self.end = true,
            "bom" if value == "1" => self.bom = true,
            _ => return Err(Problem::new(name, "must be 1")),
        }
        Ok(())
    }

    /// Which responses of `survey` that is, before anybody looks where they stand.
    pub(super) fn filter(&self, survey: &SurveyId) -> Filter {
        let all = Filter::all(survey.as_str());
        let (since_ms, until_ms) = (self.since_ms.unwrap_or(all.since_ms), self.until_ms.unwrap_or(all.until_ms));
        Filter { since_ms, until_ms, ..all }
    }

    /// The same query, for what is stored behind that response.
    pub(super) fn behind(uri: &Uri, id: ResponseId) -> String {
        let pairs = uri.query().unwrap_or_default().split('&');
        let behind = format!("after={}", id.to_text());
        let kept = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
        kept.chain([behind.as_str()]).collect::<Vec<_>>().join("&")
    }
}

/// An RFC 3339 time, or a day, which stands for its beginning in UTC.
pub(crate) fn moment(text: &str) -> Result<i64, Problem> {
    let day = (text.len() == 10).then(|| format!("{text}T00:00:00Z"));
    Timestamp::parse(day.as_deref().unwrap_or(text)).map(|time| time.unix_ms()).map_err(|_| {
        Problem::whole("must be a day such as 2026-03-14 or an RFC 3339 time such as 2026-03-14T09:26:53Z")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expect: Asked) {
        let asked = Asked::of(&format!("/?{query}").parse().unwrap());
        assert_eq!(asked.map_err(|_| "refused"), Ok(expect), "{query}");
    }

    #[test]
    fn nothing_asked_is_everything_as_ndjson() {
        check("", Asked::default());
    }

    #[test]
    fn a_day_begins_in_utc() {
        let (since_ms, until_ms) = (Some(1_773_446_400_000), Some(1_773_480_413_589));
        check("since=2026-03-14&until=2026-03-14T09:26:53.589Z", Asked { since_ms, until_ms, ..Asked::default() });
        check("until=2026-03-14T10:26:53.589%2B01:00", Asked { until_ms, ..Asked::default() });
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for query in [
            "format=xml",
            "since=yesterday",
            "after=7",
            "end=0",
            "from=2026-03-14",
            "format=csv&end=1",
            "bom=1",
            "format=csv&bom=yes",
            "format=csv&format=json",
        ] {
            assert!(Asked::of(&format!("/?{query}").parse().unwrap()).is_err(), "{query}");
        }
    }

    #[test]
    fn the_next_query_differs_in_its_beginning_only() {
        let id = ResponseId::parse("0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11").unwrap();
        let check = |query: &str, kept: &str| {
            let next = Asked::behind(&format!("/a?{query}").parse().unwrap(), id);
            assert_eq!(next, format!("{kept}after={}", id.to_text()));
        };
        check("", "");
        check("after=0199f1c2-7c5e-7b3a-9d10-000000000000", "");
        check("format=csv&after=1&since=2026-03-14", "format=csv&since=2026-03-14&");
    }
}
