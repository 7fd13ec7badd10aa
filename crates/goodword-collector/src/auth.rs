//! Who may pass: `Authorization: Bearer gw_sec_…` (RFC 6750), asked before anything is looked up.

use axum::http::{HeaderMap, header};

use crate::problem::{Details, Kind};
use crate::store::Store;
use crate::token::{Scope, Secret, Token};

/// The token of the request, if it allows `scope` on `survey`; `None` asks for no survey in particular.
pub async fn require(store: &Store, headers: &HeaderMap, scope: Scope, survey: Option<&str>) -> Result<Token, Details> {
    let secret = bearer(headers).ok_or_else(|| {
        Details::new(Kind::Unauthorized)
            .detail("Send a token as `Authorization: Bearer gw_sec_…`; `goodword token create` makes one.")
            .challenge(r#"Bearer realm="goodword""#)
    })?;
    let token = store.token(Secret::hash(secret)).await?.ok_or_else(|| {
        Details::new(Kind::Unauthorized)
            .detail("This token is unknown or revoked.")
            .challenge(r#"Bearer realm="goodword", error="invalid_token""#)
    })?;
    let reaches = token.survey.as_deref().is_none_or(|only| survey.is_none_or(|asked| asked == only));
    if reaches && token.scopes.allow(scope) { Ok(token) } else { Err(too_narrow(scope)) }
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
