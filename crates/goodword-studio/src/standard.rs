//! The questions that are ours: they need no more than their id.

use goodword_core::Survey;
use goodword_core::survey::QuestionKind;

use crate::kind::{Answer, Choice, Kind, Scale, Text};

/// Their ids, in the order in which they are asked.
pub const IDS: [&str; 4] = ["empathy", "promise", "recommend", "comment"];

/// Whether an id is that of a question of ours.
pub fn is(id: &str) -> bool {
    IDS.contains(&id)
}

/// The English wording of a question of ours.
pub fn label(id: &str) -> Option<&'static str> {
    Some(match id {
        "empathy" => "We understood how you felt.",
        "promise" => "Did we do what we said we would?",
        "recommend" => "How likely is it that you would recommend us to a friend or colleague?",
        "comment" => "What is the main reason for your answers?",
        _ => return None,
    })
}

/// What takes its answer, as a question of an owner's own would say it.
pub fn kind(id: &str) -> Option<Kind> {
    let found = Survey::standard("").questions.into_iter().find(|question| question.id == id)?;
    let end = |text: &str| Some(text.to_owned());
    Some(match found.kind {
        QuestionKind::Scale { min, max } => {
            let (low, high) = if id == "recommend" {
                (end("Not at all likely"), end("Extremely likely"))
            } else {
                (end("Strongly disagree"), end("Strongly agree"))
            };
            Kind::Scale(Scale { min, max, style: None, low, high })
        }
        QuestionKind::Choice { options, .. } => Kind::Choice(Choice {
            options: options.iter().map(|value| Answer { label: end(promise(value)), ..Answer::new(value) }).collect(),
            multiple: false,
            other: false,
            shuffle: false,
            least: None,
            most: None,
        }),
        QuestionKind::Text { .. } => Kind::Text(Text::default()),
        QuestionKind::Consent => Kind::Consent,
    })
}

fn promise(value: &str) -> &'static str {
    match value {
        "broken" => "No, less than promised",
        "kept" => "Yes, as promised",
        "exceeded" => "Yes, more than promised",
        _ => "No promise was made",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_core_in_its_words() {
        let core = Survey::standard("").questions;
        assert_eq!(core.iter().map(|question| question.id.as_str()).collect::<Vec<_>>(), IDS);
        for question in &core {
            assert_eq!(label(&question.id), Some(question.label.as_str()));
            assert!(kind(&question.id).is_some());
        }
        assert_eq!((label("other"), kind("other")), (None, None));
    }
}
