//! What changes for visitors, and what that does to comparison, before it is done.

use std::rc::Rc;

use goodword_studio::change::{Change, Effect};
use goodword_studio::problems::{doubts, question_of};
use yew::prelude::*;

use super::field::{button, ticked, typed};
use crate::studio::controller::Controller;
use crate::studio::publishing::{Outcome, Published};
use crate::studio::state::{Action, StudioState};

pub fn publish(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let definition = state.publishable();
    let mut problems = definition.problems_of_publishing();
    if let Some(Outcome::Refused(refused)) = &state.outcome {
        problems
            .extend(refused.iter().filter(|problem| !definition.problems_of_publishing().contains(problem)).cloned());
    }
    let doubted = doubts(&definition);
    let said = |problem: &goodword_core::Problem, class: &'static str| {
        let (at, act) = (question_of(problem), controller.clone());
        let go = at.map(|at| button("Go there", "quiet", false, move || act.act(Action::Select(at))));
        html! { <li class={class}>{ problem.to_text() }{ " " }{ for go }</li> }
    };
    let ready = problems.is_empty() && !matches!(state.published, Published::Unknown | Published::Nowhere);
    let (publishing, act) = (state.clone(), controller.clone());
    let version = definition.version.clone().unwrap_or_default();
    html! {
        <>
            <h2>{ "Publish" }</h2>
            { whereto(state) }
            <ul class="plain">
                { for problems.iter().map(|problem| said(problem, "warm")) }
                { for doubted.iter().map(|problem| said(problem, "soft")) }
            </ul>
            { held_back(state) }
            { changes(state, controller) }
            { token(controller) }
            { button(&format!("Publish version {version}"), "primary", !ready, move || act.publish(&publishing)) }
            <div role="status">
                if let Some(outcome) = &state.outcome {
                    <p class={if matches!(outcome, Outcome::Done { .. }) { "soft" } else { "warm" }}>{ outcome.sentence() }</p>
                }
                if state.outcome == Some(Outcome::Changed) { { again(state, controller) } }
            </div>
        </>
    }
}

fn whereto(state: &StudioState) -> Html {
    let id = state.survey().id.clone().unwrap_or_default();
    if !goodword_core::name::is_name(&id) {
        return html! { <p>{ "Give the survey a name first, in the field on top." }</p> };
    }
    let text = match &state.published {
        Published::Unknown => "Looking up what visitors are asked now…".to_owned(),
        Published::Nothing => format!("Nobody is asked “{id}” yet."),
        Published::Known { definition, .. } => {
            format!("Visitors are asked version {} of “{id}”.", definition.version.as_deref().unwrap_or("(none)"))
        }
        Published::Nowhere => {
            "There is no collector beside this page, or it does not answer. Save the file and put it where your snippet’s config names it.".to_owned()
        }
    };
    html! { <p>{ text }</p> }
}

/// Languages that are not offered stay here.
fn held_back(state: &StudioState) -> Html {
    let held: Vec<_> = state.draft().held_back.iter().cloned().collect();
    if held.is_empty() {
        return html! {};
    }
    html! { <p class="soft">{ format!("Not offered yet, and kept in this browser alone: {}.", held.join(", ")) }</p> }
}

fn changes(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let Some(published) = state.published.definition() else { return html! {} };
    let changes = state.draft().definition().changes(published);
    let of = |effect: Effect| changes.iter().filter(move |change| change.what.effect() == effect).map(shown);
    let is_judged = changes.iter().any(|change| change.what.effect() == Effect::Judged);
    let begins = changes.iter().any(|change| change.what.effect() == Effect::Begins);
    let act = controller.clone();
    let onchange = Callback::from(move |event: Event| act.act(Action::NewMeaning(ticked(&event))));
    html! {
        <>
            if changes.is_empty() { <p class="soft">{ "Nothing has changed." }</p> }
            if changes.iter().any(|change| change.what.effect() < Effect::Begins) {
                <h3>{ "These keep the comparison" }</h3>
                <ul class="plain">{ for of(Effect::Keeps) }{ for of(Effect::Judged) }</ul>
            }
            if is_judged {
                <label class="tick">
                    <input type="checkbox" checked={state.new_meaning} {onchange} />
                    <span>{ "A new wording means something else than before: begin a new version" }</span>
                </label>
            }
            if begins {
                <h3 class="warm">{ "These begin a new version" }</h3>
                <ul class="plain">{ for of(Effect::Begins) }</ul>
            }
        </>
    }
}

fn shown(change: &Change) -> Html {
    let about = change.question.clone().unwrap_or_else(|| "Around".to_owned());
    html! {
        <li>
            <b>{ about }</b>{ ": " }
            if !change.before.is_empty() { <del>{ &change.before }</del>{ " " } }
            <ins>{ &change.after }</ins>
            <p class="soft">{ change.what.why() }</p>
        </li>
    }
}

fn token(controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let oninput = Callback::from(move |event: InputEvent| controller.unlock(typed(&event).trim().to_owned()));
    html! {
        <label class="field">
            <span>{ "Admin token, unless you are signed in; it is kept nowhere" }</span>
            <input type="password" autocomplete="off" {oninput} />
        </label>
    }
}

fn again(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let (state, controller) = (state.clone(), controller.clone());
    button("Look at what is published now", "", false, move || controller.ask(&state))
}
