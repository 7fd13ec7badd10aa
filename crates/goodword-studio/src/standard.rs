//! The questions that are ours: they need no more than their id.

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

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::Survey;

    #[test]
    fn they_are_those_of_the_core_in_its_words() {
        let core = Survey::standard("").questions;
        assert_eq!(core.iter().map(|question| question.id.as_str()).collect::<Vec<_>>(), IDS);
        for question in &core {
            assert_eq!(label(&question.id), Some(question.label.as_str()));
        }
        assert_eq!(label("other"), None);
    }
}
