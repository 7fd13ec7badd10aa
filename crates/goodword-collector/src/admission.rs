//! Response → row: the one place where it is decided what of a response is kept.

use goodword_core::{Problem, Response, Timestamp, validate};

use crate::store::{Definitions, OPEN, Row};

/// Milliseconds in an hour.
const HOUR: i64 = 60 * 60 * 1000;

/// The way a response came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// From a visitor: what only the server may say is dropped.
    Public,
    /// From an owner's import: what a server said before is kept.
    Import,
}

/// The row of a response that fits its survey's stored definition, or every way in which it does not fit.
pub fn admit(mut response: Response, definitions: &Definitions, door: Door, now_ms: i64) -> Result<Row, Vec<Problem>> {
    if let Some(survey) = definitions.get(response.survey.as_str(), response.survey_version.as_deref()) {
        let problems = validate::validate(survey, &response);
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    if door == Door::Public {
        response.drop_server_fields();
    }
    let received_ms = response.received_at.get_or_insert_with(|| Timestamp::from_unix_ms(now_ms)).unix_ms();
    promise(&mut response, received_ms);
    Ok(Row::new(response, received_ms))
}

/// Notes what was promised to who asked to be answered, unless that came along.
fn promise(response: &mut Response, received_ms: i64) {
    let Some(asked) = response.follow_up.as_mut().filter(|asked| asked.contact.is_some()) else { return };
    asked.state.get_or_insert_with(|| OPEN.to_owned());
    if let Some(hours) = asked.within_hours {
        let within_ms = i64::try_from(hours).unwrap_or(i64::MAX).saturating_mul(HOUR);
        asked.due_at.get_or_insert_with(|| Timestamp::from_unix_ms(received_ms.saturating_add(within_ms)));
    }
}
