//! [`Response`] → JSON. One writer for the widget, the collector and every download.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Context, FollowUp, Response, Timing};
use crate::json::Json;
use crate::object::UnknownFields;
use crate::{Answers, Timestamp, Value};

impl Response {
    /// One JSON object. What was read is written again: unknown fields and number texts stay as they came.
    pub fn to_json(&self) -> String {
        Json::object(|json| self.write(json))
    }

    fn write(&self, json: &mut Json) {
        json.text("id", &self.id.to_text());
        json.text("survey", self.survey.as_str());
        json.some_text("survey_version", self.survey_version.as_deref());
        json.text("submitted_at", self.submitted_at.as_str());
        json.nest("answers", &|json| answers(json, &self.answers));
        json.raw("complete", if self.complete { "true" } else { "false" });
        json.some_number("seq", Some(u64::from(self.seq)));
        if !self.order.is_empty() {
            json.texts("order", &mut self.order.iter().map(crate::QuestionId::as_str));
        }
        nest(json, "timing_ms", self.timing_ms.as_ref(), timing);
        nest(json, "context", self.context.as_ref(), context);
        if !self.fields.is_empty() {
            json.nest("fields", &|json| self.fields.iter().for_each(|(name, field)| value(json, name.as_str(), field)));
        }
        nest(json, "follow_up", self.follow_up.as_ref(), follow_up);
        nest(json, "client", self.client.as_ref(), |json, client| {
            json.some_number("lost", Some(client.lost));
            json.some_number("refused", Some(client.refused));
        });
        json.some_text("sent_at", self.sent_at.as_ref().map(Timestamp::as_str));
        json.some_text("key", self.key.as_deref());
        json.some_text("proof", self.proof.as_deref());
        if self.honeypot {
            json.raw("honeypot", "true");
        }
        json.some_text("widget", self.widget.as_deref());
        json.some_text("received_at", self.received_at.as_ref().map(Timestamp::as_str));
        json.some_text("quality", self.quality.as_deref());
        json.some_text("identity", self.identity.as_deref());
        unknown(json, &self.unknown);
    }
}

impl Serialize for Response {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_json()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

fn nest<T>(json: &mut Json, name: &str, part: Option<&T>, fill: impl Fn(&mut Json, &T)) {
    if let Some(part) = part {
        json.nest(name, &|json| fill(json, part));
    }
}

fn answers(json: &mut Json, answers: &Answers) {
    json.some_number("empathy", answers.empathy.map(|score| u64::from(score.score())));
    json.some_text("promise", answers.promise.map(crate::Promise::as_str));
    json.some_number("recommend", answers.recommend.map(|score| u64::from(score.score())));
    json.some_text("comment", answers.comment.as_ref().map(crate::answer::Comment::as_str));
    answers.other.iter().for_each(|(question, answer)| value(json, question.as_str(), answer));
}

fn value(json: &mut Json, name: &str, value: &Value) {
    match value {
        Value::Whole(number) => json.whole(name, *number),
        Value::Number(raw) => json.raw(name, raw.get()),
        Value::Bool(truth) => json.raw(name, if *truth { "true" } else { "false" }),
        Value::Text(text) => json.text(name, text),
        Value::List(list) => json.texts(name, &mut list.iter().map(String::as_str)),
    }
}

fn timing(json: &mut Json, timing: &Timing) {
    json.some_number("shown", timing.shown);
    json.some_number("answered", timing.answered);
    unknown(json, &timing.unknown);
}

fn context(json: &mut Json, context: &Context) {
    json.some_text("url", context.url.as_deref());
    json.some_text("locale", context.locale.as_deref());
    json.some_text("device", context.device.as_deref());
    unknown(json, &context.unknown);
}

fn follow_up(json: &mut Json, follow_up: &FollowUp) {
    json.some_text("contact", follow_up.contact.as_deref());
    json.some_number("within_hours", follow_up.within_hours);
    json.some_text("state", follow_up.state.as_deref());
    json.some_text("due_at", follow_up.due_at.as_ref().map(Timestamp::as_str));
    json.some_text("answered_at", follow_up.answered_at.as_ref().map(Timestamp::as_str));
    unknown(json, &follow_up.unknown);
}

fn unknown(json: &mut Json, unknown: &UnknownFields) {
    unknown.iter().for_each(|(name, raw)| json.raw(name, raw.get()));
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
            r#""client":{"lost":0,"refused":1},"sent_at":"2026-03-14T09:26:54Z","key":"gw_pub_1","proof":"a.b.c","honeypot":true,"widget":"0.1.0","#,
            r#""received_at":"2026-03-14T09:26:55Z","quality":"fast","identity":"signed","later":{"deep":[1,2.0,{"x":null}]}}"#,
        );
        let response = Response::parse(text).unwrap();
        assert_eq!(response.to_json(), text);
        assert_eq!(serde_json::to_string(&response).unwrap(), text);
    }
}
