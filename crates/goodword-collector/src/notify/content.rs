//! What a message tells, as it stands when it is sent.

use goodword_core::{Response, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;

use super::figures::{FigureChange, WeekFigures};
use crate::store::{ANSWERED, Attention, Error, Event, Message, Store};

/// A message with all that is told in it.
pub(super) struct Content {
    pub(super) event: Event,
    pub(super) survey: String,
    pub(super) made_at: Timestamp,
    pub(super) about: About,
}

/// What it tells of.
pub(super) enum About {
    /// A response, with its text as it is stored and exported.
    Response(Box<Response>, String),
    /// A figure that changed.
    Change(Box<FigureChange>),
    /// A week.
    Week(Box<WeekFigures>),
}

impl Content {
    /// Reads what a message tells of; `None` where it is no longer stored, no news any more, or of a survey that tells of
    /// groups only by now.
    pub(super) async fn read(store: &Store, message: &Message) -> Result<Option<Self>, Error> {
        if store.group_rule(&message.survey).is_some() {
            return Ok(None);
        }
        let about = match (message.response, &message.data) {
            (Some(id), _) => {
                let body = store.response(&message.survey, id).await?;
                body.and_then(|body| About::response(message.event, body))
            }
            (None, Some(data)) => About::figures(message.event, data),
            (None, None) => None,
        };
        let (survey, made_at) = (message.survey.clone(), Timestamp::from_unix_ms(message.made_ms));
        Ok(about.map(|about| Self { event: message.event, survey, made_at, about }))
    }

    /// Why a person should look at it.
    pub(super) fn attention(&self) -> Attention {
        match &self.about {
            About::Response(response, _) => Attention::of(response),
            About::Change(_) | About::Week(_) => Attention::default(),
        }
    }

    /// `type`, `timestamp` and `data`, as Standard Webhooks proposes.
    pub(super) fn to_json(&self) -> Option<String> {
        let data = match &self.about {
            About::Response(_, body) => Data::Response {
                survey: &self.survey,
                reasons: self.attention().reasons(),
                response: RawValue::from_string(body.clone()).ok()?,
            },
            About::Change(change) => Data::Change(change),
            About::Week(week) => Data::Week(week),
        };
        let timestamp = self.made_at.as_str();
        serde_json::to_string(&Payload { r#type: self.event.message_type(), timestamp, data }).ok()
    }
}

impl About {
    fn response(event: Event, body: String) -> Option<Self> {
        let response = Response::parse(&body).ok()?;
        let answered = response.follow_up.as_ref().is_some_and(|asked| asked.state.as_deref() == Some(ANSWERED));
        let is_over = answered && matches!(event, Event::FollowUpDue | Event::FollowUpLate);
        (!is_over).then(|| Self::Response(Box::new(response), body))
    }

    /// Figures that another version wrote may not read: they are not told.
    fn figures(event: Event, data: &str) -> Option<Self> {
        match event {
            Event::Signal => serde_json::from_str(data).ok().map(Self::Change),
            Event::Digest => serde_json::from_str(data).ok().map(Self::Week),
            _ => None,
        }
    }
}

#[derive(Serialize)]
struct Payload<'a> {
    r#type: &'static str,
    timestamp: &'a str,
    data: Data<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Data<'a> {
    Response { survey: &'a str, reasons: Vec<&'static str>, response: Box<RawValue> },
    Change(&'a FigureChange),
    Week(&'a WeekFigures),
}
