//! An unfinished survey as the browser keeps it: whose it is, and what was given to which question.

use goodword_core::json::Json;
use goodword_core::{ResponseId, Value, limits};

use super::answer::Answer;
use super::question::{Kind, Question};
use super::response::{ResponseIdentity, place};
use super::settings::Settings;
use super::state::State;
use crate::features::CUSTOM_SURVEYS;

/// How long a survey waits for what an earlier page may have left, in milliseconds.
pub const WAIT_MS: u32 = 300;

/// Under which a draft is kept: it belongs to a survey, its version, the hidden fields, and for one in the page to the page.
/// No two of these share a key.
pub fn key(props: &Settings, version: &str, path: &str) -> String {
    #[cfg(test)]
    if crate::delivery::mutant::is(crate::delivery::mutant::Mutant::DraftOfTheSurvey) {
        return props.survey.as_str().to_owned();
    }
    Json::object(|json| {
        json.text("survey", props.survey.as_str());
        json.text("version", version);
        json.text("place", place(props, path));
        json.nest("fields", &|json| {
            for (name, value) in &props.fields {
                if let Value::Text(text) = value {
                    json.text(name.as_str(), text);
                }
            }
        });
    })
}

/// Writes what a reload must not lose: the same names as [`read`].
pub fn write(place: &ResponseIdentity, state: &State) -> String {
    let id_of = |at: usize| state.questions.get(at).map_or("", |question| &question.id);
    Json::object(|json| {
        json.text("id", &place.id.to_text());
        json.some_number("seq", Some(place.seq.into()));
        json.text("step", id_of(state.step));
        json.text("reached", id_of(state.reached));
        json.nest("answers", &|json| {
            for (question, answer) in state.questions.iter().zip(&state.answers) {
                match answer {
                    None => {}
                    Some(Answer::Number(number)) => json.whole(&question.id, i64::from(*number)),
                    Some(Answer::Words(words)) if CUSTOM_SURVEYS => {
                        json.texts(&question.id, &mut words.iter().map(String::as_str));
                    }
                    Some(Answer::Yes | Answer::Words(_)) => json.raw(&question.id, "true"),
                    Some(Answer::Word(text) | Answer::Text(text)) => json.text(&question.id, text),
                }
            }
        });
    })
}

/// A draft that was found. Its parts are read by their names.
pub trait SavedDraft {
    /// A text, number or truth value as text, of the draft itself or of an object in it.
    fn part(&self, of: &str, name: &str) -> Option<String>;
    /// The texts of an answer that is a list.
    fn parts(&self, name: &str) -> Vec<String>;
}

/// Takes up what [`write`] wrote, as far as it fits these questions. Nothing happens when it is damaged.
pub fn read(draft: &impl SavedDraft, place: &mut ResponseIdentity, state: &mut State) -> Option<()> {
    let named = |name| draft.part("", name);
    let (id, seq) = (ResponseId::parse(&named("id")?).ok()?, named("seq")?.parse::<u32>().ok()?);
    let (step, reached) = (named("step"), named("reached"));
    place.resume(id, after(seq));
    for (at, question) in state.questions.iter().enumerate() {
        let id = &question.id;
        if let Some(there) = state.answers.get_mut(at) {
            *there = given(draft, question);
        }
        if step.as_ref() == Some(id) {
            state.step = at;
        }
        if reached.as_ref() == Some(id) {
            state.reached = at;
        }
    }
    state.reached = state.reached.max(state.step);
    if CUSTOM_SURVEYS {
        state.begun = state.introduction;
        for at in 0..state.answers.len() {
            // What the visitor has seen is as the visitor left it.
            if state.is_page() || at <= state.reached || state.own(at).is_some() {
                state.settle(at);
            }
        }
    }
    Some(())
}

/// What was given to a question, as far as it fits.
pub fn given(draft: &impl SavedDraft, question: &Question) -> Option<Answer> {
    match draft.part("answers", &question.id) {
        Some(text) => fit(question, text),
        None if CUSTOM_SURVEYS => several(question, draft.parts(&question.id)),
        None => None,
    }
}

/// Where whoever takes a draft up goes on counting: behind every version that its former holder may have sent unseen, which
/// are fewer than a survey may have questions.
fn after(seq: u32) -> u32 {
    seq.saturating_add(128)
}

