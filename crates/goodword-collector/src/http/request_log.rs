//! What every request gets: an id, a line in the log that names no person and no answer, and a readable refusal.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use goodword_core::ResponseId;

use crate::http::audit::{AuditTrail, Entry};
use crate::http::{head, problem, trace_context};
use crate::log::audit::AUDIT;
use crate::{clock, random};

/// A reply that a browser shows as a page may do nothing at all.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// So many headers stand on most replies.
const HEADERS: usize = 10;

/// A layer for everything but cross-origin headers, which go around it.
pub async fn layer(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = ResponseId::v7(u64::try_from(clock::now_ms()).unwrap_or_default(), random::bytes()).to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let trace = trace_context::trace_id(request.headers()).map(str::to_owned);
    let trail = AuditTrail::default();
    request.extensions_mut().insert(trail.clone());
    // Looked at here and not in a layer of its own: every layer copies what is below it for each request.
    let response = match head::check(&request) {
        Ok(()) => next.run(request).await,
        Err(details) => details.into_response(),
    };
    let mut response = problem::render(response, &id);
    let headers = response.headers_mut();
    headers.reserve(HEADERS);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::REFERRER_POLICY).or_insert(HeaderValue::from_static("no-referrer"));
    if route.is_some() {
        // Not on files: a worker's script would be bound by it.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    }
    // The route, not the path: a path may hold what a person typed.
    let route = route.as_ref().map_or("a file", MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), start.elapsed());
    let ms = took.as_millis();
    if let Some(Entry { token, survey }) = trail.entry() {
        tracing::info!(target: AUDIT, %id, %method, route, status, ms, token, survey, trace, "request");
    } else {
        tracing::info!(%id, %method, route, status, ms, trace, "request");
    }
    count(&method, route, status, took);
    response
}

fn count(method: &Method, route: &str, status: u16, took: Duration) {
    // Anybody may make up a method; a name of its own for each would fill the memory.
    let method =
        if method.is_safe() || method.is_idempotent() || *method == Method::POST { method.as_str() } else { "other" };
    let (method, route) = (method.to_owned(), route.to_owned());
    metrics::counter!("goodword_requests_total", "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("goodword_request_seconds", "route" => route).record(took);
}
