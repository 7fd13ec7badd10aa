//! Queries, read by hand so that no refusal repeats what was asked.

use axum::extract::Query;
use axum::http::Uri;
use goodword_core::Problem;
use url::form_urlencoded;

use crate::http::problem::{ProblemDetails, ProblemType};

/// The pairs of a query whose names are known, each at most once.
pub(crate) struct QueryPairs(Vec<(String, String)>);

impl QueryPairs {
    pub(crate) fn of(uri: &Uri, names: &[&str]) -> Result<Self, ProblemDetails> {
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
            .map_err(|_| ProblemDetails::new(ProblemType::InvalidQuery).detail("It is not valid UTF-8."))?;
        if pairs.iter().any(|(name, _)| !names.contains(&name.as_str())) {
            let last = names.last().copied().unwrap_or_default();
            let others = names.get(..names.len().saturating_sub(1)).unwrap_or_default().join(", ");
            let and = if others.is_empty() { "" } else { " and " };
            return Err(invalid(Problem::whole(format!("takes {others}{and}{last} only"))));
        }
        let twice = names.iter().find(|name| pairs.iter().filter(|(other, _)| other == *name).count() > 1);
        match twice {
            Some(name) => Err(invalid(Problem::new(*name, "may be given once"))),
            None => Ok(Self(pairs)),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The same query, for what stands behind that name or id.
pub(crate) fn behind(uri: &Uri, after: &str) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.extend_pairs(pairs.filter(|(name, _)| name != "after")).append_pair("after", after).finish()
}

/// The refusal of a query that breaks one rule.
pub(crate) fn invalid(problem: Problem) -> ProblemDetails {
    ProblemDetails::new(ProblemType::InvalidQuery).problems(vec![problem])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_query_differs_in_its_beginning_only() {
        let check = |query: &str, kept: &str| {
            assert_eq!(behind(&format!("/a?{query}").parse().unwrap(), "b"), format!("{kept}after=b"), "{query}");
        };
        check("", "");
        check("after=0199f1c2-7c5e-7b3a-9d10-000000000000", "");
        check("format=csv&after=1&since=2026-03-14", "format=csv&since=2026-03-14&");
        check("%61fter=1&since=2026-03-14T00%3A00%3A00Z", "since=2026-03-14T00%3A00%3A00Z&");
    }
}
