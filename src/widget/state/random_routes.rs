//! Surveys by chance: whatever an owner writes, a visitor is led forward, and what is passed over counts for nothing.

use proptest::prelude::*;
use proptest::sample::select;

use super::{Action, Phase, State};
use crate::widget::answer::Answer;
use crate::widget::condition::{AnyOf, Condition, Test};
use crate::widget::question::{Choice, Jump, Kind, Question};
use crate::widget::response::{ResponseIdentity, SubmitContext, freeze};
use crate::widget::settings::Settings;

const WORDS: [&str; 3] = ["a", "b", "c"];
const FIELD: &str = "plan";

fn word(word: &str) -> Answer {
    Answer::Word(word.to_owned())
}

fn id(at: usize) -> String {
    format!("q{at}")
}

fn choice(multiple: bool, other: bool) -> Kind {
    let option = |of: &&str| Choice {
        value: word(of),
        label: (*of).to_owned(),
        apart: false,
        exclusive: multiple && *of == "c",
    };
    Kind::Choice { options: WORDS.iter().map(option).collect(), multiple, other }
}

/// Of a question up to `at`, or of a field.
fn condition(at: usize) -> impl Strategy<Value = Condition> {
    let test = prop_oneof![
        select(&WORDS[..]).prop_map(|word| Test::Is(vec![word.to_owned()])),
        select(&WORDS[..]).prop_map(|word| Test::Not(vec![word.to_owned()])),
        any::<bool>().prop_map(Test::Answered),
    ];
    (prop_oneof![Just(None), (0..=at).prop_map(Some)], test).prop_map(|(of, test)| match of {
        Some(at) => Condition { of: id(at), field: false, test },
        None => Condition { of: FIELD.to_owned(), field: true, test },
    })
}

fn conditions(at: usize, least: usize) -> impl Strategy<Value = Vec<AnyOf>> {
    let any = prop::collection::vec(condition(at), 1..3).prop_map(AnyOf);
    prop::collection::vec(any, least..3)
}

fn question(at: usize, count: usize) -> impl Strategy<Value = Question> {
    let jump = (conditions(at, 1), at..count).prop_map(|(on, before)| Jump { to: id(before + 1), on });
    let jumps = prop::collection::vec(jump, 0..3);
    let before = at.saturating_sub(1);
    (conditions(before, 0), conditions(at, 0), jumps, any::<[bool; 3]>()).prop_map(
        move |(show_if, end_if, jump, [shown, ends, jumps])| {
            let some = |is: bool, these: Vec<AnyOf>| if is { these } else { Vec::new() };
            Question {
                show_if: some(shown, show_if),
                end_if: some(ends, end_if),
                jump: if jumps { jump } else { Vec::new() },
                ..Question::new(&id(at), "?", choice(false, false))
            }
        },
    )
}

fn survey() -> impl Strategy<Value = State> {
    (1..9_usize).prop_flat_map(|count| {
        let questions: Vec<_> = (0..count).map(|at| question(at, count)).collect();
        let answers = prop::collection::vec(prop::option::weighted(0.7, select(&WORDS[..]).prop_map(word)), count);
        (questions, answers, select(&WORDS[..])).prop_map(|(questions, answers, plan)| {
            let mut state = State::new(questions);
            state.fields = vec![(FIELD.to_owned(), plan.to_owned())];
            state.answers = answers;
            state.apply(Action::Opened);
            state
        })
    })
}

/// What a survey with these answers leads to, by the sentences of docs/definition.md.
fn expected(state: &State) -> Vec<usize> {
    let mut route = Vec::new();
    let mut at = 0;
    while let Some(question) = state.questions.get(at) {
        at += 1;
        if !all_hold(state, &route, &question.show_if) {
            continue;
        }
        route.push(at - 1);
        if state.answers[at - 1].is_none() {
            continue;
        }
        if !question.end_if.is_empty() && all_hold(state, &route, &question.end_if) {
            break;
        }
        let jump = question.jump.iter().find(|jump| all_hold(state, &route, &jump.on));
        let to = jump.and_then(|jump| jump.to[1..].parse().ok()).filter(|to| *to < state.questions.len());
        at = to.unwrap_or(at);
    }
    route
}

