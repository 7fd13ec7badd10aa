//! Other languages, each with how much of it is said.

use std::rc::Rc;

use goodword_studio::Edit;
use goodword_studio::text::TextPlace;
use yew::prelude::*;

use super::canvas::Held;
use super::field::{button, edits, line, select, tick};
use crate::manifest::LANGUAGES;
use crate::studio::controller::Controller;
use crate::studio::state::{Action, StudioState};

pub fn languages(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let there = state.survey().locales.keys();
    let free: Vec<_> =
        LANGUAGES.into_iter().filter(|language| !state.survey().locales.contains_key(*language)).collect();
    html! {
        <>
            <h2>{ "Languages" }</h2>
            <p class="soft">{ "Goodword’s own questions and buttons are there in 27 languages. What you wrote yourself is said here; a language is offered to visitors once you say so." }</p>
            { for there.map(|language| one(state, controller, language)) }
            <AddLanguage {free} controller={Held(controller.clone())} />
            if let Some(language) = &state.language { { words(state, controller, language) } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AddLanguageProps {
    free: Vec<&'static str>,
    controller: Held,
}

/// What is chosen is added by a button: by keyboard, a list passes through what nobody meant.
#[component]
fn AddLanguage(props: &AddLanguageProps) -> Html {
    let chosen = use_state(String::new);
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |language| chosen.set(language))
    };
    let words: Vec<_> =
        std::iter::once(("", "Choose…")).chain(props.free.iter().map(|language| (*language, *language))).collect();
    let language = Some((*chosen).clone()).filter(|language| props.free.contains(&language.as_str()));
    let (is_none, controller) = (language.is_none(), props.controller.0.clone());
    html! {
        <div class="acts">
            { select("Add a language", language.as_deref().unwrap_or_default(), &words, choose) }
            { button("Add", "", is_none, move || {
                if let Some(language) = &language {
                    controller.edit(Edit::AddLanguage(language.clone()));
                    controller.act(Action::Speak(Some(language.clone())));
                }
            }) }
        </div>
    }
}

fn one(state: &StudioState, controller: &Rc<Controller>, language: &str) -> Html {
    let progress = state.survey().progress(language);
    let offered = !state.draft().held_back.contains(language);
    let (name, speak) = (language.to_owned(), controller.clone());
    let write = {
        let name = name.clone();
        Callback::from(move |_: MouseEvent| speak.act(Action::Speak(Some(name.clone()))))
    };
    let may = progress.is_complete() || offered;
    let offer = name.clone();
    html! {
        <div class="language">
            <p><b>{ language }</b>{ format!(": {} of {} said", progress.said, progress.total) }</p>
            <div class="acts">
                <button type="button" class="button" onclick={write}>{ "Write" }</button>
                if may {
                    { tick("Offered to visitors", offered, controller, move |offered| Edit::OfferLanguage(offer.clone(), offered)) }
                } else {
                    <p class="soft">{ "Can be offered once all is said." }</p>
                }
                { edits("Remove", "quiet", false, controller, Edit::RemoveLanguage(name)) }
            </div>
        </div>
    }
}

/// All words side by side: what is said first stands as the label of what is said in the language.
fn words(state: &StudioState, controller: &Rc<Controller>, language: &str) -> Html {
    let places = state.survey().places().into_iter().filter(|place| *place != TextPlace::ThanksUrl);
    let texts = places.map(|place| {
        let first = state.survey().text(None, place).unwrap_or_default();
        let own = state.survey().text(Some(language), place).unwrap_or_default();
        let language = language.to_owned();
        line(first, own, controller, move |text| Edit::Write(Some(language.clone()), place, text))
    });
    html! {
        <fieldset>
            <legend>{ format!("In {language}") }</legend>
            { for texts }
        </fieldset>
    }
}
