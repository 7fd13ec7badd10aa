//! The values of a segment that are wanted, or are not: any of some, those who say nothing about it, everyone. Any text may be
//! a value, the empty one too, so that no text stands for something else.

use goodword_core::Segment;
use goodword_core::columns::Filter;
use goodword_core::survey::labels::{QuestionLabels, label};
use goodword_core::words::segment::{name, value_name};

use goodword_core::facets::Facet;

/// What a list of values offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueChoice {
    /// Whatever they say.
    Any,
    /// Who says nothing.
    Missing,
    /// Who says this.
    Is(String),
    /// Who does not say this.
    Not(String),
    /// Who says anything at all.
    Says,
}

impl ValueChoice {
    /// What a filter wants of a segment: any of the first ones, and all of what is not wanted.
    pub fn of(filter: &Filter, segment: &Segment) -> Vec<Self> {
        let of = |(one, _): &&(Segment, Option<String>)| one == segment;
        let wanted = filter.segments.iter().filter(of).map(|(_, value)| value.clone().map_or(Self::Missing, Self::Is));
        let without = filter.without.iter().filter(of).map(|(_, value)| value.clone().map_or(Self::Says, Self::Not));
        wanted.chain(without).collect()
    }

    /// Makes a filter want these of a segment, and nothing else of it.
    pub fn set(choices: Vec<Self>, filter: &mut Filter, segment: &Segment) {
        for list in [&mut filter.segments, &mut filter.without] {
            list.retain(|(of, _)| of != segment);
        }
        for choice in choices {
            match choice {
                Self::Any => {}
                Self::Missing => filter.segments.push((segment.clone(), None)),
                Self::Is(value) => filter.segments.push((segment.clone(), Some(value))),
                Self::Says => filter.without.push((segment.clone(), None)),
                Self::Not(value) => filter.without.push((segment.clone(), Some(value))),
            }
        }
    }

    /// A word for it that no other has, by which a list tells its lines apart.
    pub fn code(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Missing => "missing".to_owned(),
            Self::Is(value) => format!("={value}"),
            Self::Not(value) => format!("!{value}"),
            Self::Says => "says".to_owned(),
        }
    }

    /// As [`ValueChoice::code`] writes it.
    pub fn read(code: &str) -> Self {
        match (code.strip_prefix('='), code.strip_prefix('!')) {
            (Some(value), _) => Self::Is(value.to_owned()),
            (_, Some(value)) => Self::Not(value.to_owned()),
            _ if code == "missing" => Self::Missing,
            _ if code == "says" => Self::Says,
            _ => Self::Any,
        }
    }

    /// For people.
    fn name(&self, segment: &Segment, labels: &[QuestionLabels]) -> String {
        let value_name = |value: &str| match segment {
            Segment::Question(question) => value_name(label(labels, question.as_str(), value)),
            _ => value_name(value),
        };
        match self {
            Self::Any => format!("Any {}", name(segment)),
            Self::Missing => format!("Says no {}", name(segment)),
            Self::Is(value) => value_name(value),
            Self::Not(value) => format!("Not {}", value_name(value)),
            Self::Says => format!("Says a {}", name(segment)),
        }
    }
}

/// The lines of a list, by code and name, with the one that is `chosen` among them.
pub fn lines(facet: &Facet, labels: &[QuestionLabels], chosen: &ValueChoice) -> Vec<(String, String)> {
    let mut choices = vec![ValueChoice::Any];
    choices.extend(facet.values.iter().map(|(value, _)| ValueChoice::Is(value.clone())));
    choices.extend((facet.missing > 0).then_some(ValueChoice::Missing));
    if facet.values.len() + usize::from(facet.missing > 0) > 1 {
        choices.extend(facet.values.iter().map(|(value, _)| ValueChoice::Not(value.clone())));
        choices.extend((facet.missing > 0).then_some(ValueChoice::Says));
    }
    if !choices.contains(chosen) {
        choices.push(chosen.clone());
    }
    choices.iter().map(|choice| (choice.code(), choice.name(&facet.segment, labels))).collect()
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
            lines(facet, &[], chosen).into_iter().map(|(code, name)| format!("{code}: {name}")).collect::<Vec<_>>()
        };
        let all = [
            "any: Any plan",
            "=pro: pro",
            "=: (empty)",
            "missing: Says no plan",
            "!pro: Not pro",
            "!: Not (empty)",
            "says: Says a plan",
        ];
        assert_eq!(names(&facet(&["pro", ""], 2), &ValueChoice::Any), all);
        let few = ["any: Any plan", "=pro: pro", "=: (empty)"];
        assert_eq!(names(&facet(&["pro"], 0), &ValueChoice::Is(String::new())), few);
        assert_eq!(names(&facet(&[], 0), &ValueChoice::Missing), ["any: Any plan", "missing: Says no plan"]);
    }

    #[test]
    fn options_are_called_by_their_labels() {
        let values = vec![("b".to_owned(), 1)];
        let facet = Facet { segment: Segment::parse("answers.city").unwrap(), values, missing: 0 };
        let labels =
            [QuestionLabels { question: "city".to_owned(), options: vec![("b".to_owned(), "Berlin".to_owned())] }];
        let lines = lines(&facet, &labels, &ValueChoice::Any);
        assert_eq!(lines[1], ("=b".to_owned(), "Berlin".to_owned()));
    }

    #[test]
    fn what_is_chosen_is_what_the_command_line_asks_for() {
        let check = |choices: &[ValueChoice], expect: &[(&str, &str)]| {
            let mut filter = Filter { segments: vec![(plan(), Some("old".to_owned()))], ..Filter::default() };
            ValueChoice::set(choices.to_vec(), &mut filter, &plan());
            assert_eq!(filter, Query::read(expect.iter().copied()).unwrap().filter);
            let kept: Vec<_> = choices.iter().filter(|choice| **choice != ValueChoice::Any).cloned().collect();
            assert_eq!(ValueChoice::of(&filter, &plan()), kept);
        };
        let is = |value: &str| ValueChoice::Is(value.to_owned());
        check(&[ValueChoice::Any], &[]);
        check(&[ValueChoice::Missing], &[("where", "fields.plan=")]);
        check(&[is("")], &[("where", "fields.plan=\"\"")]);
        check(&[is("pro"), is("free")], &[("where", "fields.plan=pro"), ("where", "fields.plan=free")]);
        check(
            &[ValueChoice::Not("pro".to_owned()), ValueChoice::Says],
            &[("not", "fields.plan=pro"), ("not", "fields.plan=")],
        );
    }

    proptest! {
        #[test]
        fn every_choice_reads_back(value in prop::option::of("|any|missing|says|=|!|\\PC*"), says in any::<bool>()) {
            let choice = match value {
                Some(value) => ValueChoice::Is(value),
                None if says => ValueChoice::Any,
                None => ValueChoice::Missing,
            };
            prop_assert_eq!(ValueChoice::read(&choice.code()), choice.clone());
            if choice != ValueChoice::Any {
                let mut filter = Filter::default();
                ValueChoice::set(vec![choice.clone()], &mut filter, &plan());
                prop_assert_eq!(ValueChoice::of(&filter, &plan()), vec![choice]);
            }
        }
    }
}
