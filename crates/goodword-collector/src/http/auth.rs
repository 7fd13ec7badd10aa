//! Who sends a request: a token in `Authorization: Bearer gw_sec_…` (RFC 6750), or a session that a token began. It is
//! looked at before anything else is looked up, so that a refusal tells nothing about what exists.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use goodword_core::SurveyId;
use subtle::ConstantTimeEq;

use crate::http::audit::AuditTrail;
use crate::http::client_network;
use crate::http::cookie::SessionCookie;
use crate::http::path::SurveyName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::same_origin;
use crate::http::state::AppState;
use crate::token::{Scope, Secret, Token};

/// Whoever sent a request, by its token or its session.
pub(crate) struct Caller {
    state: AppState,
    method: Method,
    headers: HeaderMap,
    trail: AuditTrail,
    network: Option<IpAddr>,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self::of(parts, state))
    }
}

impl Caller {
    pub(crate) fn of(parts: &Parts, state: &AppState) -> Self {
        let trail = parts.extensions.get().cloned().unwrap_or_default();
        let network = client_network::of(&parts.extensions, &parts.headers, &state.config.trusted_proxies);
        Self { state: state.clone(), method: parts.method.clone(), headers: parts.headers.clone(), trail, network }
    }

    /// The token of who asks, if it allows `scope` on `survey`; `None` asks for no survey in particular.
    pub(crate) async fn require(&self, scope: Scope, survey: Option<&str>) -> Result<Token, ProblemDetails> {
        let offered = self.headers.contains_key(header::AUTHORIZATION);
        let token = if offered { self.by_bearer().await? } else { self.by_session().await? };
        self.trail.note(token.id(), survey.or(token.survey.as_deref()));
        let reaches = token.survey.as_deref().is_none_or(|only| survey.is_none_or(|asked| asked == only));
        if !reaches || !token.scopes.allow(scope) {
            return Err(insufficient_scope(scope));
        }
        self.state.store.touch(token.hash);
        Ok(token)
    }

    /// As [`Caller::require`], of a survey that an address names: what cannot be a name is told to be none only to who
    /// may ask.
    pub(crate) async fn require_survey(&self, scope: Scope, name: SurveyName) -> Result<SurveyId, ProblemDetails> {
        self.require(scope, Some(name.0.as_ref().map_or("", SurveyId::as_str))).await?;
        name.0.ok_or_else(|| ProblemDetails::new(ProblemType::NotFound))
    }

    /// As [`Caller::require_survey`], of who may read single responses: where a survey tells of groups only, these are
    /// for few.
    pub(crate) async fn require_rows(&self, name: SurveyName) -> Result<SurveyId, ProblemDetails> {
        let token = self.require(Scope::Read, Some(name.0.as_ref().map_or("", SurveyId::as_str))).await?;
        let survey = name.0.ok_or_else(|| ProblemDetails::new(ProblemType::NotFound))?;
        self.require_raw(&token, survey.as_str())?;
        Ok(survey)
    }

    /// Refuses a token to which a survey tells of groups only.
    pub(crate) fn require_raw(&self, token: &Token, survey: &str) -> Result<(), ProblemDetails> {
        match self.state.store.group_rule(survey) {
            Some(rule) if !token.scopes.allow(Scope::Raw) => Err(groups_only(survey, rule.least)),
            _ => Ok(()),
        }
    }

    /// As [`Caller::require`], where a request may name a survey and a token may know one only: the survey that it may
    /// be about.
    pub(crate) async fn require_within(
        &self,
        scope: Scope,
        survey: Option<String>,
    ) -> Result<Option<String>, ProblemDetails> {
        let token = self.require(scope, survey.as_deref()).await?;
        Ok(survey.or(token.survey))
    }

    /// The token whose secret the request holds.
    pub(crate) async fn by_bearer(&self) -> Result<Token, ProblemDetails> {
        let secret = bearer(&self.headers).ok_or_else(invalid_token)?;
        let hash = Secret::hash(secret);
        let token = self.state.store.token(hash).await?;
        let Some(token) = token.filter(|token| token.hash.ct_eq(&hash).into()) else {
            self.state.limits.wrong_token(self.network)?;
            return Err(invalid_token());
        };
        Ok(token)
    }

    async fn by_session(&self) -> Result<Token, ProblemDetails> {
        let cookie = SessionCookie::of(&self.state.config);
        let Some(secret) = cookie.and_then(|cookie| cookie.read(&self.headers)) else { return Err(missing_token()) };
        same_origin::require(&self.state.config, &self.headers, &self.method)?;
        self.state.store.session(Secret::hash(secret)).await?.ok_or_else(missing_token)
    }
}

fn missing_token() -> ProblemDetails {
    ProblemDetails::new(ProblemType::Unauthorized)
        .detail("Send a token as `Authorization: Bearer gw_sec_…`; `goodword token create` makes one.")
        .challenge(r#"Bearer realm="goodword""#)
}

fn invalid_token() -> ProblemDetails {
    ProblemDetails::new(ProblemType::Unauthorized)
        .detail("This token is unknown, expired or revoked.")
        .challenge(r#"Bearer realm="goodword", error="invalid_token""#)
}

fn insufficient_scope(scope: Scope) -> ProblemDetails {
    let details = ProblemDetails::new(ProblemType::Forbidden);
    let details = details.detail(format!("It needs the scope `{}`, for this survey.", scope.as_str()));
    details.challenge(r#"Bearer realm="goodword", error="insufficient_scope""#)
}

fn groups_only(survey: &str, least: u32) -> ProblemDetails {
    let details = ProblemDetails::new(ProblemType::Forbidden).detail(format!(
        "The survey {survey} tells nothing of fewer than {least} people: its figures are at /v1/surveys/{survey}/tally, and \
         single responses need the scope `raw`."
    ));
    details.challenge(r#"Bearer realm="goodword", error="insufficient_scope""#)
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_is_bearer_in_any_case() {
        let check = |value: &str, expect: Option<&str>| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
            assert_eq!(bearer(&headers), expect, "{value}");
        };
        check("Bearer gw_sec_1", Some("gw_sec_1"));
        check("bearer  gw_sec_1", Some("gw_sec_1"));
        check("Basic gw_sec_1", None);
        check("gw_sec_1", None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
