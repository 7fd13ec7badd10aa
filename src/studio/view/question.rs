//! What is said of one question.

use std::rc::Rc;

use goodword_core::Problem;
use goodword_studio::Edit;
use goodword_studio::problems::{doubts, question_of};
use goodword_studio::question::{Format, Kind, Question, Style};
use goodword_studio::text::TextPlace;
use yew::prelude::*;

use super::field::{edits, line, lines, number, select, tick};
use super::{choice, condition};
use crate::studio::controller::Controller;
use crate::studio::kinds::{KINDS, name};
use crate::studio::state::StudioState;

/// How scores look.
const STYLES: [(&str, &str, Option<Style>); 3] =
    [("numbers", "Numbers", None), ("stars", "Stars", Some(Style::Stars)), ("faces", "Faces", Some(Style::Faces))];
/// What field takes a text.
const FORMATS: [(&str, &str, Option<Format>); 3] = [
    ("long", "Several lines", None),
    ("short", "One line", Some(Format::Short)),
    ("email", "An email address", Some(Format::Email)),
];

pub fn question(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let at = state.selected;
    let Some(question) = state.survey().questions.get(at) else {
        return html! { <p class="soft">{ "Add a question, or begin with a template." }</p> };
    };
    html! {
        <>
            <h2>{ format!("Question {}", at + 1) }</h2>
            { problems(state, at) }
            { wording(state, controller, at, question) }
            { kind(controller, at, question) }
            { parts(state, controller, at, question) }
            { tick("Required: the survey goes on only with an answer", question.required, controller, move |required| Edit::Require(at, required)) }
            { condition::conditions(state, controller, at, question) }
            { data(controller, at, question) }
            <div class="acts">
                { edits("Duplicate", "", false, controller, Edit::Duplicate(at)) }
                { edits("Up", "", at == 0, controller, Edit::Move(at, at.saturating_sub(1))) }
                { edits("Down", "", at + 1 >= state.survey().questions.len(), controller, Edit::Move(at, at + 1)) }
                { edits("Remove", "", false, controller, Edit::Remove(at)) }
            </div>
        </>
    }
}

/// What is wrong with it, and what is most likely a mistake.
fn problems(state: &StudioState, at: usize) -> Html {
    let own = |problem: &Problem| question_of(problem) == Some(at);
    let place = format!("questions[{at}].");
    let said = |problem: &Problem| format!("{}: {}", problem.field.trim_start_matches(&place), problem.rule);
    let wrong: Vec<_> = state.survey().problems().iter().filter(|problem| own(problem)).map(said).collect();
    let doubted: Vec<_> = doubts(state.survey()).iter().filter(|problem| own(problem)).map(said).collect();
    html! {
        <div role="status">
            { for wrong.into_iter().map(|line| html! { <p class="warm">{ line }</p> }) }
            { for doubted.into_iter().map(|line| html! { <p class="soft">{ line }</p> }) }
        </div>
    }
}

/// The wording in the language that is shown, with what can be filled in.
fn wording(state: &StudioState, controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    let (language, place) = (state.language.clone(), TextPlace::Label(at));
    let own = state.survey().text(language.as_deref(), place).unwrap_or_default().to_owned();
    let hint = match (&question.kind, language.is_some()) {
        (None, _) if own.is_empty() => "Empty: Goodword’s own wording, in every language.",
        (Some(_), true) if own.is_empty() => "Empty: said in the first language.",
        _ => "",
    };
    let fillings = state.draft().fillings(at).into_iter().map(|filling| {
        let (controller, language) = (controller.clone(), language.clone());
        let text = [own.trim_end(), " ", &filling.written].concat();
        let onclick =
            Callback::from(move |_: MouseEvent| controller.edit(Edit::Write(language.clone(), place, text.clone())));
        html! { <button type="button" class="button quiet" {onclick}>{ filling.name }</button> }
    });
    let fillings: Vec<_> = fillings.collect();
    let label = if question.kind.is_none() { "Wording of your own" } else { "Wording" };
    html! {
        <>
            { lines(label, &own, controller, move |text| Edit::Write(language.clone(), place, text)) }
            if !hint.is_empty() { <p class="soft">{ hint }</p> }
            if !fillings.is_empty() {
                <details><summary>{ "Fill in…" }</summary><div class="choices">{ for fillings }</div></details>
            }
        </>
    }
}

