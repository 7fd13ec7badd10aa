//! Where a survey goes on behind a question: forward, so that every survey ends.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Problem;

/// A way to a later question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Jump {
    /// What must hold for it to be taken; what that says is the widget's affair.
    #[serde(rename = "if", default)]
    pub condition: Value,
    /// The id of the question that it leads to.
    #[serde(default)]
    pub to: String,
}

/// One jump, or a list of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Jumps {
    /// Of which the first that holds is taken. Tried first, because a list could be read as the fields of one.
    More(Vec<Jump>),
    /// As it stands.
    One(Jump),
}

impl Jumps {
    /// What is wrong with them, for a question that these ids follow.
    pub(super) fn problems(&self, later: &[&str]) -> Vec<Problem> {
        match self {
            Self::One(jump) => jump.problem(later).map(|problem| problem.within("jump")).into_iter().collect(),
            Self::More(jumps) => {
                let problem = |(at, jump): (usize, &Jump)| Some(jump.problem(later)?.within(&format!("jump[{at}]")));
                jumps.iter().enumerate().filter_map(problem).collect()
            }
        }
    }
}

impl Jump {
    fn problem(&self, later: &[&str]) -> Option<Problem> {
        if self.condition.is_null() || self.condition.as_array().is_some_and(Vec::is_empty) {
            return Some(Problem::new("if", "is required"));
        }
        (!later.contains(&self.to.as_str())).then(|| Problem::new("to", "must be a later question"))
    }
}
