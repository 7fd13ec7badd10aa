//! Lists that come a page at a time.

use axum::http::{HeaderName, Uri, header};
use goodword_core::Problem;

use crate::http::problem::ProblemDetails;
use crate::http::query::{QueryPairs, behind, invalid};

/// So many are listed at a time, and fewer where that is asked for.
const MOST: usize = 1_000;

/// How many are asked for.
pub(crate) fn limit(query: &QueryPairs) -> Result<usize, ProblemDetails> {
    let Some(text) = query.get("limit") else { return Ok(MOST) };
    let limit = text.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| invalid(Problem::new("limit", "must be a whole number from 1 to 1000")))
}

/// The address of what comes behind `last`, for the header `Link`; nothing where nothing may come.
pub(super) fn next(uri: &Uri, last: Option<String>) -> Option<[(HeaderName, String); 1]> {
    Some([(header::LINK, format!("<{}?{}>; rel=\"next\"", uri.path(), behind(uri, &last?)))])
}
