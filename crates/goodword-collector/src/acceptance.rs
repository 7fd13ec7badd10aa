//! Response → row: the one place where it is decided whether a response is stored, and what of it.

mod post_policy;
mod quality;

use goodword_core::object::Object;
use goodword_core::{Problem, Response, Timestamp, validate};

pub use post_policy::NotAllowed;
pub(crate) use post_policy::PostPolicy;

use crate::store::{Definitions, OPEN, ResponseRow};

/// Milliseconds in an hour.
const HOUR: i64 = 60 * 60 * 1000;

/// The way by which a response came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// From a visitor: the fields that only a server writes are dropped.
    Public,
    /// From an owner's import: the fields that a server wrote before are stored.
    Import,
}

/// Why a posted response is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no JSON object.
    NotJson(Vec<Problem>),
    /// Fields of it break rules.
    Invalid(Vec<Problem>),
    /// Its sender may not post to that survey.
    NotAllowed(NotAllowed),
}

/// A posted response that may be stored, from the text that came. With it comes the write key that it was posted with, where
/// its survey has any.
pub(crate) fn read_post(text: &str, policy: PostPolicy<'_>) -> Result<(Response, Option<String>), Refusal> {
    let response = Response::parse(text).map_err(|problems| unreadable(text, problems))?;
    policy.check(&response).map_err(Refusal::NotAllowed)?;
    let undefined = policy.undefined(&response);
    if !undefined.is_empty() {
        return Err(Refusal::Invalid(undefined));
    }
    let write_key = response.key.clone().filter(|_| policy.has_keys(&response));
    fit(&response, policy.definitions).map_err(Refusal::Invalid)?;
    Ok((response, write_key))
}

/// The row of a posted response. `now_ms` is the time of its arrival, in Unix milliseconds; `identity` is what is known of who
/// gave it.
pub(crate) fn accept_post(mut response: Response, identity: Option<String>, now_ms: i64) -> ResponseRow {
    response.drop_server_fields();
    response.quality = quality::quality(&response);
    response.identity = identity;
    row(response, Channel::Public, now_ms)
}

/// A body that is no object at all is refused otherwise than one whose fields are wrong.
fn unreadable(text: &str, problems: Vec<Problem>) -> Refusal {
    if Object::parse(text).is_err() { Refusal::NotJson(problems) } else { Refusal::Invalid(problems) }
}

/// The row of a response that fits its survey's stored definition; otherwise every rule that it breaks. `now_ms` is the
/// time of its arrival, in Unix milliseconds.
pub fn accept(
    response: Response,
    definitions: &Definitions,
    channel: Channel,
    now_ms: i64,
) -> Result<ResponseRow, Vec<Problem>> {
    fit(&response, definitions)?;
    Ok(match channel {
        Channel::Public => accept_post(response, None, now_ms),
        Channel::Import => row(response, channel, now_ms),
    })
}

/// Fails with every rule that it breaks of the definition of its survey.
fn fit(response: &Response, definitions: &Definitions) -> Result<(), Vec<Problem>> {
    if let Some(survey) = definitions.get(response.survey.as_str(), response.survey_version.as_deref()) {
        let problems = validate::validate(survey, response);
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    Ok(())
}

fn row(mut response: Response, channel: Channel, now_ms: i64) -> ResponseRow {
    let received_ms = response.received_at.as_ref().map_or(now_ms, Timestamp::unix_ms);
    if response.received_at.is_none() {
        // What is imported was received elsewhere, long ago perhaps: now would make a wrong clock of an old answer.
        let arrived_ms = if channel == Channel::Import { now_ms.min(response.submitted_at.unix_ms()) } else { now_ms };
        response.received_at = Some(Timestamp::from_unix_ms(arrived_ms));
    }
    promise(&mut response, received_ms);
    ResponseRow::new(response, received_ms)
}

/// Writes down what was promised to a visitor who left a contact, unless that came along.
fn promise(response: &mut Response, received_ms: i64) {
    let Some(asked) = response.follow_up.as_mut().filter(|asked| asked.contact.is_some()) else { return };
    asked.state.get_or_insert_with(|| OPEN.to_owned());
    if let Some(hours) = asked.within_hours {
        let within_ms = i64::try_from(hours).unwrap_or(i64::MAX).saturating_mul(HOUR);
        asked.due_at.get_or_insert_with(|| Timestamp::from_unix_ms(received_ms.saturating_add(within_ms)));
    }
}
