//! What a question asks, also where it is one of ours and says nothing of it.

use goodword_core::Survey;
use goodword_core::survey::QuestionKind;

use crate::question::{Answer, Choice, Kind, Question, Scale, Text};
use crate::standard;

impl Question {
    /// What takes the answer, also of a question of ours.
    pub fn kind(&self) -> Option<Kind> {
        self.kind.clone().or_else(|| kind(&self.id))
    }

    /// The wording, also of a question of ours: in English then.
    pub fn label(&self) -> &str {
        let own = self.label.as_deref().filter(|label| !label.is_empty());
        own.or_else(|| standard::label(&self.id)).unwrap_or_default()
    }
}

/// What takes the answer to a question of ours, as a question of an owner's own would say it.
fn kind(id: &str) -> Option<Kind> {
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
    fn a_question_of_ours_has_a_kind_and_a_wording() {
        for id in standard::IDS {
            let question = Question::standard(id);
            assert!(question.kind().is_some() && !question.label().is_empty(), "{id}");
        }
        assert_eq!(Question::standard("other").kind(), None);
    }
}
