//! How long a request may take here once it has arrived.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::http::problem::{ProblemDetails, ProblemType};

/// A request must be answered by then, its body included. What was handed to the store is stored all the same, and
/// found by the next try.
pub const WHOLE: Duration = Duration::from_secs(15);

/// A layer for what has no reason to take long.
pub async fn layer(request: Request, next: Next) -> Response {
    let reply = tokio::time::timeout(WHOLE, next.run(request)).await;
    reply.unwrap_or_else(|_| ProblemDetails::new(ProblemType::Slow).into_response())
}
