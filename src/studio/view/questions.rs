//! The list of questions, in their order.

use std::rc::Rc;

use goodword_studio::Edit;
use goodword_studio::question::Question;
use goodword_studio::sentence::plain;
use yew::prelude::*;

use super::field::edits;
use crate::studio::controller::Controller;
use crate::studio::kinds::{KINDS, called, fresh, ours};
use crate::studio::state::{Action, Panel, StudioState};

/// What carries the place of a question that is dragged.
const DRAGGED: &str = "text/plain";

pub fn questions(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let survey = state.survey();
    let items = survey.questions.iter().enumerate().map(|(at, question)| item(state, controller, at, question));
    let behind = survey.questions.len();
    let insert = |label: &str, question: Question| {
        edits(label, "quiet", behind >= 100, controller, Edit::Insert(behind, Box::new(question)))
    };
    let own = KINDS.iter().map(|(kind, _, called)| insert(called, fresh(*kind)));
    let standard = ours(survey.ids()).into_iter().map(|question| {
        let label = question.label().to_owned();
        insert(&label, question)
    });
    html! {
        <section class="questions" aria-label="Questions">
            <h2>{ "Questions" }</h2>
            if survey.questions.is_empty() {
                <p class="soft">{ "None yet. Begin with a template, or add one." }</p>
            }
            <ol>{ for items }</ol>
            <details class="add" open=true>
                <summary>{ "Add a question" }</summary>
                <div class="choices">{ for own }</div>
                <p class="soft">{ "Goodword’s own, in 27 languages:" }</p>
                <div class="choices">{ for standard }</div>
            </details>
        </section>
    }
}

fn item(state: &StudioState, controller: &Rc<Controller>, at: usize, question: &Question) -> Html {
    let select = controller.clone();
    let onclick = Callback::from(move |_: MouseEvent| select.act(Action::Select(at)));
    let condition = plain(&state.survey().sentence(&question.show_if));
    let is_here = state.selected == at && state.panel == Panel::Question;
    let problems = state.survey().problems();
    let is_wrong = problems.iter().any(|problem| goodword_studio::problems::question_of(problem) == Some(at));
    let label = if question.label().is_empty() { "(no wording)" } else { question.label() };
    html! {
        <li class={classes!(is_here.then_some("here"))} draggable="true" ondragstart={dragged(at)} ondragover={over()}
            ondrop={dropped(at, controller)}>
            <button type="button" class="pick" {onclick} onkeydown={moved(at, controller)} aria-current={is_here.then_some("true")}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
                <span class="n">{ at + 1 }</span>
                <span class="words">{ label }</span>
                <small>{ called(question) }</small>
                if !condition.is_empty() {
                    <small>{ format!("if {condition}") }</small>
                }
                if question.required {
                    <small>{ "required" }</small>
                }
                if is_wrong {
                    <small class="warm">{ "something is to be mended" }</small>
                }
            </button>
        </li>
    }
}

/// Alt and an arrow move a question.
fn moved(at: usize, controller: &Rc<Controller>) -> Callback<KeyboardEvent> {
    let controller = controller.clone();
    Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => at.checked_sub(1),
            "ArrowDown" if event.alt_key() => Some(at + 1),
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            controller.edit(Edit::Move(at, to));
        }
    })
}

fn dragged(at: usize) -> Callback<DragEvent> {
    Callback::from(move |event: DragEvent| {
        if let Some(carried) = event.data_transfer() {
            // Where nothing can be carried nothing is dragged.
            let _ = carried.set_data(DRAGGED, &at.to_string());
        }
    })
}

fn over() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| event.prevent_default())
}

fn dropped(at: usize, controller: &Rc<Controller>) -> Callback<DragEvent> {
    let controller = controller.clone();
    Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let from = event.data_transfer().and_then(|carried| carried.get_data(DRAGGED).ok());
        if let Some(from) = from.and_then(|from| from.parse().ok()) {
            controller.edit(Edit::Move(from, at));
        }
    })
}
