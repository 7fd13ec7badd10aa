//! Refusals as problem details (RFC 9457), media type `application/problem+json`.
//!
//! `type` is `urn:goodword:problem:` and one of the names below; clients decide by it, so a name never changes its
//! meaning. `instance` is the id of the request, as it stands in the log. `problems` names each wrong field and the
//! rule it breaks, and never repeats what was sent.

mod details;

use axum::http::StatusCode;

pub use details::{ProblemDetails, render};

/// Why a request was refused. Each problem has one status, one name and one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemType {
    /// What came is no request as HTTP wants one.
    BadRequest,
    /// The body is no JSON object.
    NotJson,
    /// The query says something that this address does not know.
    InvalidQuery,
    /// No token, or one that opens nothing.
    Unauthorized,
    /// A token that does not reach so far.
    Forbidden,
    /// A survey that takes responses with its key only.
    WriteKey,
    /// A page of another origin.
    Origin,
    /// Nobody vouches for who answers, where the owner wants that.
    Unproven,
    /// No cookie can be kept safe here.
    NoSession,
    /// Nothing is at this address.
    NotFound,
    /// One that nobody has set up, where the public may not begin one.
    UnknownSurvey,
    /// Not with this method.
    MethodNotAllowed,
    /// The body did not arrive in time.
    Timeout,
    /// Another response has this id.
    IdConflict,
    /// The id alone does not say which response is meant.
    SeveralSurveys,
    /// The response was erased: it is not wanted again.
    Erased,
    /// The survey takes no more responses.
    Closed,
    /// What is to be changed is no longer what it was known to be.
    PreconditionFailed,
    /// The body is too large.
    TooLarge,
    /// The address is too long.
    UriTooLong,
    /// The body is of another media type.
    MediaType,
    /// Fields of the response break rules.
    InvalidResponse,
    /// Fields of the survey definition break rules.
    InvalidSurvey,
    /// The settings of a survey break rules.
    InvalidSettings,
    /// The body says something that this address does not know.
    InvalidRequest,
    /// The head of the request is too large.
    HeadTooLarge,
    /// Too much came at once.
    RateLimited,
    /// The fault is here.
    Internal,
    /// Later it will work.
    Busy,
    /// It took too long here.
    Slow,
    /// No row can be committed now.
    NotReady,
    /// The disk takes no more.
    StorageFull,
}

impl ProblemType {
    const ALL: [Self; 32] = [
        Self::BadRequest,
        Self::NotJson,
        Self::InvalidQuery,
        Self::Unauthorized,
        Self::Forbidden,
        Self::WriteKey,
        Self::Origin,
        Self::Unproven,
        Self::NoSession,
        Self::NotFound,
        Self::UnknownSurvey,
        Self::MethodNotAllowed,
        Self::Timeout,
        Self::IdConflict,
        Self::SeveralSurveys,
        Self::Erased,
        Self::Closed,
        Self::PreconditionFailed,
        Self::TooLarge,
        Self::UriTooLong,
        Self::MediaType,
        Self::InvalidResponse,
        Self::InvalidSurvey,
        Self::InvalidSettings,
        Self::InvalidRequest,
        Self::RateLimited,
        Self::HeadTooLarge,
        Self::Internal,
        Self::Busy,
        Self::Slow,
        Self::NotReady,
        Self::StorageFull,
    ];

    fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::BadRequest => (400, "bad-request", "This is no request as HTTP wants one."),
            Self::NotJson => (400, "not-json", "The body must be one JSON object."),
            Self::InvalidQuery => (400, "invalid-query", "The query of this address is not understood."),
            Self::Unauthorized => (401, "unauthorized", "A token is needed."),
            Self::Forbidden => (403, "forbidden", "This token does not allow that."),
            Self::WriteKey => (403, "write-key", "This survey takes responses with its write key only."),
            Self::Origin => (403, "origin", "Pages of this origin may not do that."),
            Self::Unproven => (403, "unproven", "This survey takes answers only of those whom it can know."),
            Self::NoSession => (403, "no-session", "This collector keeps no session."),
            Self::UnknownSurvey => (404, "unknown-survey", "No survey of this name takes responses here."),
            Self::NotFound => (404, "not-found", "There is nothing here."),
            Self::MethodNotAllowed => (405, "method-not-allowed", "This address does not take that method."),
            Self::Timeout => (408, "timeout", "The body did not arrive in time."),
            Self::IdConflict => (409, "id-conflict", "Another response has this id."),
            Self::SeveralSurveys => {
                (409, "several-surveys", "Several surveys hold this id: name one, as ?survey=NAME.")
            }
            Self::Erased => (410, "erased", "This response was erased. It is not stored again."),
            Self::Closed => (410, "closed", "This survey takes no more responses."),
            Self::PreconditionFailed => {
                (412, "precondition-failed", "It was changed meanwhile. Read it again, and change that.")
            }
            Self::TooLarge => (413, "too-large", "The body is too large."),
            Self::UriTooLong => (414, "uri-too-long", "The address is too long."),
            Self::MediaType => (415, "media-type", "The body is of a media type that is not taken here."),
            Self::InvalidResponse => (422, "invalid-response", "The response breaks a rule."),
            Self::InvalidSurvey => (422, "invalid-survey", "The survey definition breaks a rule."),
            Self::InvalidSettings => (422, "invalid-settings", "The settings break a rule."),
            Self::InvalidRequest => (422, "invalid-request", "The body breaks a rule."),
            Self::RateLimited => {
                (429, "rate-limited", "Too much came at once. Nothing of this was stored; try again later.")
            }
            Self::HeadTooLarge => (431, "head-too-large", "The head of the request is too large."),
            Self::Internal => (500, "internal", "Something is wrong here, not with what you sent."),
            Self::Busy => (503, "busy", "The collector is busy. Nothing was stored; try again later."),
            Self::Slow => (503, "slow", "The collector did not finish in time. Nothing is promised; try again later."),
            Self::NotReady => (503, "not-ready", "The collector cannot store responses now."),
            Self::StorageFull => (507, "storage-full", "The disk is full. Nothing was stored; try again later."),
        }
    }

    fn status(self) -> StatusCode {
        StatusCode::from_u16(self.facts().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The first problem of that status, for a refusal that a library made.
    fn of(status: StatusCode) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.facts().0 == status.as_u16())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_name_and_a_status_that_says_whose_fault_it_is() {
        let names: std::collections::HashSet<_> = ProblemType::ALL.iter().map(|problem| problem.facts().1).collect();
        assert_eq!(names.len(), ProblemType::ALL.len());
        for problem in ProblemType::ALL {
            assert!((400..600).contains(&problem.facts().0), "{problem:?}");
        }
    }
}
