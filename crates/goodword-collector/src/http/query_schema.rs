//! What stands in the addresses of several routes.

use utoipa::IntoParams;

/// The survey of an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SurveyPath {
    /// Its name.
    #[param(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", example = "support")]
    survey: String,
}

/// The response of an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ResponsePath {
    /// Its id.
    #[param(format = "uuid")]
    id: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SurveyQuery {
    /// The survey, where several hold the id.
    #[param(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: Option<String>,
}
