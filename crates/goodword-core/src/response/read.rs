//! JSON text → [`Response`], with every problem named.

use serde_json::value::RawValue;

use super::{Client, Context, FollowUp, Response, Timing};
use crate::answer::Comment;
use crate::object::{self, Object};
use crate::{
    Answers, Empathy, FieldName, Problem, Promise, QuestionId, Recommend, ResponseId, SurveyId, Value, limits,
};

impl Response {
    /// Reads one JSON object. All problems are told, in the order in which the fields are described.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        let mut object = Object::parse(text).map_err(|problem| vec![problem])?;
        let object = &mut object;
        let id = object.require("id", |raw| ResponseId::parse(&object::text(raw, 1, limits::NAME).unwrap_or_default()));
        let survey = object.require("survey", |raw| SurveyId::parse(&short(raw)));
        let submitted_at = object.require("submitted_at", object::time);
        let answers = answers(object);
        let rest = (
            object.read("survey_version", |raw| object::text(raw, 1, limits::SHORT)),
            object.read("complete", object::truth).unwrap_or(true),
            object
                .read("seq", |raw| object::whole(raw, 0, u64::from(u32::MAX)))
                .and_then(|seq| u32::try_from(seq).ok()),
            object.read("order", order).unwrap_or_default(),
            object.nested("timing_ms", timing),
            object.nested("context", context),
            object.nested("fields", fields).unwrap_or_default(),
            object.nested("follow_up", follow_up),
            object.nested("client", client),
        );
        let (survey_version, complete, seq, order, timing_ms, context, fields, follow_up, client) = rest;
        let sent_at = object.read("sent_at", object::time);
        let key = object.read("key", |raw| object::text(raw, 1, limits::KEY));
        let proof = object.read("proof", |raw| object::text(raw, 1, limits::PROOF));
        let honeypot = object.read("honeypot", object::truth).unwrap_or(false);
        let widget = object.read("widget", |raw| object::text(raw, 1, limits::SHORT));
        let received_at = object.read("received_at", object::time);
        let quality = object.read("quality", |raw| object::text(raw, 1, limits::SHORT));
        let identity = object.read("identity", |raw| object::text(raw, 1, limits::SHORT));
        let unknown = object.unknown();
        let problems = std::mem::take(object.problems());
        let (Some(id), Some(survey), Some(submitted_at), Some(answers), true) =
            (id, survey, submitted_at, answers, problems.is_empty())
        else {
            return Err(problems);
        };
        let seq = seq.unwrap_or(1);
        Ok(Self {
            id,
            survey,
            survey_version,
            submitted_at,
            answers,
            complete,
            seq,
            order,
            timing_ms,
            context,
            fields,
            follow_up,
            client,
            sent_at,
            key,
            proof,
            honeypot,
            widget,
            received_at,
            quality,
            identity,
            unknown,
        })
    }
}

fn short(raw: &RawValue) -> String {
    object::text(raw, 1, limits::NAME).unwrap_or_default()
}

fn answers(object: &mut Object<'_>) -> Option<Answers> {
    if !object.has("answers") {
        object.problems().push(Problem::new("answers", "is required"));
    }
    object.nested("answers", |answers| Answers {
        empathy: answers.read("empathy", |raw| Empathy::new(object::integer(raw))),
        promise: answers.read("promise", |raw| Promise::parse(&short(raw))),
        recommend: answers.read("recommend", |raw| Recommend::new(object::integer(raw))),
        comment: answers.read("comment", |raw| Comment::new(object::text(raw, 1, limits::COMMENT)?)),
        other: named(answers, QuestionId::parse, limits::COMMENT),
    })
}

fn fields(object: &mut Object<'_>) -> Vec<(FieldName, Value)> {
    named(object, FieldName::parse, limits::FIELD)
}

/// Every field that is left as a value under a checked name.
fn named<N>(object: &mut Object<'_>, name: impl Fn(&str) -> Result<N, Problem>, characters: usize) -> Vec<(N, Value)> {
    let mut values = Vec::new();
    for (key, raw) in object.rest() {
        if values.len() == limits::ENTRIES {
            object.problems().push(Problem::whole("must hold at most 100 entries"));
            break;
        }
        let entry = name(&key).map_err(|problem| Problem::whole(format!("a name in it {}", problem.rule)));
        match entry {
            Err(problem) => object.problems().push(problem),
            Ok(name) => {
                if let Some(value) = object.keep(&key, Value::read(raw, characters)) {
                    values.push((name, value));
                }
            }
        }
    }
    values
}

fn order(raw: &RawValue) -> Result<Vec<QuestionId>, Problem> {
    object::texts(raw, limits::ITEMS, limits::NAME)?.iter().map(|name| QuestionId::parse(name)).collect()
}

fn timing(object: &mut Object<'_>) -> Timing {
    Timing {
        shown: object.read("shown", |raw| object::whole(raw, 0, limits::TIMING_MS)),
        answered: object.read("answered", |raw| object::whole(raw, 0, limits::TIMING_MS)),
        unknown: object.unknown(),
    }
}

