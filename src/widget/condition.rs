//! When a question is asked: conditions on earlier answers and hidden fields.

use super::answer::Answer;

/// Conditions of which one must hold; one alone is a condition as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyOf(pub Vec<Condition>);

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Id of a question, or name of a hidden field.
    pub of: String,
    /// Whether `of` names a field.
    pub field: bool,
    /// What must hold.
    pub test: Test,
}

/// What must hold of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is one of these.
    Is(Vec<String>),
    /// There is one, and it is none of these.
    Not(Vec<String>),
    /// It is a number of at least this.
    AtLeast(i32),
    /// It is a number of at most this.
    AtMost(i32),
    /// There is one, or there is none.
    Answered(bool),
}

impl Test {
    /// Whether it holds of the texts of an answer: none where nothing was given, several of a choice of several.
    pub fn holds(&self, values: &[String]) -> bool {
        let any = |of: &[String]| values.iter().any(|value| of.contains(value));
        let number = |fits: &dyn Fn(i32) -> bool| values.iter().any(|value| value.parse().is_ok_and(fits));
        match self {
            Self::Is(of) => any(of),
            Self::Not(of) => !values.is_empty() && !any(of),
            Self::AtLeast(least) => number(&|value| value >= *least),
            Self::AtMost(most) => number(&|value| value <= *most),
            Self::Answered(yes) => values.is_empty() != *yes,
        }
    }
}

/// The texts of an answer.
pub fn values(answer: Option<&Answer>) -> Vec<String> {
    match answer {
        None => Vec::new(),
        Some(Answer::Words(words)) => words.clone(),
        Some(answer) => vec![answer.to_text()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(test: &Test, values: &[&str], expect: bool) {
        let values: Vec<_> = values.iter().map(|&value| value.to_owned()).collect();
        assert_eq!(test.holds(&values), expect, "{test:?} of {values:?}");
    }

    #[test]
    fn a_condition_holds_or_not() {
        let broken = || vec!["broken".to_owned(), "none".to_owned()];
        check(&Test::Is(broken()), &["broken"], true);
        check(&Test::Is(broken()), &["kept"], false);
        check(&Test::Is(broken()), &[], false);
        check(&Test::Not(broken()), &["kept"], true);
        check(&Test::Not(broken()), &["kept", "none"], false);
        check(&Test::Not(broken()), &[], false);
        check(&Test::AtLeast(9), &["9"], true);
        check(&Test::AtLeast(9), &["8"], false);
        check(&Test::AtMost(6), &["-1"], true);
        check(&Test::AtMost(6), &["x"], false);
        check(&Test::AtMost(6), &[], false);
        check(&Test::Answered(true), &["x"], true);
        check(&Test::Answered(true), &[], false);
        check(&Test::Answered(false), &[], true);
    }
}
