//! The root of the view: it holds the state and shows what the phase asks for.

mod bad_lines;
mod card;
mod cards;
mod chart;
mod choice;
mod chooser;
mod comment_words;
mod comments;
mod comparison;
mod crossing;
mod download;
mod failed;
mod filters;
mod follow_ups;
mod imported;
mod mapping;
mod mapping_column;
mod notice;
mod reading;
mod saved_views;
mod segments;
mod shown;
mod table;
mod trend;
mod trend_marks;
mod trend_metric;
mod welcome;

use std::rc::Rc;

use yew::prelude::*;

use super::controller::Controller;
use super::fragment;
use super::settings::ResultsSettings;
use super::state::{ViewAction, ViewPhase, ViewState};
use crate::browser::{files, location, page};
use crate::reader::protocol::Token;

/// What the loader hands over.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ViewProps {
    /// The attributes.
    pub settings: ResultsSettings,
    /// The property `token`.
    pub token: Option<Token>,
    /// The folder of our files.
    pub base: AttrValue,
}

impl Reducible for ViewState {
    type Action = ViewAction;

    fn reduce(self: Rc<Self>, action: ViewAction) -> Rc<Self> {
        Rc::new(Self::clone(&self).after(action))
    }
}

/// The view.
#[component]
pub fn View(props: &ViewProps) -> Html {
    let state =
        use_reducer(|| ViewState::new(fragment::asked(&location::fragment(), props.settings.survey.as_deref())));
    let controller =
        use_memo(props.base.clone(), |base| Controller::new(base, state.selection.clone(), state.dispatcher()));
    let over = use_state_eq(|| false);
    let wanted = (props.settings.clone(), props.token.clone());
    use_effect_with(wanted, {
        let controller = controller.clone();
        move |(settings, token)| controller.set(settings.clone(), token.clone())
    });

    use_effect_with((), {
        let controller = controller.clone();
        move |()| {
            let listening = location::on_fragment(move |written| controller.follow(&written));
            || drop(listening)
        }
    });

    let place = use_node_ref();
    use_effect_with(std::mem::discriminant(&state.phase), {
        let (place, controller) = (place.clone(), controller.clone());
        // What had the focus is gone with the phase before.
        move |_| page::focus(place.get().filter(|_| controller.has_acted()))
    });

    let ondragover = over_with(&over, true, files::carries_files);
    let ondragleave = over_with(&over, false, files::left);
    let ondrop = {
        let (over, controller) = (over.clone(), controller.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            controller.open(files::dropped(&event));
        })
    };
    html! {
        <div ref={place} class={classes!("view", over.then_some("over"))} role="region" aria-label="Survey results"
            tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            <p class="hidden" role="status">{ status(&state) }</p>
            { phase(&state, &controller) }
        </div>
    }
}

/// Takes note of files dragged over the view, or away from it.
fn over_with(over: &UseStateHandle<bool>, to: bool, when: fn(&DragEvent) -> bool) -> Callback<DragEvent> {
    let over = over.clone();
    Callback::from(move |event: DragEvent| {
        if when(&event) {
            event.prevent_default();
            over.set(to);
        }
    })
}

fn phase(state: &ViewState, controller: &Rc<Controller>) -> Html {
    match &state.phase {
        ViewPhase::Welcome => welcome::welcome(controller),
        ViewPhase::Reading(progress) => reading::reading(&state.label(), *progress, controller),
        ViewPhase::Mapping(sheet) => mapping::mapping(&state.label(), sheet, controller),
        ViewPhase::Failed(failure, bad) => failed::failed(&state.label(), failure, bad, controller),
        ViewPhase::Shown(shown) => shown::shown(state, shown, controller),
    }
}

/// What a screen reader is told when it changes: rarely, and in few words.
fn status(state: &ViewState) -> String {
    match &state.phase {
        ViewPhase::Welcome | ViewPhase::Failed(..) => String::new(),
        ViewPhase::Mapping(sheet) => crate::results::mapping::status(sheet),
        ViewPhase::Reading(progress) => reading::status(&state.label(), *progress),
        ViewPhase::Shown(shown) => goodword_core::words::read(&shown.figures.summary).text,
    }
}
