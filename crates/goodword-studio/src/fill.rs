//! What can be filled into a wording: earlier answers and hidden fields.

use std::collections::BTreeSet;

use crate::condition::{Clause, Subject};
use crate::draft::Draft;

/// Something that can stand in a wording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filling {
    /// What it is called.
    pub name: String,
    /// What is written for it.
    pub written: String,
}

impl Draft {
    /// What can be filled into the wording of a question, earlier answers first.
    pub fn fillings(&self, at: usize) -> Vec<Filling> {
        let answers = self.survey.questions.iter().take(at).map(|question| Filling {
            name: question.label().to_owned(),
            written: format!("{{answers.{}}}", question.id),
        });
        let fields = self.fields().into_iter().map(|name| Filling { written: format!("{{fields.{name}}}"), name });
        answers.chain(fields).collect()
    }

    /// Every hidden field that is known here: segments, conditions, the snippet, and what the survey is tried with.
    pub fn fields(&self) -> BTreeSet<String> {
        let mut fields: BTreeSet<String> = self.survey.segments.iter().chain(self.try_fields.keys()).cloned().collect();
        fields.extend(self.settings.keys().filter_map(|name| name.strip_prefix("field-")).map(str::to_owned));
        for question in &self.survey.questions {
            let jumps = question.jump.iter().flat_map(|jump| &jump.on);
            let clauses = question.show_if.iter().chain(&question.end_if).chain(jumps);
            fields.extend(clauses.flat_map(Clause::conditions).filter_map(|condition| match &condition.subject {
                Subject::Field(name) => Some(name.clone()),
                Subject::Question(_) => None,
            }));
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::Definition;

    #[test]
    fn earlier_answers_and_known_fields_can_be_filled_in() {
        let survey = Definition::parse(
            r#"{"questions":[{"id":"recommend"},{"id":"comment","show_if":{"field":"plan","is":"pro"}},{"id":"promise"}],"segments":["city"]}"#,
        )
        .unwrap();
        let mut draft = Draft::of(survey);
        draft.settings.insert("field-name".to_owned(), "Ida".to_owned());
        let written: Vec<_> = draft.fillings(1).into_iter().map(|filling| filling.written).collect();
        assert_eq!(written, ["{answers.recommend}", "{fields.city}", "{fields.name}", "{fields.plan}"]);
    }
}
