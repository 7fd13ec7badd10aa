//! What an owner has chosen for the visitor beforehand, as far as it fits the questions.

mod attribute;

use goodword_core::Problem;

use super::answer::Answer;
use super::draft::{self, SavedDraft};
use super::question::{Kind, Question};
use super::state::State;
use crate::browser::host::Host;
use crate::browser::page;
use attribute::Attribute;

/// Shows what is chosen beforehand, where the visitor has not decided yet, and says what cannot be used of it.
pub fn take_up(host: &Host, state: &mut State) {
    // Before there are questions, nothing fits.
    if state.questions.is_empty() {
        return;
    }
    let attribute = Attribute(host);
    let mut problems = choose(&attribute, &attribute.names(), state);
    if !attribute.is_usable() {
        problems.push(Problem::new("answers", "must be a JSON object of answers by the ids of their questions"));
    }
    for problem in problems {
        page::warn(&["Goodword: ", &problem.to_text()].concat());
    }
}

/// Takes up the answers to the questions of these names; what does not fit is told.
fn choose(given: &impl SavedDraft, names: &[String], state: &mut State) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut tell = |name: &str, rule| problems.push(Problem::new(["answers.", name].concat(), rule));
    for name in names {
        if !state.questions.iter().any(|question| question.id == *name) {
            tell(name, "is no question of this survey");
        }
    }
    for at in 0..state.questions.len() {
        let Some(question) = state.questions.get(at) else { continue };
        let found = names.contains(&question.id).then(|| fit(given, question));
        if let Some(Err(rule)) = found {
            tell(&question.id, rule);
        }
        state.prefill(at, found.and_then(Result::ok));
    }
    problems
}

/// The answer, if it fits whole.
fn fit(given: &impl SavedDraft, question: &Question) -> Result<Answer, &'static str> {
    if question.kind == Kind::Consent {
        return Err("is the visitor's own consent, which nobody gives beforehand");
    }
    let answer = draft::given(given, question).filter(|answer| question.takes(answer));
    let whole = |answer: &Answer| match answer {
        Answer::Words(words) => *words == given.parts(&question.id),
        _ => true,
    };
    answer.filter(whole).ok_or("does not fit its question")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::locale::Messages;
    use crate::widget::definition;
    use crate::widget::state::Action;

    fn asking() -> State {
        let text = "1\n\
            share|scale||How much?|0|100\n\
            why|choice|m|Why?|0|2|a;b;c;none=None=x\n\
            mail|text|e|Where?|300\n\
            may|consent||May we?\n\
            recommend|standard";
        let text = text.replace('|', "\u{1f}").replace(';', "\u{1e}").replace('=', "\u{1d}");
        let mut state = State::new(definition::read(&text, &Messages::english(), None).unwrap().questions);
        state.apply(Action::Opened);
        state
    }

    fn prefilled(state: &mut State, answers: &Value) -> Vec<String> {
        let names: Vec<_> = answers.as_object().unwrap().keys().cloned().collect();
        let problems = choose(&json!({ "answers": answers }), &names, state);
        problems.iter().map(Problem::to_text).collect()
    }

    #[test]
    fn what_fits_its_question_is_chosen_and_the_rest_is_told() {
        let check = |answers: Value, expect: Option<Answer>| {
            let mut state = asking();
            let told = prefilled(&mut state, &answers);
            let found = (0..state.questions.len()).find_map(|at| state.at(at).cloned());
            assert_eq!((&found, told.len()), (&expect, usize::from(expect.is_none())), "{answers}: {told:?}");
        };
        let words = |words: &[&str]| Some(Answer::Words(words.iter().map(|&word| word.to_owned()).collect()));
        check(json!({"recommend": 9}), Some(Answer::Number(9)));
        check(json!({"recommend": 11}), None);
        check(json!({"recommend": "many"}), None);
        check(json!({"share": 50}), Some(Answer::Number(50)));
        check(json!({"why": ["a", "b"]}), words(&["a", "b"]));
        check(json!({"why": ["none"]}), words(&["none"]));
        check(json!({"why": ["a", "none"]}), None);
        check(json!({"why": ["a", "b", "c"]}), None);
        check(json!({"why": ["a", "x"]}), None);
        check(json!({"why": "a"}), None);
        check(json!({"mail": "a@b.example"}), Some(Answer::Text("a@b.example".to_owned())));
        check(json!({"mail": "nobody"}), None);
        check(json!({"may": true}), None);
        check(json!({"colour": "red"}), None);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let told = prefilled(&mut asking(), &json!({"colour": "red", "recommend": 11, "may": true}));
        assert_eq!(
            told,
            [
                "answers.colour: is no question of this survey",
                "answers.may: is the visitor's own consent, which nobody gives beforehand",
                "answers.recommend: does not fit its question"
            ]
        );
    }

    #[test]
    fn it_is_the_visitors_only_once_the_visitor_goes_on() {
        let mut state = asking();
        prefilled(&mut state, &json!({"share": 50, "recommend": 9}));
        assert_eq!((state.at(0), state.own(0)), (Some(&Answer::Number(50)), None));
        state.apply(Action::Next);
        assert_eq!((state.own(0), state.own(4)), (Some(&Answer::Number(50)), None));
        state.apply(Action::Send);
        assert_eq!(state.own(4), Some(&Answer::Number(9)));
    }

    #[test]
    fn what_the_visitor_has_decided_stays() {
        let mut state = asking();
        prefilled(&mut state, &json!({"share": 50, "recommend": 9}));
        state.apply(Action::Answer(Answer::Number(70)));
        state.apply(Action::Next);
        state.apply(Action::At(4, Answer::Number(3)));
        state.apply(Action::Next);
        prefilled(&mut state, &json!({"share": 60, "recommend": 10, "mail": "a@b.example"}));
        assert_eq!((state.at(0), state.at(4)), (Some(&Answer::Number(70)), Some(&Answer::Number(3))));
        assert_eq!(state.at(2), Some(&Answer::Text("a@b.example".to_owned())));
        prefilled(&mut state, &json!({}));
        assert_eq!(state.at(2), None, "the owner takes it back");
    }

    #[test]
    fn whoever_is_asked_anew_finds_nothing_of_the_one_before() {
        let mut state = asking();
        prefilled(&mut state, &json!({"share": 50}));
        state.apply(Action::Forget);
        assert_eq!(state.at(0), None);
    }
}
