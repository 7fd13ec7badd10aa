//! What an export is asked for: the query, and what it comes to.

use axum::http::Uri;
use goodword_core::{Problem, ResponseId, SurveyId};

use crate::export::ExportFormat;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::QueryPairs;
use crate::store::ResponseFilter;
use crate::time;

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(super) struct ExportQuery {
    /// `ndjson` (default), `json` or `csv`.
    #[param(pattern = "^(ndjson|json|csv)$")]
    format: Option<String>,
    /// Submitted then or later: a day, which begins in UTC, or a time.
    #[param(example = "2026-03-14")]
    since: Option<String>,
    /// Submitted before then.
    #[param(example = "2026-03-15T00:00:00Z")]
    until: Option<String>,
    /// Stored behind this response.
    #[param(format = "uuid")]
    after: Option<String>,
    /// `1`: a last line says how many rows there were, and their SHA-256. With `format=ndjson`.
    #[param(pattern = "^1$")]
    end: Option<String>,
    /// `1`: a byte order mark first, for spreadsheets that need one. With `format=csv`.
    #[param(pattern = "^1$")]
    bom: Option<String>,
}

/// What an export is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ExportRequest {
    pub(crate) format: ExportFormat,
    pub(crate) since_ms: Option<i64>,
    pub(crate) until_ms: Option<i64>,
    pub(crate) after: Option<ResponseId>,
    pub(crate) end: bool,
    pub(crate) bom: bool,
}

impl ExportRequest {
    const NAMES: [&str; 6] = ["format", "since", "until", "after", "end", "bom"];

    pub(crate) fn parse(uri: &Uri) -> Result<Self, ProblemDetails> {
        let (pairs, mut request) = (QueryPairs::of(uri, &Self::NAMES)?, Self::default());
        let mut problems: Vec<_> = pairs.iter().filter_map(|(name, value)| request.set(name, value).err()).collect();
        if request.end && request.format != ExportFormat::Ndjson {
            problems.push(Problem::new("end", "goes with format=ndjson only"));
        }
        if request.bom && request.format != ExportFormat::Csv {
            problems.push(Problem::new("bom", "goes with format=csv only"));
        }
        if problems.is_empty() {
            Ok(request)
        } else {
            Err(ProblemDetails::new(ProblemType::InvalidQuery).problems(problems))
        }
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Problem> {
        let named = |problem: Problem| Problem::new(name, problem.rule);
        match name {
            "format" => self.format = value.parse().map_err(|rule: String| Problem::new(name, rule))?,
            "since" => self.since_ms = Some(time::parse(value).map_err(named)?),
            "until" => self.until_ms = Some(time::parse(value).map_err(named)?),
            "after" => self.after = Some(ResponseId::parse(value).map_err(named)?),
            "end" if value == "1" => self.end = true,
            "bom" if value == "1" => self.bom = true,
            _ => return Err(Problem::new(name, "must be 1")),
        }
        Ok(())
    }

    /// Which responses of `survey` that is, before anybody looks where they stand.
    pub(crate) fn filter(&self, survey: &SurveyId) -> ResponseFilter {
        let all = ResponseFilter::all(survey.as_str());
        let (since_ms, until_ms) = (self.since_ms.unwrap_or(all.since_ms), self.until_ms.unwrap_or(all.until_ms));
        ResponseFilter { since_ms, until_ms, ..all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expect: ExportRequest) {
        let request = ExportRequest::parse(&format!("/?{query}").parse().unwrap());
        assert_eq!(request.map_err(|_| "refused"), Ok(expect), "{query}");
    }

    #[test]
    fn nothing_asked_is_everything_as_ndjson() {
        check("", ExportRequest::default());
    }

    #[test]
    fn a_day_begins_in_utc() {
        let (since_ms, until_ms) = (Some(1_773_446_400_000), Some(1_773_480_413_589));
        check(
            "since=2026-03-14&until=2026-03-14T09:26:53.589Z",
            ExportRequest { since_ms, until_ms, ..ExportRequest::default() },
        );
        check("until=2026-03-14T10:26:53.589%2B01:00", ExportRequest { until_ms, ..ExportRequest::default() });
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
            assert!(ExportRequest::parse(&format!("/?{query}").parse().unwrap()).is_err(), "{query}");
        }
    }
}
