//! Who asks: a token in `Authorization: Bearer gw_sec_…` (RFC 6750), or a session that a token began. It is asked before
//! anything is looked up, so that a refusal tells nothing about what exists.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use subtle::ConstantTimeEq;

use crate::problem::{Details, Kind};
use crate::session::{self, Keeping};
use crate::shared::Shared;
use crate::token::{Scope, Secret, Token};

/// A request, as far as it tells who asks.
pub(crate) struct Caller {
    shared: Shared,
    method: Method,
    headers: HeaderMap,
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Infallible> {
        Ok(Self::new(shared, parts.method.clone(), &parts.headers))
    }
}

impl Caller {
    pub(crate) fn new(shared: &Shared, method: Method, headers: &HeaderMap) -> Self {
        Self { shared: shared.clone(), method, headers: headers.clone() }
    }

    /// The token of who asks, if it allows `scope` on `survey`; `None` asks for no survey in particular.
    pub(crate) async fn require(&self, scope: Scope, survey: Option<&str>) -> Result<Token, Details> {
        let offered = self.headers.contains_key(header::AUTHORIZATION);
        let token = if offered { self.by_bearer().await? } else { self.by_session().await? };
        let reaches = token.survey.as_deref().is_none_or(|only| survey.is_none_or(|asked| asked == only));
        if !reaches || !token.scopes.allow(scope) {
            return Err(too_narrow(scope));
        }
        self.shared.store.touch(token.hash);
        Ok(token)
    }

    /// As [`Caller::require`], where a request may name a survey and a token may know one only: the survey that it may
    /// be about.
    pub(crate) async fn require_within(&self, scope: Scope, survey: Option<String>) -> Result<Option<String>, Details> {
        let token = self.require(scope, survey.as_deref()).await?;
        Ok(survey.or(token.survey))
    }

    /// The token whose secret the request holds.
    pub(crate) async fn by_bearer(&self) -> Result<Token, Details> {
        let secret = bearer(&self.headers).ok_or_else(unknown)?;
        let hash = Secret::hash(secret);
        let token = self.shared.store.token(hash).await?;
        token.filter(|token| token.hash.ct_eq(&hash).into()).ok_or_else(unknown)
    }

    async fn by_session(&self) -> Result<Token, Details> {
        let keeping = Keeping::of(&self.shared.config);
        let Some(secret) = keeping.and_then(|keeping| keeping.read(&self.headers)) else { return Err(nobody()) };
        session::same_origin(&self.shared.config, &self.headers, &self.method)?;
        self.shared.store.session(Secret::hash(secret)).await?.ok_or_else(nobody)
    }
}

fn nobody() -> Details {
    Details::new(Kind::Unauthorized)
        .detail("Send a token as `Authorization: Bearer gw_sec_…`; `goodword token create` makes one.")
        .challenge(r#"Bearer realm="goodword""#)
}

fn unknown() -> Details {
    Details::new(Kind::Unauthorized)
        .detail("This token is unknown, expired or revoked.")
        .challenge(r#"Bearer realm="goodword", error="invalid_token""#)
}

fn too_narrow(scope: Scope) -> Details {
    let details = Details::new(Kind::Forbidden);
    let details = details.detail(format!("It needs the scope `{}`, for this survey.", scope.as_str()));
    details.challenge(r#"Bearer realm="goodword", error="insufficient_scope""#)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
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
