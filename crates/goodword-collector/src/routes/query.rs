//! The query of an export, read by hand so that no refusal repeats what was asked.

use axum::extract::Query;
use axum::http::Uri;
use goodword_core::{Problem, ResponseId, Timestamp};

use crate::export::Format;
use crate::problem::{Details, Kind};

/// What an export is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) format: Format,
    pub(super) since_ms: Option<i64>,
    pub(super) until_ms: Option<i64>,
    pub(super) after: Option<ResponseId>,
    pub(super) end: bool,
}

impl Asked {
    pub(super) fn of(uri: &Uri) -> Result<Self, Details> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|_| Details::new(Kind::InvalidQuery).detail("It is not valid UTF-8."))?;
        let mut asked = Self::default();
        let mut problems: Vec<Problem> =
            pairs.iter().filter_map(|(name, value)| asked.take(name, value).err()).collect();
        if asked.end && asked.format != Format::Ndjson {
            problems.push(Problem::new("end", "goes with format=ndjson only"));
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
            "end" => return Err(Problem::new(name, "must be 1")),
            _ => return Err(Problem::whole("takes format, since, until, after and end only")),
        }
        Ok(())
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
        for query in ["format=xml", "since=yesterday", "after=7", "end=0", "from=2026-03-14", "format=csv&end=1"] {
            assert!(Asked::of(&format!("/?{query}").parse().unwrap()).is_err(), "{query}");
        }
    }
}