fn context(object: &mut Object<'_>) -> Context {
    Context {
        url: object.read("url", |raw| object::text(raw, 1, limits::URL)),
        locale: object.read("locale", |raw| object::text(raw, 1, limits::LOCALE)),
        device: object.read("device", |raw| object::text(raw, 1, limits::SHORT)),
        unknown: object.unknown(),
    }
}

fn follow_up(object: &mut Object<'_>) -> FollowUp {
    FollowUp {
        contact: object.read("contact", |raw| object::text(raw, 1, limits::CONTACT)),
        within_hours: object.read("within_hours", |raw| object::whole(raw, 1, limits::FOLLOW_UP_HOURS)),
        state: object.read("state", |raw| object::text(raw, 1, limits::SHORT)),
        due_at: object.read("due_at", object::time),
        answered_at: object.read("answered_at", object::time),
        unknown: object.unknown(),
    }
}

fn client(object: &mut Object<'_>) -> Client {
    let mut count = |name| object.read(name, |raw| object::whole(raw, 0, u64::from(u32::MAX))).unwrap_or(0);
    Client { lost: count("lost"), refused: count("refused") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11";

    fn with(fields: &str) -> String {
        format!(
            r#"{{"id":"{ID}","survey":"support","submitted_at":"2026-03-14T09:26:53.589Z","answers":{{}}{fields}}}"#
        )
    }

    fn problems(text: &str) -> Vec<String> {
        Response::parse(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    fn check(fields: &str, expect: &[&str]) {
        assert_eq!(problems(&with(fields)), expect, "{fields}");
    }

    #[test]
    fn the_least_response_has_the_defaults() {
        let response = Response::parse(&with("")).unwrap();
        assert!(response.complete && response.seq == 1 && response.answers.is_empty());
    }

    #[test]
    fn null_is_absent_and_order_is_free() {
        let text = with(r#","seq":null,"timing_ms":null,"comment":null"#);
        assert_eq!(Response::parse(&text).unwrap(), Response::parse(&with("")).unwrap());
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let found =
            problems(r#"{"id":"7","survey":"a b","answers":{"empathy":6,"promise":"perhaps","recommend":"9"}}"#);
        let fields: Vec<_> = found.iter().filter_map(|problem| problem.split(':').next()).collect();
        assert_eq!(fields, ["id", "survey", "submitted_at", "answers.empathy", "answers.promise", "answers.recommend"]);
    }

    #[test]
    fn scores_are_whole_numbers_in_range() {
        for wrong in ["-1", "11", "4.5", "1.1e1", "\"4\"", "true", "[4]", "1e2", "99999999999999999999"] {
            check(
                &format!(r#","answers":{{"recommend":{wrong}}}"#),
                &["answers.recommend: must be a whole number from 0 to 10"],
            );
        }
    }

    #[test]
    fn a_whole_number_may_have_a_point_or_a_power() {
        for ten in ["10", "10.0", "1e1", "0.1e2"] {
            let text = with(&format!(r#","answers":{{"recommend":{ten},"empathy":4.0}},"seq":2.0"#));
            let response = Response::parse(&text).unwrap();
            let scores =
                (response.answers.recommend.map(Recommend::score), response.answers.empathy.map(Empathy::score));
            assert_eq!((scores, response.seq), ((Some(10), Some(4)), 2), "{ten}");
            assert!(response.to_json().contains(r#""recommend":10"#), "{}", response.to_json());
        }
    }

    #[test]
    fn a_body_that_is_no_object_is_said_to_be() {
        assert_eq!(problems(""), ["is empty; must be one JSON object"]);
        assert_eq!(problems("[]"), ["is a list; must be one JSON object"]);
        assert_eq!(problems("7"), ["must be one JSON object"]);
        assert!(problems(r#"{"id":"#)[0].starts_with("is not valid JSON"));
        assert!(problems(&(with("") + "}"))[0].starts_with("is not valid JSON"));
    }

    #[test]
    fn nested_problems_carry_their_path() {
        check(r#","context":7"#, &["context: must be an object"]);
        check(r#","context":{"url":7}"#, &["context.url: must be a text of 1 to 2048 characters"]);
        check(r#","timing_ms":{"shown":-1}"#, &["timing_ms.shown: must be a whole number from 0 to 2592000000"]);
        check(r#","fields":{"plan":{}}"#, &["fields.plan: must be a number, a text, true, false or a list of texts"]);
    }

    #[test]
    fn long_things_are_refused() {
        let comment = format!(r#","answers":{{"comment":"{}"}}"#, "é".repeat(10_001));
        check(&comment, &["answers.comment: must be a text of 1 to 10000 characters"]);
        let unknown = format!(r#","later":"{}"}}"#, "x".repeat(5_000)).replace("\"}", "\"");
        check(&unknown, &["later: is not known here and is longer than 4096 bytes"]);
    }
}