/// What was given, if this question can have been given that.
fn fit(question: &Question, text: String) -> Option<Answer> {
    match &question.kind {
        Kind::Scale { min, max, .. } => {
            text.parse().ok().filter(|score| (*min..=*max).contains(score)).map(Answer::Number)
        }
        Kind::Choice { options, multiple: false, other } => {
            match options.iter().find(|option| option.value.to_text() == text) {
                Some(option) => Some(option.value.clone()),
                None => (CUSTOM_SURVEYS && *other && limits::hold(&text, limits::ITEM)).then_some(Answer::Text(text)),
            }
        }
        Kind::Text { max_chars, .. } => limits::hold(&text, *max_chars).then_some(Answer::Text(text)),
        Kind::Consent if CUSTOM_SURVEYS => (text == "true").then_some(Answer::Yes),
        _ => None,
    }
}

/// What was given to a choice of several.
fn several(question: &Question, mut words: Vec<String>) -> Option<Answer> {
    let Kind::Choice { multiple: true, other, .. } = &question.kind else { return None };
    words.retain(|word| question.offers(word) || *other && limits::hold(word, limits::ITEM));
    (!words.is_empty()).then_some(Answer::Words(words))
}

/// As JavaScript reads it.
#[cfg(test)]
impl SavedDraft for serde_json::Value {
    fn part(&self, of: &str, name: &str) -> Option<String> {
        let holder = if of.is_empty() { self } else { self.get(of)? };
        match holder.get(name)? {
            Self::String(text) => Some(text.clone()),
            Self::Number(_) | Self::Bool(_) => Some(holder[name].to_string()),
            _ => None,
        }
    }

    fn parts(&self, name: &str) -> Vec<String> {
        let list = self["answers"][name].as_array();
        list.into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::FieldName;
    use serde_json::{Value as Json, json};

    use super::super::question::{Choice, Format, standard};
    use super::super::settings::Mode;
    use super::*;
    use crate::locale::Messages;
    use crate::manifest::DRAFT;
    use crate::widget::state::Action;

    fn fresh() -> (ResponseIdentity, State) {
        let mut state = State::new(standard(&Messages::english(), None));
        state.apply(Action::Opened);
        (ResponseIdentity::new(1_773_480_413_589, [7; 10]), state)
    }

    fn filled() -> (ResponseIdentity, State) {
        let (mut place, mut state) = fresh();
        for action in [
            Action::Answer(Answer::Number(4)),
            Action::Next,
            Action::Answer(Answer::Word("broken".to_owned())),
            Action::Next,
            Action::Next,
            Action::Answer(Answer::Text("né 🎉\n\u{1f}\"".to_owned())),
            Action::Back,
        ] {
            state.apply(action);
        }
        place.advance(1);
        (place, state)
    }

    fn parsed(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_draft_is_taken_up_where_it_was_left() {
        let (place, state) = filled();
        let (mut other, mut again) = fresh();
        other.id = ResponseId::v7(1, [1; 10]);
        read(&parsed(&write(&place, &state)), &mut other, &mut again).unwrap();
        assert_eq!((other.id, other.seq), (place.id, place.seq + 128));
        assert_eq!(again, state);
    }

    #[test]
    fn what_the_visitor_has_seen_goes_before_what_is_chosen_beforehand() {
        let (place, state) = filled();
        let draft = parsed(&write(&place, &state));
        let (mut place, mut again) = fresh();
        again.introduction = true;
        read(&draft, &mut place, &mut again).unwrap();
        assert!(again.begun, "the visitor has read what is said first");
        for at in 0..4 {
            again.prefill(at, Some(Answer::Number(1)));
        }
        assert_eq!((again.at(0), again.at(2)), (Some(&Answer::Number(4)), None), "what was skipped stays so");
    }

    #[test]
    fn a_draft_holds_nothing_that_was_chosen_beforehand() {
        let (place, mut state) = fresh();
        state.prefill(2, Some(Answer::Number(9)));
        assert_eq!(parsed(&write(&place, &state))["answers"], json!({}));
        state.apply(Action::Answer(Answer::Number(4)));
        assert_eq!(parsed(&write(&place, &state))["answers"], json!({"empathy": 4}));
    }

    #[test]
    fn a_draft_is_kept_by_the_names_of_the_manifest() {
        let (place, state) = filled();
        let draft = parsed(&write(&place, &state));
        let mut names: Vec<_> = draft.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expect = DRAFT.map(|field| field.name);
        names.sort_unstable();
        expect.sort_unstable();
        assert_eq!(names, expect);
    }

    #[test]
    fn a_damaged_draft_changes_nothing() {
        let (place, state) = filled();
        let good = parsed(&write(&place, &state));
        for (name, value) in [("id", json!("x")), ("id", json!(1)), ("seq", json!(-1)), ("seq", Json::Null)] {
            let mut bad = good.clone();
            bad[name] = value;
            let (mut place, mut state) = fresh();
            let before = (place.clone(), state.clone());
            assert_eq!(read(&bad, &mut place, &mut state), None, "{bad}");
            assert_eq!((place, state), before);
        }
        let (mut place, mut state) = fresh();
        assert_eq!(read(&Json::Null, &mut place, &mut state), None);
        let mut bad = good;
        (bad["step"], bad["reached"], bad["answers"]) = (json!("gone"), json!(5), json!("none"));
        read(&bad, &mut place, &mut state).unwrap();
        assert_eq!((state.step, state.reached, state.is_answered()), (0, 0, false));
    }

    fn choice(words: &[&str], multiple: bool, other: bool) -> Kind {
        let option = |word: &&str| Choice {
            value: Answer::Word((*word).to_owned()),
            label: (*word).to_owned(),
            apart: false,
            exclusive: false,
        };
        Kind::Choice { options: words.iter().map(option).collect(), multiple, other }
    }

    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "so that each case is one line")]
    fn check(kind: Kind, kept: Json, expect: Option<Answer>) {
        let id = ResponseId::v7(1, [1; 10]).to_text();
        let draft = json!({ "id": id, "seq": 0, "answers": { "q": kept } });
        let mut state = State::new(vec![Question::new("q", "Q?", kind)]);
        read(&draft, &mut fresh().0, &mut state).unwrap();
        assert_eq!(state.answers, [expect], "{draft}");
    }

