//! What is spoken here, as OpenAPI 3.1: made from the handlers, served at `/openapi.json`, and kept in `docs/`.

mod query;
mod schema;

use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, openapi};

pub(crate) use query::{ExportQuery, FollowUpQuery, ResponsePath, SurveyName, SurveyQuery, TallyQuery};
pub(crate) use schema::{
    Defined, Definition, Erase, FollowUpChange, FollowUpChanged, FollowUpList, Refused, Response, Rule, Settings,
    Stored, Surveys, Tally,
};

use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(title = "Goodword collector", description = "Stores each response once, before it says so."),
    paths(
        routes::post::post,
        routes::responses::delete,
        routes::responses::erase,
        routes::export::get,
        routes::tally::get,
        routes::follow_ups::list,
        routes::follow_ups::answer,
        routes::survey::list,
        routes::survey::get,
        routes::survey::put,
        routes::settings::get,
        routes::settings::put,
        routes::session::begin,
        routes::session::end,
        routes::health::live,
        routes::health::ready,
    ),
    components(responses(Refused), schemas(Rule)),
    modifiers(&Access)
)]
struct Spoken;

/// The two ways to say who asks.
struct Access;

impl Modify for Access {
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
    Spoken::openapi().to_pretty_json().unwrap_or_default() + "\n"
}