fn all_hold(state: &State, route: &[usize], conditions: &[AnyOf]) -> bool {
    let values = |condition: &Condition| {
        if condition.field {
            return vec![state.fields[0].1.clone()];
        }
        let at = route.iter().find(|at| id(**at) == condition.of);
        at.and_then(|at| state.answers[*at].as_ref()).map(Answer::to_text).into_iter().collect()
    };
    conditions.iter().all(|AnyOf(any)| any.iter().any(|condition| condition.test.holds(&values(condition))))
}

fn frozen(state: &State) -> String {
    let place = ResponseIdentity::new(1, [0; 10]);
    freeze(state, &Settings::for_survey("s"), &place, SubmitContext::default()).to_json()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_way_leads_forward_as_it_is_written(state in survey()) {
        let route = state.route();
        prop_assert!(route.windows(2).all(|pair| pair[0] < pair[1]), "{route:?}");
        prop_assert_eq!(route, expected(&state));
    }

    #[test]
    fn a_visitor_meets_each_question_of_it_once(mut state in survey()) {
        let route = state.route();
        let mut met = Vec::new();
        while route.contains(&state.step) && !met.contains(&state.step) {
            met.push(state.step);
            state.apply(Action::Next);
        }
        prop_assert_eq!(&met, &route);
        prop_assert!(state.is_last());
        for at in route.iter().rev().skip(1) {
            state.apply(Action::Back);
            prop_assert_eq!(state.step, *at);
        }
    }

    #[test]
    fn what_is_passed_over_never_counts(state in survey(), other in prop::option::of(select(&WORDS[..]).prop_map(word))) {
        let (route, sent) = (state.route(), frozen(&state));
        for at in (0..state.questions.len()).filter(|at| !route.contains(at)) {
            let mut changed = state.clone();
            changed.answers[at] = other.clone();
            prop_assert_eq!(changed.route(), route.clone());
            prop_assert_eq!(frozen(&changed), sent.clone());
            let told = format!("\"{}\":", id(at));
            prop_assert!(!sent.contains(&told) && changed.answer_to(&id(at)).is_none());
        }
    }

    #[test]
    fn what_is_sent_of_a_choice_is_as_many_as_were_wanted(
        least in 0..3_usize, most in 0..4_usize, other: bool, page: bool,
        actions in prop::collection::vec(prop_oneof![
            6 => select(&WORDS[..]).prop_map(|of| Action::At(0, word(of))),
            1 => select(&["own", "", "more", "a", "c"][..]).prop_map(|text| Action::At(0, Answer::Text(text.to_owned()))),
            1 => select(vec![Action::Next, Action::Back, Action::Send, Action::TooLong]),
        ], 0..40),
    ) {
        prop_assume!(most == 0 || least <= most);
        let several = Question { least, most, ..Question::new("q0", "?", choice(true, other)) };
        let mut state = State::new(vec![several, Question::new("q1", "?", choice(false, false))]);
        state.page = page;
        state.apply(Action::Opened);
        for action in actions {
            state.apply(action);
            let Some(Answer::Words(words)) = state.at(0) else { continue };
            let own = words.iter().filter(|word| !WORDS.contains(&word.as_str())).count();
            let alone = words.contains(&"c".to_owned());
            prop_assert!(!words.is_empty() && own <= 1 && (!alone || words.len() == 1), "{words:?}");
            let twice = words.iter().enumerate().any(|(at, word)| words[..at].contains(word));
            prop_assert!(!twice, "{words:?}");
            if state.phase == Phase::Saving || state.step == 1 {
                let enough = words.len() >= least && (most == 0 || words.len() <= most);
                prop_assert!(alone || enough, "{words:?} of {least} to {most}");
            }
        }
    }
}
