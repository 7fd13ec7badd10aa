//! Which response an address means.

use axum::http::Uri;
use goodword_core::ResponseId;

use crate::http::auth::Caller;
use crate::http::path::ResponseName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::QueryPairs;
use crate::store::Store;
use crate::token::Scope;

/// What names one stored response.
pub(super) struct ResponseKey {
    pub(super) survey: String,
    pub(super) id: ResponseId,
}

impl ResponseKey {
    /// Finds the response of an address, for who may administer it. Two surveys may hold one id; then `?survey=` decides.
    pub(super) async fn find(
        store: &Store,
        caller: &Caller,
        uri: &Uri,
        id: ResponseName,
    ) -> Result<Self, ProblemDetails> {
        let query = QueryPairs::of(uri, &["survey"]);
        let named = query.as_ref().ok().and_then(|query| query.get("survey")).map(str::to_owned);
        let within = caller.require_within(Scope::Admin, named).await?;
        query?;
        let id = id.0.ok_or_else(|| ProblemDetails::new(ProblemType::NotFound))?;
        let mut holders = store.holders(id).await?;
        holders.retain(|survey| within.as_ref().is_none_or(|only| only == survey));
        match <[String; 1]>::try_from(holders) {
            Ok([survey]) => Ok(Self { survey, id }),
            Err(none) if none.is_empty() => Err(ProblemDetails::new(ProblemType::NotFound)),
            Err(_) => Err(ProblemDetails::new(ProblemType::SeveralSurveys)),
        }
    }
}
