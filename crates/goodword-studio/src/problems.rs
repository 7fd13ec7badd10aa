//! Why a definition cannot be published, each at its place, in the words of the survey and the collector.

mod around;
mod clauses;
mod kinds;
mod length;

use goodword_core::{Problem, QuestionId, SurveyId, limits};

use crate::definition::{BYTES, Definition};
use crate::question::Question;

pub use clauses::doubts;
use length::text;

impl Definition {
    /// What keeps it from being asked, top to bottom.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.to_line().len() > BYTES {
            problems.push(Problem::new("definition", "must be at most 64 kB"));
        }
        if self.questions.is_empty() || self.questions.len() > limits::ENTRIES {
            problems.push(Problem::new("questions", "must hold 1 to 100 questions"));
        }
        let ids: Vec<&str> = self.ids().collect();
        for (at, question) in self.questions.iter().enumerate() {
            problems.extend(question.problems(&format!("questions[{at}]"), at, &ids));
        }
        problems.extend(around::problems(self));
        problems
    }

    /// The same, and what keeps a collector from taking it.
    pub fn problems_of_publishing(&self) -> Vec<Problem> {
        let name = match &self.id {
            None => Some(Problem::new("id", "is required")),
            Some(id) => SurveyId::parse(id).err().map(|problem| problem.within("id")),
        };
        name.into_iter().chain(self.problems()).collect()
    }
}

impl Question {
    fn problems(&self, path: &str, at: usize, ids: &[&str]) -> Vec<Problem> {
        let (earlier, later) = ids.split_at(at.min(ids.len()));
        let later = later.get(1..).unwrap_or_default();
        let mut problems: Vec<_> =
            QuestionId::parse(&self.id).err().map(|problem| problem.within("id").within(path)).into_iter().collect();
        if earlier.contains(&self.id.as_str()) {
            problems.push(Problem::new(format!("{path}.id"), "is used twice"));
        }
        let label = format!("{path}.label");
        problems.extend(text(&label, self.label.as_deref(), 1000));
        if self.kind.is_some() && self.label.as_deref().unwrap_or_default().is_empty() {
            problems.push(Problem::new(label, "is required"));
        }
        problems.extend(self.kind.iter().flat_map(|kind| kinds::problems(kind, path)));
        problems.extend(clauses::problems(self, path, earlier, later));
        problems
    }
}

/// The question that a problem is about, by its place.
pub fn question_of(problem: &Problem) -> Option<usize> {
    problem.field.strip_prefix("questions[")?.split_once(']')?.0.parse().ok()
}
