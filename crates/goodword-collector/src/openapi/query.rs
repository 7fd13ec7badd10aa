//! What stands in addresses.

use utoipa::IntoParams;

/// The survey of an address.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SurveyName {
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

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ExportQuery {
    /// `ndjson` (default), `json` or `csv`.
    #[param(pattern = "^(ndjson|json|csv)$")]
    format: Option<String>,
    /// Submitted then or later: a day, which begins in UTC, or a time.
    #[param(example = "2026-03-14")]
    since: Option<String>,
    /// Submitted before then.
    #[param(example = "2026-03-15T00:00:00Z")]
    until: Option<String>,
    /// Stored behind this response.
    #[param(format = "uuid")]
    after: Option<String>,
    /// `1`: a last line says how many rows there were, and their SHA-256. With `format=ndjson`.
    #[param(pattern = "^1$")]
    end: Option<String>,
    /// `1`: a byte order mark first, for spreadsheets that need one. With `format=csv`.
    #[param(pattern = "^1$")]
    bom: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct TallyQuery {
    /// `day`, and at most one of `device`, `locale`, `page`, `survey_version`, `order`, or a name in the definition's
    /// `segments`; joined by commas.
    #[param(example = "day,device")]
    by: Option<String>,
    /// The zone in which days begin, by its name in the tz database.
    #[param(example = "Europe/Berlin")]
    tz: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpQuery {
    /// Only those that are `open`, or `answered`.
    #[param(pattern = "^(open|answered)$")]
    state: Option<String>,
}
