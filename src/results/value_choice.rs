//! One value of a segment, everyone, or those who say nothing about it. Any text may be a value, the empty one too, so that
//! no text stands for something else.

use goodword_core::Segment;
use goodword_core::columns::Filter;
use goodword_core::words::segment::{name, value_name};

use crate::reader::facets::Facet;

/// What a list of values offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueChoice {
    /// Whatever they say.
    Any,
    /// Who says nothing.
    Missing,
    /// Who says this.
    Is(String),
}

impl ValueChoice {
    /// What a filter wants of a segment.
    pub fn of(filter: &Filter, segment: &Segment) -> Self {
        match filter.segments.iter().find(|(of, _)| of == segment) {
            None => Self::Any,
            Some((_, None)) => Self::Missing,
            Some((_, Some(value))) => Self::Is(value.clone()),
        }
    }

    /// Makes a filter want this of a segment, and nothing else of it.
    pub fn set(self, filter: &mut Filter, segment: &Segment) {
        filter.segments.retain(|(of, _)| of != segment);
        let value = match self {
            Self::Any => return,
            Self::Missing => None,
            Self::Is(value) => Some(value),
        };
        filter.segments.push((segment.clone(), value));
    }

    /// A word for it that no other has, by which a list tells its lines apart.
    pub fn code(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Missing => "missing".to_owned(),
            Self::Is(value) => format!("={value}"),
        }
    }

    /// As [`ValueChoice::code`] writes it.
    pub fn read(code: &str) -> Self {
        match code.strip_prefix('=') {
            Some(value) => Self::Is(value.to_owned()),
            None if code == "missing" => Self::Missing,
            None => Self::Any,
        }
    }

    /// For people.
    fn name(&self, segment: &Segment) -> String {
        match self {
            Self::Any => format!("Any {}", name(segment)),
            Self::Missing => format!("Says no {}", name(segment)),
            Self::Is(value) => value_name(value),
        }
    }
}

/// The lines of a list, by code and name, with the one that is `chosen` among them.
pub fn lines(facet: &Facet, chosen: &ValueChoice) -> Vec<(String, String)> {
    let mut choices = vec![ValueChoice::Any];
    choices.extend(facet.values.iter().map(|(value, _)| ValueChoice::Is(value.clone())));
    choices.extend((facet.missing > 0).then_some(ValueChoice::Missing));
    if !choices.contains(chosen) {
        choices.push(chosen.clone());
    }
    choices.iter().map(|choice| (choice.code(), choice.name(&facet.segment))).collect()
}

#[cfg(test)]
mod tests {
    use goodword_core::columns::Query;
    use proptest::prelude::*;

    use super::*;

    fn plan() -> Segment {
        Segment::parse("fields.plan").unwrap()
    }

    #[test]
    fn empty_is_neither_everyone_nor_nothing() {
        let facet = |values: &[&str], missing| Facet {
            segment: plan(),
            values: values.iter().map(|value| ((*value).to_owned(), 1)).collect(),
            missing,
        };
        let names = |facet: &Facet, chosen: &ValueChoice| {
            lines(facet, chosen).into_iter().map(|(code, name)| format!("{code}: {name}")).collect::<Vec<_>>()
        };
        let all = ["any: Any plan", "=pro: pro", "=: (empty)", "missing: Says no plan"];
        assert_eq!(names(&facet(&["pro", ""], 2), &ValueChoice::Any), all);
        let few = ["any: Any plan", "=pro: pro", "=: (empty)"];
        assert_eq!(names(&facet(&["pro"], 0), &ValueChoice::Is(String::new())), few);
        assert_eq!(names(&facet(&[], 0), &ValueChoice::Missing), ["any: Any plan", "missing: Says no plan"]);
    }

    #[test]
    fn what_is_chosen_is_what_the_command_line_asks_for() {
        let check = |choice: ValueChoice, expect: Option<&str>| {
            let mut filter = Filter { segments: vec![(plan(), Some("old".to_owned()))], ..Filter::default() };
            choice.set(&mut filter, &plan());
            let asked: Vec<_> = expect.map(|value| ("where", value)).into_iter().collect();
            assert_eq!(filter, Query::read(asked).unwrap().filter);
        };
        check(ValueChoice::Any, None);
        check(ValueChoice::Missing, Some("fields.plan="));
        check(ValueChoice::Is(String::new()), Some("fields.plan=\"\""));
        check(ValueChoice::Is("pro".to_owned()), Some("fields.plan=pro"));
    }

    proptest! {
        #[test]
        fn every_choice_reads_back(value in prop::option::of("|any|missing|=|\\PC*"), says in any::<bool>()) {
            let choice = match value {
                Some(value) => ValueChoice::Is(value),
                None if says => ValueChoice::Any,
                None => ValueChoice::Missing,
            };
            prop_assert_eq!(ValueChoice::read(&choice.code()), choice.clone());
            let mut filter = Filter::default();
            choice.clone().set(&mut filter, &plan());
            prop_assert_eq!(ValueChoice::of(&filter, &plan()), choice);
        }
    }
}
