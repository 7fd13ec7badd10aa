//! What is wanted, under a name, to be found again in this browser.

use yew::prelude::*;

use super::trend::{SharedController, recalled};
use crate::browser::{keyboard, local};
use crate::reader::selection::Selection;
use crate::results::fragment;
use crate::results::memory::Memory;

/// What is saved, and under which survey's name.
#[derive(Clone, PartialEq, Properties)]
pub struct SavedViewsProps {
    /// The survey that they belong to.
    pub survey: AttrValue,
    /// What is wanted now.
    pub selection: Selection,
    /// Where the analyst's wishes go.
    pub controller: SharedController,
}

/// A list of names, and the way to save what is wanted now.
#[component]
pub fn SavedViews(props: &SavedViewsProps) -> Html {
    let memory = use_state_eq(|| recalled(&props.survey));
    let name = use_state_eq(String::new);
    let change = {
        let (memory, survey) = (memory.clone(), props.survey.clone());
        move |change: &dyn Fn(&mut Memory)| {
            let mut to = recalled(&survey);
            change(&mut to);
            local::write(&Memory::name(&survey), &to.text());
            memory.set(to);
        }
    };
    let save = {
        let (change, name, selection) = (change.clone(), name.clone(), props.selection.clone());
        Callback::from(move |_: MouseEvent| {
            change(&|memory| memory.keep_view(&name, &fragment::write(&selection.options())));
            name.set(String::new());
        })
    };
    let onchange = {
        let name = name.clone();
        Callback::from(move |event: Event| name.set(keyboard::value(&event)))
    };
    let saved = memory.views.iter().map(|(name, written)| {
        let (change, controller) = (change.clone(), props.controller.0.clone());
        let (own, written) = (name.clone(), written.clone());
        let open = Callback::from(move |_: MouseEvent| controller.open_view(&written));
        let forget = Callback::from(move |_: MouseEvent| change(&|memory| memory.forget_view(&own)));
        html! {
            <li key={name.clone()}>
                <button type="button" class="pill" onclick={open}><span dir="auto">{ name }</span></button>
                <button type="button" class="quiet" onclick={forget}>{ "Forget" }<span class="hidden">{ format!(": {name}") }</span></button>
            </li>
        }
    });
    html! {
        <details class="which views">
            <summary class="pill">{ "Views" }</summary>
            <div>
                <ul>{ for saved }</ul>
                <label>{ "Name of this view" }<input type="text" class="pill" maxlength="120" value={(*name).clone()} {onchange} /></label>
                <button type="button" class="button" onclick={save}>{ "Save view" }</button>
                <p>{ "Kept in this browser alone. The address of this page holds it too, and can be sent." }</p>
            </div>
        </details>
    }
}
