//! `GET /openapi.json`: what is spoken here.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;

use crate::openapi;

static DOCUMENT: LazyLock<String> = LazyLock::new(openapi::document);

pub(super) async fn get() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str())
}
