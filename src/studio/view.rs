//! The studio, drawn: a list of questions, the survey itself, and what is said about it.

mod around;
mod bar;
mod canvas;
mod choice;
mod condition;
mod field;
mod languages;
mod publish;
mod question;
mod questions;
mod settings;
mod take_away;
mod templates;

use std::rc::Rc;

use goodword_studio::Draft;
use yew::prelude::*;

use super::controller::Controller;
use super::state::{Action, Panel, StudioState};
use crate::browser::local;

/// Under which this browser keeps the draft.
const KEPT: &str = "goodword-studio";

/// The whole studio.
#[component]
pub fn View() -> Html {
    let state = use_reducer(|| StudioState::begin(local::read(KEPT).and_then(|text| Draft::parse(&text).ok())));
    let dispatch = state.dispatcher();
    let controller = use_memo((), move |()| Controller::new(dispatch));
    use_kept(&state, &controller);
    let heard = controller.clone();
    use_effect_with((), move |()| {
        let listener = local::on_change(KEPT, move |text| {
            if let Ok(draft) = Draft::parse(&text) {
                heard.act(Action::Other(Box::new(draft)));
            }
        });
        move || drop(listener)
    });
    let onkeydown = keys(&controller);
    html! {
        <div class="studio" {onkeydown}>
            { bar::bar(&state, &controller) }
            { told(&state, &controller) }
            <div class="desk">
                { questions::questions(&state, &controller) }
                <canvas::Canvas draft={canvas::shown(&state)} languages={Rc::new(state.survey().locales.keys().cloned().collect::<Vec<_>>())} look={state.look}
                    language={state.language.clone()} controller={canvas::Held(controller.clone())} />
                <section class="panel" aria-label={title(state.panel)}>
                    { panel(&state, &controller) }
                </section>
            </div>
        </div>
    }
}

/// Every change is kept at once, and what is said about that is what happened.
#[hook]
fn use_kept(state: &UseReducerHandle<StudioState>, controller: &Rc<Controller>) {
    let draft = state.draft().clone();
    let (controller, is_new) = (controller.clone(), draft == Draft::default());
    use_effect_with(draft, move |draft| {
        if !is_new || local::read(KEPT).is_some() {
            controller.act(Action::Kept(local::write(KEPT, &draft.to_json())));
        }
    });
}

/// Undo and redo, as everywhere.
fn keys(controller: &Rc<Controller>) -> Callback<KeyboardEvent> {
    let controller = controller.clone();
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key().to_lowercase();
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let action = match (key.as_str(), event.shift_key()) {
            ("z", false) => Action::Undo,
            ("z", true) | ("y", _) => Action::Redo,
            _ => return,
        };
        event.prevent_default();
        controller.act(action);
    })
}

/// What is said once, and what another tab has done.
fn told(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let settle = |theirs: bool| {
        let controller = controller.clone();
        Callback::from(move |_: MouseEvent| controller.act(Action::Settle(theirs)))
    };
    let other = state.other.is_some().then(|| {
        html! {
            <div class="note warm">
                <p>{ "Another tab has changed this survey. Which of the two goes on?" }</p>
                <button type="button" class="button" onclick={settle(false)}>{ "This one" }</button>
                <button type="button" class="button" onclick={settle(true)}>{ "The other tab’s" }</button>
            </div>
        }
    });
    let lines = state.told.iter().map(|line| html! { <p>{ line }</p> });
    html! {
        <div role="status" class="told">
            { for other }
            if !state.told.is_empty() {
                <div class="note">{ for lines }</div>
            }
        </div>
    }
}

fn title(panel: Panel) -> &'static str {
    match panel {
        Panel::Templates => "Begin",
        Panel::Question => "Question",
        Panel::Around => "Around the questions",
        Panel::Languages => "Languages",
        Panel::Settings => "When, where and look",
        Panel::Publish => "Publish",
        Panel::TakeAway => "Take it away",
    }
}

fn panel(state: &StudioState, controller: &Rc<Controller>) -> Html {
    match state.panel {
        Panel::Templates => templates::templates(controller),
        Panel::Question => question::question(state, controller),
        Panel::Around => around::around(state, controller),
        Panel::Languages => languages::languages(state, controller),
        Panel::Settings => settings::settings(state, controller),
        Panel::Publish => publish::publish(state, controller),
        Panel::TakeAway => html! { <take_away::TakeAway definition={Rc::new(state.draft().clone())} /> },
    }
}
