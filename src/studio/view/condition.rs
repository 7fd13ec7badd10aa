//! Of whom a question is asked, as a sentence.

use std::rc::Rc;

use goodword_studio::Edit;
use goodword_studio::condition::{Clause, Condition, Given, Subject, Test};
use goodword_studio::question::{Kind, Question};
use yew::prelude::*;

use super::field::{button, select, typed};
use crate::studio::controller::Controller;
use crate::studio::state::StudioState;

/// The words of a test.
const TESTS: [(&str, &str); 6] = [
    ("is", "is"),
    ("not", "is not"),
    ("at_least", "is at least"),
    ("at_most", "is at most"),
    ("answered", "is answered"),
    ("unanswered", "is not answered"),
];

pub fn conditions(state: &StudioState, controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    let rows = question.show_if.iter().enumerate().map(|(place, clause)| match clause {
        Clause::One(one) => row(state, controller, at, place, one),
        Clause::Any { .. } => group(state, controller, at, place, clause),
    });
    let others: Vec<_> = [("Ends the survey if", &question.end_if)]
        .into_iter()
        .chain(question.jump.iter().map(|jump| ("Goes on elsewhere if", &jump.on)))
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(says, clauses)| html! { <p class="soft">{ says }{ " " }{ sentence(state, clauses) }</p> })
        .collect();
    let first = state.survey().questions.first().filter(|_| at > 0).map(|first| first.id.clone());
    html! {
        <fieldset>
            <legend>{ "Show if" }</legend>
            if question.show_if.is_empty() { <p class="soft">{ "Everybody is asked." }</p> }
            { for rows }
            if let Some(first) = first { { add(controller, at, question, &first) } }
            { for others }
        </fieldset>
    }
}

fn sentence(state: &StudioState, clauses: &[Clause]) -> Html {
    let stretches = state.survey().sentence(clauses).into_iter().map(|stretch| {
        if stretch.chosen {
            html! { <b>{ stretch.text }</b> }
        } else {
            html! { { stretch.text } }
        }
    });
    html! { <span>{ for stretches }</span> }
}

/// One more condition, on the first question.
fn add(controller: &Rc<Controller>, at: usize, question: &Question, first: &str) -> Html {
    let mut clauses = question.show_if.clone();
    clauses.push(Clause::One(Condition::on(first, Test::Answered(true))));
    let controller = controller.clone();
    let label = if question.show_if.is_empty() { "Ask only some" } else { "and …" };
    button(label, "quiet", false, move || controller.edit(Edit::ShowIf(at, clauses.clone())))
}

/// A change of one clause of a question.
fn changed(state: &StudioState, at: usize, place: usize, change: impl FnOnce(&mut Vec<Clause>, usize)) -> Edit {
    let mut clauses = state.survey().questions.get(at).map(|question| question.show_if.clone()).unwrap_or_default();
    change(&mut clauses, place);
    Edit::ShowIf(at, clauses)
}

fn remove(state: &StudioState, controller: &Rc<Controller>, at: usize, place: usize) -> Html {
    let (state, controller) = (state.clone(), controller.clone());
    button("Remove", "quiet", false, move || {
        controller.edit(changed(&state, at, place, |clauses, place| drop(clauses.remove(place))));
    })
}

/// Several of which one must hold are shown as they read.
fn group(state: &StudioState, controller: &Rc<Controller>, at: usize, place: usize, clause: &Clause) -> Html {
    html! {
        <div class="condition">
            <p>{ sentence(state, std::slice::from_ref(clause)) }</p>
            { remove(state, controller, at, place) }
        </div>
    }
}

