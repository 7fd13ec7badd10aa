//! What is offered to be added, and what things are called.

use goodword_studio::edit::KindName;
use goodword_studio::question::{Answer, Choice, Kind, Question, Scale, Text};
use goodword_studio::standard;

/// The kinds of an owner's own question, with what they are called.
pub const KINDS: [(KindName, &str, &str); 4] = [
    (KindName::Scale, "scale", "Scale"),
    (KindName::Choice, "choice", "Choice"),
    (KindName::Text, "text", "Own words"),
    (KindName::Consent, "consent", "Consent"),
];

/// The name of a kind.
pub fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scale(_) => "scale",
        Kind::Choice(_) => "choice",
        Kind::Text(_) => "text",
        Kind::Consent => "consent",
    }
}

/// What a question's kind is called where it is listed.
pub fn called(question: &Question) -> &'static str {
    match (&question.kind, question.id.as_str()) {
        (Some(kind), _) => KINDS.iter().find(|(_, word, _)| *word == name(kind)).map_or("", |(_, _, called)| called),
        (None, "empathy") => "1 to 5, Goodword’s own",
        (None, "promise") => "four answers, Goodword’s own",
        (None, "recommend") => "0 to 10, Goodword’s own",
        (None, _) => "own words, Goodword’s own",
    }
}

/// A new question of the owner's own.
pub fn fresh(kind: KindName) -> Question {
    let end = |text: &str| Some(text.to_owned());
    match kind {
        KindName::Scale => {
            let scale = Scale { min: 1, max: 5, style: None, low: end("Not at all"), high: end("Very much") };
            Question::new("scale", "How was it?", Kind::Scale(scale))
        }
        KindName::Choice => {
            let options = vec![Answer::new("First"), Answer::new("Second")];
            let choice = Choice { options, multiple: false, other: false, shuffle: false, least: None, most: None };
            Question::new("choice", "What was it about?", Kind::Choice(choice))
        }
        KindName::Text => Question::new("text", "What should we know?", Kind::Text(Text::default())),
        KindName::Consent => Question::new("consent", "May we write to you about it?", Kind::Consent),
    }
}

/// The questions of ours that are not asked yet.
pub fn ours<'a>(asked: impl Iterator<Item = &'a str>) -> Vec<Question> {
    let asked: Vec<_> = asked.collect();
    standard::IDS.into_iter().filter(|id| !asked.contains(id)).map(Question::standard).collect()
}