    #[test]
    fn what_does_not_fit_the_question_is_dropped() {
        let word = |text: &str| Some(Answer::Word(text.to_owned()));
        let text = |text: &str| Some(Answer::Text(text.to_owned()));
        let scale = Kind::Scale {
            min: 1,
            max: 5,
            style: super::super::question::Style::Stars,
            low: String::new(),
            high: String::new(),
        };
        check(scale.clone(), json!(5), Some(Answer::Number(5)));
        for kept in [json!(7), json!(0), json!("price"), json!(true), json!(4.5), json!(["a"])] {
            check(scale.clone(), kept, None);
        }
        check(choice(&["speed"], false, false), json!("speed"), word("speed"));
        check(choice(&["speed"], false, false), json!("price"), None);
        check(choice(&["speed"], false, false), json!(7), None);
        check(choice(&["speed"], false, true), json!("price"), text("price"));
        check(choice(&["speed"], true, false), json!("speed"), None);
        check(
            choice(&["speed"], true, false),
            json!(["speed", "price"]),
            Some(Answer::Words(vec!["speed".to_owned()])),
        );
        check(choice(&["speed"], true, false), json!(["price"]), None);
        let words = Kind::Text { max_chars: 3, format: Format::Long };
        check(words.clone(), json!("abc"), text("abc"));
        check(words.clone(), json!("abcd"), None);
        check(words, json!([7]), None);
        check(Kind::Consent, json!(true), Some(Answer::Yes));
        check(Kind::Consent, json!("yes"), None);
    }

    #[test]
    fn a_draft_belongs_to_survey_version_fields_and_for_one_in_the_page_to_the_page() {
        let field = |name: &str, text: &str| (FieldName::of(name).unwrap(), Value::Text(text.to_owned()));
        let floating = Settings { mode: Mode::Popover, ..Settings::for_survey("docs") };
        let inline = Settings::for_survey("docs");
        let with = |fields: Vec<_>| Settings { fields, ..floating.clone() };
        let keys = [
            key(&floating, "", "/a"),
            key(&floating, "2", "/a"),
            key(&Settings { survey: goodword_core::SurveyId::of("doc").unwrap(), ..floating.clone() }, "", "/a"),
            key(&with(vec![field("page", "A")]), "", "/a"),
            key(&with(vec![field("page", "B")]), "", "/a"),
            key(&with(vec![field("page", "A\",\"x\":\"")]), "", "/a"),
            key(&with(vec![field("page", "A"), field("x", "")]), "", "/a"),
            key(&inline, "", "/a"),
            key(&inline, "", "/b"),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key}");
        }
        assert_eq!(key(&floating, "", "/a"), key(&floating, "", "/b"), "it floats over both");
    }
}