fn row(state: &StudioState, controller: &Rc<Controller>, at: usize, place: usize, one: &Condition) -> Html {
    let put = {
        let (state, controller) = (state.clone(), controller.clone());
        move |condition: Condition| {
            controller.edit(changed(&state, at, place, |clauses, place| {
                if let Some(clause) = clauses.get_mut(place) {
                    *clause = Clause::One(condition);
                }
            }));
        }
    };
    let earlier: Vec<_> = state.survey().ids().take(at).map(str::to_owned).collect();
    let mut subjects: Vec<(String, String)> = earlier.into_iter().map(|id| (format!("?{id}"), id)).collect();
    subjects.extend(state.draft().fields().into_iter().map(|name| (format!(".{name}"), format!("field {name}"))));
    let here = match &one.subject {
        Subject::Question(id) => format!("?{id}"),
        Subject::Field(name) => format!(".{name}"),
    };
    let subjects: Vec<_> = subjects.iter().map(|(word, called)| (word.as_str(), called.as_str())).collect();
    let (before, set) = (one.clone(), put.clone());
    let choose_subject = Callback::from(move |word: String| {
        let subject = match word.split_at_checked(1) {
            Some(("?", id)) => Subject::Question(id.to_owned()),
            Some((_, name)) => Subject::Field(name.to_owned()),
            None => return,
        };
        set(Condition { subject, test: Test::Answered(true), ..before.clone() });
    });
    let (before, set, known) = (one.clone(), put.clone(), options(state, one));
    let choose_test = Callback::from(move |word: String| {
        let value = known.first().map_or_else(|| first_value(&before.test), |(value, _)| value.clone());
        set(Condition { test: test(&word, &value), ..before.clone() });
    });
    html! {
        <div class="condition">
            { select("Of", &here, &subjects, choose_subject) }
            { select("must hold", word(&one.test), &TESTS, choose_test) }
            { value(state, one, put) }
            { remove(state, controller, at, place) }
        </div>
    }
}

fn word(test: &Test) -> &'static str {
    match test {
        Test::Is(_) => "is",
        Test::Not(_) => "not",
        Test::AtLeast(_) => "at_least",
        Test::AtMost(_) => "at_most",
        Test::Answered(true) => "answered",
        Test::Answered(false) => "unanswered",
    }
}

/// A test of a word with a value, as far as the test takes it.
fn test(word: &str, value: &str) -> Test {
    let given = || {
        vec![value.parse::<i32>().map_or_else(|_| Given::Text(value.to_owned()), |number| Given::Number(number.into()))]
    };
    match word {
        "is" => Test::Is(given()),
        "not" => Test::Not(given()),
        "at_least" => Test::AtLeast(value.parse().unwrap_or(0)),
        "at_most" => Test::AtMost(value.parse().unwrap_or(0)),
        word => Test::Answered(word == "answered"),
    }
}

fn first_value(test: &Test) -> String {
    match test {
        Test::Is(given) | Test::Not(given) => given.first().map(Given::to_text).unwrap_or_default(),
        Test::AtLeast(number) | Test::AtMost(number) => number.to_string(),
        Test::Answered(_) => String::new(),
    }
}

/// The answers that a question offers, with what they are called.
fn options(state: &StudioState, one: &Condition) -> Vec<(String, String)> {
    let Subject::Question(id) = &one.subject else { return Vec::new() };
    let kind = state.survey().question(id).and_then(|(_, question)| question.kind());
    match kind {
        Some(Kind::Choice(choice)) => {
            choice.options.iter().map(|option| (option.value.clone(), option.label().to_owned())).collect()
        }
        Some(Kind::Scale(scale)) if scale.max.saturating_sub(scale.min) <= 100 => {
            (scale.min..=scale.max).map(|score| (score.to_string(), score.to_string())).collect()
        }
        Some(Kind::Consent) => {
            vec![("true".to_owned(), "given".to_owned()), ("false".to_owned(), "not given".to_owned())]
        }
        _ => Vec::new(),
    }
}

/// The value that is compared: chosen where the answers are known, typed where not.
fn value(state: &StudioState, one: &Condition, put: impl Fn(Condition) + 'static) -> Html {
    if matches!(one.test, Test::Answered(_)) {
        return html! {};
    }
    let (known, before) = (options(state, one), one.clone());
    let here = first_value(&one.test);
    let set = move |value: String| put(Condition { test: test(word(&before.test), &value), ..before.clone() });
    if known.is_empty() {
        let oninput = Callback::from(move |event: InputEvent| set(typed(&event)));
        return html! {
            <label class="field"><span>{ "Value" }</span><input type="text" value={here} {oninput} /></label>
        };
    }
    let known: Vec<_> = known.iter().map(|(value, called)| (value.as_str(), called.as_str())).collect();
    select("Value", &here, &known, Callback::from(set))
}
