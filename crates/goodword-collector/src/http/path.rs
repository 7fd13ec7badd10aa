//! What an address names, read before anything is looked up by it. What cannot be a name (`%00`, `%ff`) names nothing.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use goodword_core::{ResponseId, SurveyId};

/// The survey of `{survey}`, as far as one can have that name. Who may ask about it is settled before that is told.
pub(crate) struct SurveyName(pub(super) Option<SurveyId>);

/// The response of `{id}`, as far as one can have that id.
pub(crate) struct ResponseName(pub(crate) Option<ResponseId>);

/// Any other name, as far as it is text.
pub(crate) struct PathName(pub(crate) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for PathName {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(last(parts, state).await))
    }
}

impl SurveyName {
    /// The name, where it is one.
    pub(crate) fn get(self) -> Option<SurveyId> {
        self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SurveyName {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(last(parts, state).await.and_then(|text| SurveyId::of(&text))))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ResponseName {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(last(parts, state).await.and_then(|text| ResponseId::parse(&text).ok())))
    }
}

/// The one name that stands in the addresses here.
async fn last<S: Send + Sync>(parts: &mut Parts, state: &S) -> Option<String> {
    Path::<String>::from_request_parts(parts, state).await.ok().map(|Path(text)| text)
}