fn kind(controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    let Some(kind) = &question.kind else { return html! {} };
    let controller = controller.clone();
    let choose = Callback::from(move |word: String| {
        if let Some((kind, ..)) = KINDS.iter().find(|(_, name, _)| *name == word) {
            controller.edit(Edit::Kind(at, *kind));
        }
    });
    let words: Vec<_> = KINDS.iter().map(|(_, word, called)| (*word, *called)).collect();
    select("Kind", name(kind), &words, choose)
}

fn parts(state: &StudioState, controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    match &question.kind {
        None | Some(Kind::Consent) => html! {},
        Some(Kind::Scale(scale)) => {
            let (min, max) = (scale.min, scale.max);
            let style = STYLES.iter().find(|(.., style)| *style == scale.style).map_or("numbers", |(word, ..)| word);
            let choose = chooser(
                controller,
                |word| STYLES.iter().find(|(name, ..)| *name == word).map(|(.., style)| *style),
                move |style| Edit::Style(at, style),
            );
            let end = |label, place| {
                let language = state.language.clone();
                let text = state.survey().text(language.as_deref(), place).unwrap_or_default();
                line(label, text, controller, move |text| Edit::Write(language.clone(), place, text))
            };
            html! {
                <>
                    <div class="two">
                        { number("From", Some(min), controller, move |from| Edit::Range(at, from.unwrap_or(min), max)) }
                        { number("To", Some(max), controller, move |to| Edit::Range(at, min, to.unwrap_or(max))) }
                    </div>
                    { select("Looks", style, &STYLES.map(|(word, called, _)| (word, called)), choose) }
                    <div class="two">
                        { end("The lowest means", TextPlace::Low(at)) }
                        { end("The highest means", TextPlace::High(at)) }
                    </div>
                </>
            }
        }
        Some(Kind::Choice(choice)) => choice::choice(state, controller, at, choice),
        Some(Kind::Text(text)) => {
            let format = FORMATS.iter().find(|(.., format)| *format == text.format).map_or("long", |(word, ..)| word);
            let choose = chooser(
                controller,
                |word| FORMATS.iter().find(|(name, ..)| *name == word).map(|(.., format)| *format),
                move |format| Edit::Format(at, format),
            );
            html! {
                <>
                    { select("Field", format, &FORMATS.map(|(word, called, _)| (word, called)), choose) }
                    { number("Characters at most", text.max_chars, controller, move |most| Edit::MaxChars(at, most)) }
                </>
            }
        }
    }
}

/// What a word of a list means, done.
fn chooser<T: 'static>(
    controller: &Rc<Controller>,
    meant: impl Fn(&str) -> Option<T> + 'static,
    edit: impl Fn(T) -> Edit + 'static,
) -> Callback<String> {
    let controller = controller.clone();
    Callback::from(move |word: String| {
        if let Some(meant) = meant(&word) {
            controller.edit(edit(meant));
        }
    })
}

/// What the answers are kept under.
fn data(controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    if question.kind.is_none() {
        return html! { <p class="soft">{ "In the data: " }<b>{ &question.id }</b></p> };
    }
    html! {
        <details>
            <summary>{ "In the data: " }<b>{ &question.id }</b></summary>
            <p class="soft">{ "It stays when words change. Give it another name only while nobody has answered." }</p>
            { line("Name in the data", &question.id, controller, move |id| Edit::QuestionId(at, id)) }
        </details>
    }
}
