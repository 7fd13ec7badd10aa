//! What every request gets: an id, a line in the log that names no person and no answer, and a readable refusal.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use goodword_core::ResponseId;

use crate::{clock, problem, random};

/// A layer for everything but cross-origin headers, which go around it.
pub async fn layer(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = ResponseId::v7(u64::try_from(clock::now_ms()).unwrap_or_default(), random::bytes()).to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = problem::render(next.run(request).await, &id);
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // The route, not the path: a path may hold what a person typed.
    let route = route.as_ref().map_or("a file", MatchedPath::as_str);
    let (status, ms) = (response.status().as_u16(), start.elapsed().as_millis());
    tracing::info!(%id, %method, route, status, ms, "request");
    response
}
