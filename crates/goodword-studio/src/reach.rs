//! Whether what must hold can hold at all.

use crate::condition::{Clause, Condition, Subject, Test};
use crate::definition::Definition;
use crate::question::{Kind, Question};

impl Test {
    /// Whether it holds of the texts of an answer, as the survey decides it: none where nothing was given.
    pub fn holds(&self, values: &[String]) -> bool {
        let any =
            |of: &[crate::condition::Given]| values.iter().any(|value| of.iter().any(|one| one.to_text() == *value));
        let number = |fits: &dyn Fn(i64) -> bool| values.iter().any(|value| value.parse().is_ok_and(fits));
        match self {
            Self::Is(of) => any(of),
            Self::Not(of) => !values.is_empty() && !any(of),
            Self::AtLeast(least) => number(&|value| value >= *least),
            Self::AtMost(most) => number(&|value| value <= *most),
            Self::Answered(yes) => values.is_empty() != *yes,
        }
    }
}

/// Every answer that a question can have, as the texts that are compared, no answer among them; none where there are too
/// many to name.
fn answers(question: &Question) -> Option<Vec<Vec<String>>> {
    let given: Vec<String> = match question.kind()? {
        Kind::Scale(scale) if scale.max.saturating_sub(scale.min) <= 100 => {
            (scale.min..=scale.max).map(|score| score.to_string()).collect()
        }
        Kind::Choice(choice) if !choice.multiple && !choice.other => {
            choice.options.into_iter().map(|option| option.value).collect()
        }
        Kind::Consent => vec!["true".to_owned(), "false".to_owned()],
        _ => return None,
    };
    let mut answers: Vec<_> = given.into_iter().map(|value| vec![value]).collect();
    answers.push(Vec::new());
    Some(answers)
}

/// Whether one condition alone can hold, where not every answer can be named.
fn can_hold(condition: &Condition, question: &Question) -> bool {
    match (question.kind(), &condition.test) {
        (_, Test::Is(given)) if given.is_empty() => false,
        (Some(Kind::Choice(choice)), Test::Is(given)) if !choice.other => {
            given.iter().any(|given| choice.options.iter().any(|option| option.value == given.to_text()))
        }
        _ => true,
    }
}

impl Definition {
    /// Whether `clauses` can never hold together, whatever anybody answers. What cannot be decided can hold.
    pub fn never_holds(&self, clauses: &[Clause]) -> bool {
        let subjects = clauses.iter().flat_map(Clause::conditions).filter_map(|condition| match &condition.subject {
            Subject::Question(id) => self.question(id),
            Subject::Field(_) => None,
        });
        let mut asked: Vec<(usize, &Question)> = Vec::new();
        for (at, question) in subjects {
            if !asked.iter().any(|(other, _)| *other == at) {
                asked.push((at, question));
            }
        }
        let is_alone = |clause: &Clause| clause.conditions().iter().all(|condition| self.cannot_hold(condition));
        clauses.iter().any(is_alone) || asked.iter().any(|(_, question)| conflict(question, clauses))
    }

    fn cannot_hold(&self, condition: &Condition) -> bool {
        match &condition.subject {
            Subject::Question(id) => self.question(id).is_some_and(|(_, question)| !can_hold(condition, question)),
            Subject::Field(_) => matches!(&condition.test, Test::Is(given) if given.is_empty()),
        }
    }
}

/// Whether no answer to one question makes all hold that is said of it alone.
fn conflict(question: &Question, clauses: &[Clause]) -> bool {
    let subject = Subject::Question(question.id.clone());
    let own: Vec<_> = clauses
        .iter()
        .filter(|clause| clause.conditions().iter().all(|condition| condition.subject == subject))
        .collect();
    let Some(answers) = answers(question).filter(|_| !own.is_empty()) else { return false };
    let fits = |answer: &Vec<String>| {
        own.iter().all(|clause| clause.conditions().iter().any(|condition| condition.test.holds(answer)))
    };
    !answers.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(clauses: &str, expect: bool) {
        let definition = Definition::parse(&format!(
            r#"{{"questions":[{{"id":"recommend"}},{{"id":"promise"}},
            {{"id":"why","kind":"choice","multiple":true,"label":"?","options":["price","speed"]}},
            {{"id":"more","kind":"text","label":"?","show_if":{clauses}}}]}}"#
        ))
        .unwrap();
        assert_eq!(definition.never_holds(&definition.questions[3].show_if), expect, "{clauses}");
    }

    #[test]
    fn what_can_never_hold_is_found() {
        check(r#"{"question":"recommend","at_most":6}"#, false);
        check(r#"{"question":"recommend","at_least":11}"#, true);
        check(r#"{"question":"recommend","is":[11,10]}"#, false);
        check(r#"[{"question":"recommend","at_most":6},{"question":"recommend","at_least":7}]"#, true);
        check(r#"[{"question":"recommend","at_most":6},{"question":"promise","is":"broken"}]"#, false);
        check(r#"[{"question":"recommend","at_most":6},{"question":"recommend","answered":false}]"#, true);
        check(r#"{"question":"recommend","answered":false}"#, false);
        check(r#"{"question":"promise","is":"perhaps"}"#, true);
        check(r#"{"question":"promise","not":["broken","kept","exceeded","none"]}"#, true);
        check(r#"{"question":"why","is":"taste"}"#, true);
        check(r#"[{"question":"why","is":"price"},{"question":"why","is":"speed"}]"#, false);
        check(r#"{"field":"plan","is":"pro"}"#, false);
        check(r#"{"field":"plan","is":[]}"#, true);
        check(r#"{"any":[{"question":"recommend","at_least":11},{"field":"plan","is":"pro"}]}"#, false);
        check(
            r#"[{"any":[{"question":"recommend","at_least":9},{"question":"recommend","at_most":2}]},{"question":"recommend","is":5}]"#,
            true,
        );
        check(r#"{"question":"gone","is":5}"#, false);
    }
}
