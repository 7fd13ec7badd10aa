//! The root of the view: it holds the state and shows what the phase asks for.

mod asymmetry;
mod bad_lines;
mod card;
mod cards;
mod chart;
mod choice;
mod chooser;
mod comments;
mod comparison;
mod download;
mod empathy;
mod failed;
mod filters;
mod follow_ups;
mod histogram;
mod nps;
mod promise;
mod questions;
mod reading;
mod segments;
mod shown;
mod table;
mod together;
mod trend;
mod way;
mod welcome;

use std::rc::Rc;

use yew::prelude::*;

use super::asked::Asked;
use super::desk::Desk;
use super::fragment;
use super::message::Token;
use super::props::Settings;
use super::state::{Action, Phase, State};
use crate::edge::{address, files, page};

/// What the loader hands over.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The attributes.
    pub settings: Settings,
    /// The property `token`.
    pub token: Option<Token>,
    /// The folder of our files.
    pub base: AttrValue,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self::clone(&self).after(action))
    }
}

/// The view.
#[component]
pub fn View(props: &Props) -> Html {
    // What the address asks for and cannot mean is told by the reader, which is asked the same.
    let written = use_memo((), |()| fragment::read(&address::fragment()).unwrap_or_default());
    let state = use_reducer(|| State::new(Asked::read(&written).unwrap_or_default()));
    let desk = use_memo(props.base.clone(), |base| Desk::new(base, state.asked.clone(), state.dispatcher()));
    let over = use_state_eq(|| false);
    let wanted = (props.settings.clone(), props.token.clone());
    use_effect_with(wanted, {
        let desk = desk.clone();
        move |(settings, token)| desk.set(settings.clone(), token.clone())
    });

    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            let listening = address::on_fragment(move |written| desk.follow(&written));
            || drop(listening)
        }
    });

    let place = use_node_ref();
    use_effect_with(std::mem::discriminant(&state.phase), {
        let (place, desk) = (place.clone(), desk.clone());
        // What had the focus is gone with the phase before.
        move |_| page::focus(place.get().filter(|_| desk.has_acted()))
    });

    let ondragover = over_with(&over, true, files::carries_files);
    let ondragleave = over_with(&over, false, files::left);
    let ondrop = {
        let (over, desk) = (over.clone(), desk.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            desk.open(files::dropped(&event));
        })
    };
    html! {
        <div ref={place} class={classes!("view", over.then_some("over"))} role="region" aria-label="Survey results"
            tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            <p class="hidden" role="status">{ status(&state) }</p>
            { phase(&state, &desk) }
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

fn phase(state: &State, desk: &Rc<Desk>) -> Html {
    match &state.phase {
        Phase::Welcome => welcome::welcome(desk),
        Phase::Reading(progress) => reading::reading(&state.label(), *progress, desk),
        Phase::Failed(failure, bad) => failed::failed(&state.label(), failure, bad, desk),
        Phase::Shown(shown) => shown::shown(state, shown, desk),
    }
}

/// What a screen reader is told when it changes: rarely, and in few words.
fn status(state: &State) -> String {
    match &state.phase {
        Phase::Welcome | Phase::Failed(..) => String::new(),
        Phase::Reading(progress) => reading::status(&state.label(), *progress),
        Phase::Shown(shown) => goodword_core::words::read(&shown.figures.summary),
    }
}
