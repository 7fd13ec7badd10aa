//! Cross-origin headers (Fetch §3.3). They stand on every reply, refusals included: a browser hides from the widget
//! whatever comes without them, and a hidden status cannot be acted on.

use std::time::Duration;

use axum::http::{Method, header};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

use crate::config::Origins;

/// How long a browser may keep the answer to a preflight; Chromium keeps none longer than two hours.
const MAX_AGE: Duration = Duration::from_hours(2);

/// The layer that stands outermost, so that no reply leaves without it.
pub fn layer(origins: &Origins) -> CorsLayer {
    let origins = match origins.clone() {
        Origins::Any => AllowOrigin::from(Any),
        only @ Origins::Only(_) => AllowOrigin::predicate(move |origin, _| only.allow(origin)),
    };
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE, header::AUTHORIZATION, header::IF_NONE_MATCH, header::IF_MATCH])
        .expose_headers([header::RETRY_AFTER, header::LOCATION, header::ETAG, header::LINK])
        .max_age(MAX_AGE)
}
