//! What a collector answers when a survey is asked for or published.

use std::rc::Rc;

use goodword_core::Problem;
use goodword_studio::Definition;
use serde::Deserialize;

use crate::browser::request::Reply;

/// What visitors are asked now, as far as that is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Published {
    /// Nobody was asked yet.
    #[default]
    Unknown,
    /// There is a collector, and no survey of this name.
    Nothing,
    /// This, under a mark of its state.
    Known {
        /// What is asked.
        definition: Rc<Definition>,
        /// The mark, where there is one.
        etag: Option<String>,
    },
    /// There is no collector here, or it cannot be reached.
    Nowhere,
}

impl Published {
    /// What is asked now.
    pub fn definition(&self) -> Option<&Definition> {
        match self {
            Self::Known { definition, .. } => Some(definition),
            _ => None,
        }
    }

    /// The mark of its state.
    pub fn etag(&self) -> Option<&str> {
        match self {
            Self::Known { etag, .. } => etag.as_deref(),
            _ => None,
        }
    }

    /// What an answer to asking says; none where nobody answered.
    pub fn read(reply: Option<&Reply>) -> Self {
        let Some(reply) = reply else { return Self::Nowhere };
        match reply.status {
            200 => Definition::parse(&reply.body).map_or(Self::Nowhere, |definition| Self::Known {
                definition: Rc::new(definition),
                etag: reply.etag.clone(),
            }),
            // A static host answers 404 too, but not in these words.
            404 if reply.body.contains(goodword_core::problem::PREFIX) => Self::Nothing,
            _ => Self::Nowhere,
        }
    }
}

/// What became of publishing.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Visitors are asked this.
    Done {
        /// What was published.
        definition: Rc<Definition>,
        /// The mark of its state.
        etag: Option<String>,
    },
    /// It cannot be, each problem at its place.
    Refused(Vec<Problem>),
    /// Who asks may not, or not any more.
    NotAllowed,
    /// Somebody else has published meanwhile.
    Changed,
    /// Nobody answered; whether it arrived is not known.
    Unreachable,
    /// Something else, in one sentence.
    Failed(String),
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    title: String,
    #[serde(default)]
    problems: Vec<Problem>,
}

impl Outcome {
    /// What an answer says to who published `definition`.
    pub fn read(reply: Option<&Reply>, definition: Rc<Definition>) -> Self {
        let Some(reply) = reply else { return Self::Unreachable };
        let details =
            serde_json::from_str(&reply.body).unwrap_or(Details { title: String::new(), problems: Vec::new() });
        match reply.status {
            200 | 201 => Self::Done { definition, etag: reply.etag.clone() },
            401 | 403 => Self::NotAllowed,
            412 => Self::Changed,
            _ if !details.problems.is_empty() => Self::Refused(details.problems),
            status if details.title.is_empty() => Self::Failed(format!("The collector answered with status {status}.")),
            _ => Self::Failed(format!("{}.", details.title.trim_end_matches('.'))),
        }
    }

    /// What is told, in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Done { .. } => "It is published: visitors are asked this from now on.".to_owned(),
            Self::Refused(problems) => {
                let count = problems.len();
                format!("It cannot be published: {count} {} to mend.", if count == 1 { "thing" } else { "things" })
            }
            Self::NotAllowed => {
                "This token may not publish here, or not any more. Nothing is lost: give another one.".to_owned()
            }
            Self::Changed => {
                "Somebody else has published this survey meanwhile. Look at what changed, then publish again."
                    .to_owned()
            }
            Self::Unreachable => "The collector could not be reached. Your survey is kept here; try again.".to_owned(),
            Self::Failed(sentence) => sentence.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> Reply {
        Reply { status, etag: Some("\"1\"".to_owned()), body: body.to_owned() }
    }

    #[test]
    fn what_visitors_are_asked_is_known_or_said_not_to_be() {
        let check = |status: u16, body: &str, expect: &str| {
            let name = match Published::read(Some(&reply(status, body))) {
                Published::Unknown => "unknown",
                Published::Nothing => "nothing",
                Published::Known { .. } => "known",
                Published::Nowhere => "nowhere",
            };
            assert_eq!(name, expect, "{status} {body}");
        };
        check(200, r#"{"id":"s","questions":[{"id":"comment"}]}"#, "known");
        check(200, "<!doctype html>", "nowhere");
        check(404, r#"{"type":"urn:goodword:problem:not-found"}"#, "nothing");
        check(404, "Not found", "nowhere");
        check(500, "", "nowhere");
        assert_eq!(Published::read(None), Published::Nowhere);
    }

    #[test]
    fn every_answer_to_publishing_is_told() {
        let definition = Rc::new(Definition::default());
        let check = |status: u16, body: &str, expect: &str| {
            let sentence = Outcome::read(Some(&reply(status, body)), definition.clone()).sentence();
            assert!(sentence.starts_with(expect), "{status} {sentence}");
        };
        check(201, "{}", "It is published");
        check(401, "", "This token may not");
        check(412, "", "Somebody else");
        check(
            422,
            r#"{"problems":[{"field":"questions","rule":"must hold 1 to 100 questions"}]}"#,
            "It cannot be published: 1 thing to",
        );
        check(503, r#"{"title":"Try again later"}"#, "Try again later.");
        check(502, "<html>", "The collector answered with status 502.");
        assert_eq!(Outcome::read(None, definition.clone()), Outcome::Unreachable);
    }
}
