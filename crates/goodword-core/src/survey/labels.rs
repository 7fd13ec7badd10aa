//! What options are called, where that is not what is kept of them.

use serde::{Deserialize, Serialize};

/// The options of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionLabels {
    /// The question's id.
    pub question: String,
    /// What is kept, and what it is called.
    pub options: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Definition {
    #[serde(default)]
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    #[serde(default)]
    options: Vec<OptionEntry>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OptionEntry {
    Labelled { value: String, label: String },
    Other(serde::de::IgnoredAny),
}

/// The labels in a definition; none where it cannot be read.
pub fn labels(definition: &str) -> Vec<QuestionLabels> {
    let Ok(Definition { questions }) = serde_json::from_str(definition) else { return Vec::new() };
    let of = |question: Question| {
        let options = question.options.into_iter().filter_map(|option| match option {
            OptionEntry::Labelled { value, label } => Some((value, label)),
            OptionEntry::Other(_) => None,
        });
        QuestionLabels { question: question.id, options: options.collect() }
    };
    questions.into_iter().map(of).filter(|labels| !labels.options.is_empty()).collect()
}

/// What an option is called; what is kept of it, where that is not known.
pub fn label<'a>(labels: &'a [QuestionLabels], question: &str, value: &'a str) -> &'a str {
    let options = labels.iter().find(|one| one.question == question).map(|one| one.options.as_slice());
    let found = options.unwrap_or_default().iter().find(|(kept, _)| kept == value);
    found.map_or(value, |(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_called_by_their_labels() {
        let labels = labels(
            r#"{"id":"s","questions":[{"id":"why","kind":"choice","options":["plain",{"value":"dear","label":"Too dear"},{"value":"x","label":null}]},
                {"id":"recommend","kind":"scale","min":0,"max":10}]}"#,
        );
        let check = |question: &str, value: &str, expect: &str| assert_eq!(label(&labels, question, value), expect);
        check("why", "dear", "Too dear");
        check("why", "plain", "plain");
        check("why", "x", "x");
        check("other", "dear", "dear");
        assert_eq!(super::labels("no"), []);
    }
}
