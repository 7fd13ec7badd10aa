//! What is wrong with what must hold: a condition on what is asked later would go round in a circle.

use goodword_core::{FieldName, Problem};

use crate::condition::{Clause, Condition, Subject, Test};
use crate::definition::Definition;
use crate::question::Question;

/// Of one question, with the ids before and behind it.
pub(super) fn problems(question: &Question, path: &str, earlier: &[&str], later: &[&str]) -> Vec<Problem> {
    let with_own: Vec<&str> = earlier.iter().copied().chain([question.id.as_str()]).collect();
    let mut problems = of_clauses(&question.show_if, &format!("{path}.show_if"), earlier);
    problems.extend(of_clauses(&question.end_if, &format!("{path}.end_if"), &with_own));
    for (at, jump) in question.jump.iter().enumerate() {
        let here = among(&format!("{path}.jump"), at, question.jump.len());
        if jump.on.is_empty() {
            problems.push(Problem::new(format!("{here}.if"), "is required"));
        }
        if !later.contains(&jump.to.as_str()) {
            problems.push(Problem::new(format!("{here}.to"), "must be a later question"));
        }
        problems.extend(of_clauses(&jump.on, &format!("{here}.if"), &with_own));
    }
    problems
}

/// The path of one of several, or of the only one, which is written without a list.
fn among(path: &str, at: usize, count: usize) -> String {
    if count == 1 { path.to_owned() } else { format!("{path}[{at}]") }
}

fn of_clauses(clauses: &[Clause], path: &str, earlier: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let here = among(path, at, clauses.len());
        match clause {
            Clause::One(one) => problems.extend(of_condition(one, &here, earlier)),
            Clause::Any { any } if any.is_empty() || any.len() > 100 => {
                problems.push(Problem::new(format!("{here}.any"), "must hold 1 to 100 conditions"));
            }
            Clause::Any { any } => {
                let each = any.iter().enumerate();
                problems.extend(each.filter_map(|(at, one)| of_condition(one, &format!("{here}.any[{at}]"), earlier)));
            }
        }
    }
    problems
}

fn of_condition(condition: &Condition, here: &str, earlier: &[&str]) -> Option<Problem> {
    if condition.extra.contains_key("any") {
        return Some(Problem::new(here, "must hold any alone"));
    }
    match &condition.subject {
        Subject::Question(id) if !earlier.contains(&id.as_str()) => {
            return Some(Problem::new(format!("{here}.question"), "must be an earlier question"));
        }
        Subject::Field(name) if FieldName::of(name).is_none() => {
            return Some(Problem::new(format!("{here}.field"), "must be the name of a field"));
        }
        _ => {}
    }
    let (name, number) = match condition.test {
        Test::AtLeast(number) => ("at_least", number),
        Test::AtMost(number) => ("at_most", number),
        _ => return None,
    };
    let is_small = number.unsigned_abs() <= 1_000_000;
    (!is_small).then(|| Problem::new(format!("{here}.{name}"), "must be a whole number"))
}

/// What is most likely a mistake though a survey can be asked so: what can never hold, and places in a wording that nothing
/// fills.
pub fn doubts(definition: &Definition) -> Vec<Problem> {
    let never = "can never hold";
    let mut doubts = Vec::new();
    for (at, question) in definition.questions.iter().enumerate() {
        let path = format!("questions[{at}]");
        for (name, clauses) in [("show_if", &question.show_if), ("end_if", &question.end_if)] {
            if definition.never_holds(clauses) {
                doubts.push(Problem::new(format!("{path}.{name}"), never));
            }
        }
        for (jump, here) in question.jump.iter().zip(0..) {
            if definition.never_holds(&jump.on) {
                doubts.push(Problem::new(
                    format!("{}.if", among(&format!("{path}.jump"), here, question.jump.len())),
                    never,
                ));
            }
        }
        let earlier: Vec<_> = definition.ids().take(at).collect();
        let unfilled = places(question.label.as_deref().unwrap_or_default()).filter(|id| !earlier.contains(id));
        doubts.extend(
            unfilled
                .map(|id| Problem::new(format!("{path}.label"), format!("{{answers.{id}}} is no earlier question"))),
        );
    }
    doubts
}

/// The ids that a wording wants to be filled in.
fn places(label: &str) -> impl Iterator<Item = &str> {
    let behind = label.split("{answers.").skip(1);
    behind.filter_map(|rest| rest.split_once('}')).map(|(place, _)| place.split('|').next().unwrap_or(place))
}
