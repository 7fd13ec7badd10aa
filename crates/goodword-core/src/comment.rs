//! A visitor's words with all that is known of them.

use serde::{Deserialize, Serialize};

use crate::response::Context;
use crate::{Day, Empathy, Promise, Recommend, Response, Timestamp, Value, Zone};

/// A visitor's words and the answers they gave with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The day, in the zone that days are counted by.
    pub day: Day,
    /// The time of that day: `09:26`.
    pub time: String,
    /// The words.
    pub text: String,
    /// We understood how you felt, 1 to 5.
    pub empathy: Option<u8>,
    /// Would you recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// Did we do what we said we would.
    pub promise: Option<Promise>,
    /// Where it was asked and of whom, by name: page, language, device and the hidden fields.
    pub about: Vec<(String, String)>,
    /// The answers to the owner's own questions, by their ids.
    pub answers: Vec<(String, String)>,
}

impl Comment {
    /// The comment of a response, or its answer to a question of the owner's own; nothing where it has none.
    pub fn of(response: Response, question: Option<&str>, zone: &Zone) -> Option<Self> {
        let (at, about) = (response.counted_ms(), about(&response));
        let local = Timestamp::from_unix_ms(at + 1_000 * i64::from(zone.offset(at)));
        let answers = response.answers;
        let others = answers.other.iter().map(|(id, answer)| (id.as_str().to_owned(), text(answer)));
        let others: Vec<_> = others.collect();
        let text = match question {
            None => answers.comment?.as_str().to_owned(),
            Some(question) => others.iter().find(|(id, _)| id == question)?.1.clone(),
        };
        Some(Self {
            day: zone.day(at),
            time: local.as_str().get(11..16).unwrap_or_default().to_owned(),
            text,
            empathy: answers.empathy.map(Empathy::score),
            recommend: answers.recommend.map(Recommend::score),
            promise: answers.promise,
            about,
            answers: others,
        })
    }
}

/// Where it was asked and of whom.
fn about(response: &Response) -> Vec<(String, String)> {
    let context = response.context.as_ref();
    let known = |name: &str, of: fn(&Context) -> Option<&String>| Some((name.to_owned(), of(context?)?.clone()));
    let context = [
        known("page", |context| context.url.as_ref()),
        known("language", |context| context.locale.as_ref()),
        known("device", |context| context.device.as_ref()),
    ];
    let fields = response.fields.iter().map(|(name, value)| (name.as_str().to_owned(), text(value)));
    context.into_iter().flatten().chain(fields).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.get().to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Text(text) => text.clone(),
        Value::List(texts) => texts.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_with_all_that_is_known_of_them() {
        let read = || {
            Response::parse(
                r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T23:30:00Z","answers":{"recommend":9,"comment":"Quick","why":"Because","tags":["a","b"]},"context":{"url":"https://shop.example/done","locale":"de"},"fields":{"plan":"pro","seats":3}}"#,
            )
            .unwrap()
        };
        let berlin = Zone::new("Europe/Berlin", Vec::new(), 3_600);
        let comment = Comment::of(read(), None, &berlin).unwrap();
        assert_eq!(
            (comment.text.as_str(), comment.day.to_string(), comment.time.as_str()),
            ("Quick", "2026-03-15".to_owned(), "00:30")
        );
        let pairs = |list: &[(String, String)]| {
            list.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pairs(&comment.about), "page=https://shop.example/done language=de plan=pro seats=3");
        assert_eq!(pairs(&comment.answers), "tags=a, b why=Because");
        assert_eq!(Comment::of(read(), Some("why"), &berlin).unwrap().text, "Because");
        assert_eq!(Comment::of(read(), Some("none"), &berlin), None);
    }
}
