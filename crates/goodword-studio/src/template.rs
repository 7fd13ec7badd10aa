//! Surveys to begin with.

use std::rc::Rc;

use crate::condition::{Clause, Condition, Given, Test};
use crate::definition::Definition;
use crate::question::{Answer, Choice, Kind, Question, Scale, Style};

/// A survey to begin with.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its name, for a survey that is called so.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// When it is the right one.
    pub says: &'static str,
    questions: fn() -> Vec<Question>,
}

/// In the order in which they are offered.
pub const TEMPLATES: [Template; 5] = [
    Template {
        id: "three-questions",
        title: "The three questions",
        says: "Were people understood, was the promise kept, would they recommend you. The results view knows all of it.",
        questions: three_questions,
    },
    Template {
        id: "recommend",
        title: "Recommend, and why",
        says: "The question behind the Net Promoter Score, with one for the reason that follows the score.",
        questions: recommend,
    },
    Template {
        id: "ease",
        title: "Ease after a task",
        says: "How easy something was, right after it was done; who found it hard says where.",
        questions: ease,
    },
    Template {
        id: "satisfaction",
        title: "Satisfaction",
        says: "One question in faces, and room for a word.",
        questions: satisfaction,
    },
    Template {
        id: "colleagues",
        title: "Service among colleagues",
        says: "For a team that others in the house depend on: promise, speed, care, and what would help.",
        questions: colleagues,
    },
];

impl Template {
    /// How many questions it asks.
    pub fn count(&self) -> usize {
        (self.questions)().len()
    }

    /// Its questions.
    pub fn questions(&self) -> Vec<Question> {
        (self.questions)()
    }

    /// A definition of its own.
    pub fn definition(&self) -> Definition {
        let questions = self.questions().into_iter().map(Rc::new).collect();
        Definition { id: Some(self.id.to_owned()), version: Some("1".to_owned()), questions, ..Definition::default() }
    }
}

fn three_questions() -> Vec<Question> {
    ["empathy", "promise", "recommend", "comment"].map(Question::standard).to_vec()
}

fn recommend() -> Vec<Question> {
    ["recommend", "comment"].map(Question::standard).to_vec()
}

fn scale(min: i64, max: i64, style: Option<Style>, low: &str, high: &str) -> Kind {
    Kind::Scale(Scale { min, max, style, low: Some(low.to_owned()), high: Some(high.to_owned()) })
}

fn choice(options: &[(&str, &str)]) -> Kind {
    let option = |(value, label): &(&str, &str)| Answer { label: Some((*label).to_owned()), ..Answer::new(value) };
    let options = options.iter().map(option).collect();
    Kind::Choice(Choice { options, multiple: false, other: true, shuffle: false, least: None, most: None })
}

fn ease() -> Vec<Question> {
    let ends = scale(1, 7, None, "Very hard", "Very easy");
    let parts = choice(&[
        ("finding", "Finding where to begin"),
        ("understanding", "Understanding what was wanted"),
        ("waiting", "Waiting"),
        ("error", "Something did not work"),
    ]);
    let hard = Condition::on("ease", Test::AtMost(4));
    let mut part = Question::new("hard_part", "What was the hardest part?", parts);
    part.show_if = vec![Clause::One(hard)];
    vec![Question::new("ease", "How easy was that?", ends), part, Question::standard("comment")]
}

fn satisfaction() -> Vec<Question> {
    let faces = scale(1, 5, Some(Style::Faces), "Very unhappy", "Very happy");
    vec![Question::new("satisfaction", "How do you feel about how it went?", faces), Question::standard("comment")]
}

fn colleagues() -> Vec<Question> {
    let speed = choice(&[("early", "Earlier than I needed it"), ("in_time", "In time"), ("late", "Too late")]);
    let late = Condition::on("speed", Test::Is(vec![Given::Text("late".to_owned())]));
    let mut cost =
        Question::new("cost_of_delay", "What did the delay cost you?", Kind::Text(crate::question::Text::default()));
    cost.show_if = vec![Clause::One(late)];
    let care = scale(1, 5, None, "Not at all", "Completely");
    vec![
        Question::standard("promise"),
        Question::new("speed", "When did you get what you needed from us?", speed),
        cost,
        Question::new("care", "Did you feel that your problem was ours, too?", care),
        Question::new(
            "next_time",
            "What should we do differently next time?",
            Kind::Text(crate::question::Text::default()),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problems::doubts;

    #[test]
    fn each_can_be_asked_as_it_stands() {
        for template in &TEMPLATES {
            let definition = template.definition();
            assert_eq!(definition.problems_of_publishing(), [], "{}", template.title);
            assert_eq!(doubts(&definition), [], "{}", template.title);
            assert_eq!(template.count(), definition.questions.len());
        }
    }
}
