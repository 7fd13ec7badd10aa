//! The bar on top: the survey's name, what is kept, undo, and where to go.

use std::rc::Rc;

use goodword_studio::Edit;
use yew::prelude::*;

use super::field::{button, line};
use crate::browser::files;
use crate::studio::controller::{self, Controller};
use crate::studio::state::{Action, Kept, Panel, StudioState};

pub fn bar(state: &UseReducerHandle<StudioState>, controller: &Rc<Controller>) -> Html {
    let act = |label, disabled, action: Action| {
        let controller = controller.clone();
        button(label, "quiet", disabled, move || controller.act(action.clone()))
    };
    let name = state.survey().id.clone().unwrap_or_default();
    let kept = match state.kept {
        Kept::Nothing => "",
        Kept::Yes => "Kept in this browser",
        Kept::No => "Not kept: this browser keeps nothing for this page. Save the file.",
    };
    let open = |label, panel: Panel| {
        let controller = controller.clone();
        let class = if state.panel == panel { "quiet here" } else { "quiet" };
        button(label, class, false, move || controller.act(Action::Open(panel)))
    };
    html! {
        <header class="bar">
            { line("Survey", &name, controller, Edit::Name) }
            <p class="kept" role="status">{ kept }</p>
            { act("Undo", !state.history.can_undo(), Action::Undo) }
            { act("Redo", !state.history.can_redo(), Action::Redo) }
            <nav aria-label="What to look at">
                { open("Templates", Panel::Templates) }
                { open("Around", Panel::Around) }
                { open("Languages", Panel::Languages) }
                { open("When and look", Panel::Settings) }
                { open("Take it away", Panel::TakeAway) }
            </nav>
            { chooser(controller) }
            { save(state) }
            { publish(state, controller) }
        </header>
    }
}

/// A file of ours or of another program.
fn chooser(controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = files::chosen(&event).first() {
            controller.open(file);
        }
    });
    html! {
        <label class="button quiet choose">
            <input class="hidden" type="file" accept=".json,application/json" {onchange} />
            { "Open…" }
        </label>
    }
}

fn save(state: &UseReducerHandle<StudioState>) -> Html {
    let state = state.clone();
    let is_empty = state.survey().questions.is_empty();
    button("Save file", "quiet", is_empty, move || controller::save(&state))
}

/// What visitors are asked now is looked up before anything is said about it.
fn publish(state: &UseReducerHandle<StudioState>, controller: &Rc<Controller>) -> Html {
    let (state, controller) = (state.clone(), controller.clone());
    let is_empty = state.survey().questions.is_empty();
    button("Publish…", "primary", is_empty, move || {
        controller.ask(&state);
        controller.act(Action::Open(Panel::Publish));
    })
}
