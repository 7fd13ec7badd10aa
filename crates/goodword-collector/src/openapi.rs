//! What this collector speaks, as OpenAPI 3.1: made from the handlers, served at `/openapi.json`, and kept in `docs/`.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, openapi};

use crate::http::schema::{Refused, Rule};
use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(title = "Goodword collector", description = "Stores each response once, before it says so."),
    paths(
        routes::submit::post,
        routes::erase::delete,
        routes::erase::erase,
        routes::erase::export,
        routes::export::get,
        routes::tally::get,
        routes::follow_ups::list,
        routes::follow_ups::answer,
        routes::survey::list,
        routes::survey::get,
        routes::survey::put,
        routes::settings::get,
        routes::settings::put,
        routes::settings::patch,
        routes::session::begin,
        routes::session::end,
        routes::session::list,
        routes::session::end_other,
        routes::targets::list,
        routes::health::live,
        routes::health::ready,
    ),
    components(responses(Refused), schemas(Rule)),
    modifiers(&SecuritySchemes)
)]
struct Description;

/// The two ways to sign in: a token, or the cookie of a session.
struct SecuritySchemes;

impl Modify for SecuritySchemes {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("gw_sec_…").build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::new("goodword"));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

/// The whole document as JSON text.
pub fn document() -> String {
    // It is made of plain values, so it can be written.
    Description::openapi().to_pretty_json().unwrap_or_default() + "\n"
}

static DOCUMENT: LazyLock<String> = LazyLock::new(document);

/// `GET /openapi.json`.
pub(crate) async fn get() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str())
}
