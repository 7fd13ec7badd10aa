//! What a message says: `type`, `timestamp` and `data`, as Standard Webhooks proposes.

use goodword_core::{Response, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::store::{ANSWERED, Attention, Error, Event, Message, Store};

/// The body of a message.
#[derive(Serialize)]
struct Payload<'a> {
    r#type: &'static str,
    /// When it happened.
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Data<'a> {
    Response {
        survey: &'a str,
        /// Why a person should look at it.
        reasons: Vec<&'static str>,
        /// As it is stored, and exported.
        response: Box<RawValue>,
    },
    Figures(Box<RawValue>),
}

/// The JSON text of a message; `None` where what it tells of is no longer stored.
pub(super) async fn payload(store: &Store, message: &Message) -> Result<Option<String>, Error> {
    let data = match (message.response, &message.data) {
        (Some(id), _) => match store.response(&message.survey, id).await? {
            Some(body) => of_response(message, body),
            None => None,
        },
        (None, Some(data)) => RawValue::from_string(data.clone()).ok().map(Data::Figures),
        (None, None) => None,
    };
    let timestamp = Timestamp::from_unix_ms(message.made_ms).as_str().to_owned();
    let payload = data.map(|data| Payload { r#type: message.event.message_type(), timestamp, data });
    Ok(payload.and_then(|payload| serde_json::to_string(&payload).ok()))
}

/// `None` where there is no news in it any more: an answer was given meanwhile.
fn of_response(message: &Message, body: String) -> Option<Data<'_>> {
    let response = Response::parse(&body).ok()?;
    let answered = response.follow_up.as_ref().is_some_and(|follow_up| follow_up.state.as_deref() == Some(ANSWERED));
    if answered && matches!(message.event, Event::FollowUpDue | Event::FollowUpLate) {
        return None;
    }
    let reasons = Attention::of(&response).reasons();
    Some(Data::Response { survey: &message.survey, reasons, response: RawValue::from_string(body).ok()? })
}
