//! `/v1/session`: a token becomes a cookie, and goes again; `/v1/sessions`: which there are, for who may end them.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use goodword_core::Timestamp;
use serde::Serialize;

use crate::clock;
use crate::http::auth::Caller;
use crate::http::cookie::{LIFE_MS, SessionCookie};
use crate::http::path::PathName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::same_origin;
use crate::http::schema::Refused;
use crate::http::state::AppState;
use crate::token::{self, Scope, Secret, Session};

/// A session that has begun.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionReply {
    /// What it may do: `read`, `write`, `admin`.
    scopes: Vec<&'static str>,
    /// The only survey it reaches, if it does not reach every one.
    survey: Option<String>,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: String,
}

/// Begins a session: the token of `Authorization` becomes a cookie that no script can read.
#[utoipa::path(post, path = "/v1/session", tag = "access", security(("token" = [])),
    responses((status = 201, body = SessionReply), (status = "4XX", response = Refused)))]
pub(crate) async fn begin(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, ProblemDetails> {
    let token = caller.by_bearer().await?;
    let cookie = SessionCookie::of(&state.config).ok_or_else(|| {
        ProblemDetails::new(ProblemType::NoSession).detail(
            "A cookie could be overheard here. Start the collector with `--public-url https://…`, or let it listen to \
             this machine only. A token as `Authorization: Bearer gw_sec_…` works all the same.",
        )
    })?;
    if headers.contains_key(header::ORIGIN) {
        same_origin::require(&state.config, &headers, &Method::POST)?;
    }
    let secret = Secret::random().map_err(|_| ProblemDetails::new(ProblemType::Internal))?;
    let now_ms = clock::now_ms();
    let expires_ms = token.expires_ms.unwrap_or(i64::MAX).min(now_ms.saturating_add(LIFE_MS));
    state.store.put_session(Secret::hash(secret.as_str()), token.hash, expires_ms).await?;
    let set_cookie = cookie.header(secret.as_str(), (expires_ms - now_ms) / 1000);
    let expires_at = Timestamp::from_unix_ms(expires_ms).as_str().to_owned();
    let session = SessionReply { scopes: token.scopes.words(), survey: token.survey, expires_at };
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, set_cookie)], Json(session)).into_response())
}

/// Ends the session of the cookie, if there is one.
#[utoipa::path(delete, path = "/v1/session", tag = "access",
    responses((status = 204), (status = "4XX", response = Refused)))]
pub(crate) async fn end(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ProblemDetails> {
    let Some(cookie) = SessionCookie::of(&state.config) else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let Some(secret) = cookie.read(&headers) else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    same_origin::require(&state.config, &headers, &Method::DELETE)?;
    state.store.end_session(Secret::hash(secret)).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie.header("", 0))]).into_response())
}

/// A session, without what its cookie holds.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct ListedSession {
    /// By which it is ended.
    id: String,
    /// The id of the token that began it.
    token: String,
    /// When it ends by itself.
    #[schema(format = DateTime)]
    expires_at: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct SessionList {
    sessions: Vec<ListedSession>,
}

/// The sessions that are not over, the one that ends first first. A token of one survey sees its own.
#[utoipa::path(get, path = "/v1/sessions", tag = "access", security(("token" = []), ("session" = [])),
    responses((status = 200, body = SessionList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<SessionList>, ProblemDetails> {
    let listed = |session: Session| ListedSession {
        id: session.id(),
        token: token::short(&session.token),
        expires_at: Timestamp::from_unix_ms(session.expires_ms).as_str().to_owned(),
    };
    Ok(Json(SessionList { sessions: reachable(&state, &caller).await?.into_iter().map(listed).collect() }))
}

/// Ends a session of somebody else, or of another browser.
#[utoipa::path(delete, path = "/v1/sessions/{id}", tag = "access", security(("token" = []), ("session" = [])),
    params(("id" = String, Path, description = "As it is listed", pattern = "^[0-9a-f]{8}$")),
    responses((status = 204), (status = "4XX", response = Refused)))]
pub(crate) async fn end_other(
    State(state): State<AppState>,
    caller: Caller,
    PathName(id): PathName,
) -> Result<StatusCode, ProblemDetails> {
    let sessions = reachable(&state, &caller).await?;
    let named: Vec<_> = sessions.iter().filter(|session| Some(session.id()) == id).collect();
    if named.is_empty() {
        return Err(ProblemDetails::new(ProblemType::NotFound));
    }
    for session in named {
        state.store.end_session(session.hash).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The sessions that who asks may end.
async fn reachable(state: &AppState, caller: &Caller) -> Result<Vec<Session>, ProblemDetails> {
    let own = caller.require(Scope::Admin, None).await?;
    let mut sessions = state.store.sessions().await?;
    sessions.retain(|session| own.survey.is_none() || session.token == own.hash);
    Ok(sessions)
}
