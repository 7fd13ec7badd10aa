//! Whose comments are set beside whose.

use crate::columns::{Cohort, Filter};
use crate::{Problem, Promise, Segment};

/// Answers that have a name: scores of recommend or empathy, or an answer to the promise.
const NAMED: [(&str, Answer); 8] = [
    ("promoters", Answer::Recommend(9, 10)),
    ("passives", Answer::Recommend(7, 8)),
    ("detractors", Answer::Recommend(0, 6)),
    ("agree", Answer::Empathy(4, 5)),
    ("disagree", Answer::Empathy(1, 2)),
    ("broken", Answer::Promise(Promise::Broken)),
    ("kept", Answer::Promise(Promise::Kept)),
    ("exceeded", Answer::Promise(Promise::Exceeded)),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Recommend(u8, u8),
    Empathy(u8, u8),
    Promise(Promise),
}

/// One of two groups: who gave an answer, has a value of a segment, or sent within some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// One of `promoters`, `passives`, `detractors`, `agree`, `disagree`, `broken`, `kept`, `exceeded`.
    Named(&'static str),
    /// Anything else that responses can be compared by.
    Cohort(Cohort),
}

impl Group {
    /// `promoters`, `broken`, `device=mobile`, `2026-03`, `2026-03-01..2026-03-15`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if let Some((name, _)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Named(name));
        }
        Cohort::parse(text).map(Self::Cohort).map_err(|problem| {
            let names: Vec<_> = NAMED.iter().map(|(name, _)| *name).collect();
            Problem::whole(format!("{}; or one of {}", problem.to_text(), names.join(", ")))
        })
    }

    /// As it was written.
    pub fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Cohort(cohort) => cohort.name(),
        }
    }

    /// The segment that must have been kept when responses were read, and the value that is asked for.
    pub fn value(&self) -> Option<(&Segment, Option<&str>)> {
        match self {
            Self::Named(_) => None,
            Self::Cohort(cohort) => cohort.value(),
        }
    }

    /// Its comments, of those that `all` lets through.
    pub fn within(&self, all: &Filter) -> Filter {
        let mut filter = match self {
            Self::Cohort(cohort) => cohort.within(all),
            Self::Named(_) => all.clone(),
        };
        filter.comment = Some(true);
        if let Self::Named(name) = self {
            match NAMED.iter().find(|(one, _)| one == name).map(|(_, answer)| *answer) {
                Some(Answer::Recommend(least, most)) => filter.recommend = Some((least, most)),
                Some(Answer::Empathy(least, most)) => filter.empathy = Some((least, most)),
                Some(Answer::Promise(promise)) => filter.promise = Some(promise),
                None => {}
            }
        }
        filter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_a_name_or_is_a_cohort() {
        let check = |text: &str, expect: Filter| {
            let group = Group::parse(text).unwrap();
            assert_eq!((group.name(), group.within(&Filter::default())), (text, expect));
        };
        let comments = Filter { comment: Some(true), ..Filter::default() };
        check("promoters", Filter { recommend: Some((9, 10)), ..comments.clone() });
        check("detractors", Filter { recommend: Some((0, 6)), ..comments.clone() });
        check("disagree", Filter { empathy: Some((1, 2)), ..comments.clone() });
        check("broken", Filter { promise: Some(Promise::Broken), ..comments.clone() });
        check("device=mobile", Filter { group: Some((Segment::Device, Some("mobile".to_owned()))), ..comments });
        let problem = Group::parse("everybody").unwrap_err().to_text();
        assert!(problem.contains("device=mobile") && problem.contains("promoters"), "{problem}");
    }
}
