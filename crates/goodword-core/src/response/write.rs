//! [`Response`] → JSON. Written by hand so that unknown fields stay in place and the widget links no float formatting.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{Context, FollowUp, Response, Timing};
use crate::object::Unknown;

fn some<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, value: Option<&T>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, value))
}

fn unknown<M: SerializeMap>(map: &mut M, unknown: &Unknown) -> Result<(), M::Error> {
    unknown.iter().try_for_each(|(name, raw)| map.serialize_entry(name, raw))
}

impl Serialize for Response {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("survey", &self.survey)?;
        some(&mut map, "survey_version", self.survey_version.as_ref())?;
        map.serialize_entry("submitted_at", &self.submitted_at)?;
        map.serialize_entry("answers", &self.answers)?;
        map.serialize_entry("complete", &self.complete)?;
        map.serialize_entry("seq", &self.seq)?;
        some(&mut map, "order", Some(&self.order).filter(|order| !order.is_empty()))?;
        some(&mut map, "timing_ms", self.timing_ms.as_ref())?;
        some(&mut map, "context", self.context.as_ref())?;
        some(&mut map, "fields", Some(&self.fields).filter(|fields| !fields.is_empty()))?;
        some(&mut map, "follow_up", self.follow_up.as_ref())?;
        some(&mut map, "client", self.client.as_ref())?;
        some(&mut map, "sent_at", self.sent_at.as_ref())?;
        some(&mut map, "key", self.key.as_ref())?;
        some(&mut map, "widget", self.widget.as_ref())?;
        some(&mut map, "received_at", self.received_at.as_ref())?;
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

impl Serialize for Timing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "shown", self.shown.as_ref())?;
        some(&mut map, "answered", self.answered.as_ref())?;
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "url", self.url.as_ref())?;
        some(&mut map, "locale", self.locale.as_ref())?;
        some(&mut map, "device", self.device.as_ref())?;
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

impl Serialize for FollowUp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "contact", self.contact.as_ref())?;
        some(&mut map, "within_hours", self.within_hours.as_ref())?;
        some(&mut map, "state", self.state.as_ref())?;
        some(&mut map, "due_at", self.due_at.as_ref())?;
        some(&mut map, "answered_at", self.answered_at.as_ref())?;
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use crate::Response;

    #[test]
    fn everything_known_and_unknown_survives_the_round_trip() {
        let text = concat!(
            r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"support","survey_version":"3","#,
            r#""submitted_at":"2026-03-14T10:26:53.589123+01:00","#,
            r#""answers":{"empathy":4,"promise":"kept","recommend":9,"comment":"Quick \"and\" kind.","effort":2.50,"why":["a","b"]},"#,
            r#""complete":false,"seq":3,"order":["empathy","promise"],"timing_ms":{"shown":1200,"answered":8450,"first":900},"#,
            r#""context":{"url":"https://shop.example/done","locale":"en-GB","device":"mobile","tab":{"n":1e400}},"#,
            r#""fields":{"plan":"pro","seats":3},"follow_up":{"contact":"a@b.example","within_hours":24},"#,
            r#""client":{"lost":0,"refused":1},"sent_at":"2026-03-14T09:26:54Z","key":"gw_pub_1","widget":"0.1.0","#,
            r#""received_at":"2026-03-14T09:26:55Z","later":{"deep":[1,2.0,{"x":null}]}}"#,
        );
        let response = Response::parse(text).unwrap();
        assert_eq!(serde_json::to_string(&response).unwrap(), text);
    }
}
