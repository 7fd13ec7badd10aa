//! What the figures may lack, or mix, before the figures.

use std::rc::Rc;

use goodword_core::ingest::undated;
use goodword_core::words::doubt;
use yew::prelude::*;

use super::bad_lines::bad_lines;
use crate::reader::failure::Failure;
use crate::reader::selection::Selection;
use crate::results::controller::Controller;
use crate::results::source::{Dataset, Source};
use crate::results::state::{Shown, ViewState};

/// Whether nobody gave the answers.
pub fn is_made_up(dataset: Option<&Dataset>) -> bool {
    dataset.is_some_and(|dataset| dataset.source == Source::Sample)
}

/// First what all figures stand on, then what a source lacks. Nothing where there is nothing to say.
pub fn notice(state: &ViewState, shown: &Shown, controller: &Rc<Controller>) -> Html {
    let made_up = is_made_up(state.dataset.as_ref()).then(|| made_up(controller));
    let clocks = clocks(shown).map(|sentence| wrong_clocks(sentence, shown, &state.selection, controller));
    let sentences = sentences(state.mistake.as_deref(), shown);
    if sentences.is_empty() && shown.read.bad.total == 0 && made_up.is_none() && clocks.is_none() {
        return Html::default();
    }
    html! {
        <div class="notice">
            { for made_up }
            { for clocks }
            { for sentences.iter().map(|sentence| html! { <p role="alert">{ sentence }</p> }) }
            { bad_lines(&shown.read.bad, false) }
        </div>
    }
}

fn made_up(controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let back = Callback::from(move |_: MouseEvent| controller.stop());
    html! {
        <p>
            { "Nobody gave these answers: they are made up, to show what this view does with real ones. " }
            <button type="button" class="quiet" onclick={back}>{ "Back to the start" }</button>
        </p>
    }
}

/// How many are on no day, of what is shown.
fn clocks(shown: &Shown) -> Option<String> {
    // Counts may not have been asked for by day.
    let n = if shown.read.counted { shown.read.facets.undated } else { shown.figures.summary.undated() };
    undated(n).map(|sentence| sentence + ".")
}

/// With what can be done about them, where there are responses.
fn wrong_clocks(sentence: String, shown: &Shown, selection: &Selection, controller: &Rc<Controller>) -> Html {
    let button = |name: &'static str, dated: bool| {
        let controller = controller.clone();
        let onclick = Callback::from(move |_: MouseEvent| controller.ask(|to| to.filter.dated = Some(dated)));
        html! { <button type="button" class="quiet" {onclick}>{ name }</button> }
    };
    let some = !shown.read.counted;
    let only = some && selection.filter.dated != Some(false);
    html! {
        <p role="alert">
            { sentence }{ " " }
            <span class="ways">
                { for some.then(|| button("Leave them out", true)) }
                { " " }
                { for only.then(|| button("Show only these", false)) }
            </span>
        </p>
    }
}

fn sentences(mistake: Option<&str>, shown: &Shown) -> Vec<String> {
    let told = |failure: &Failure| format!("{} {}", failure.what(), failure.advice());
    let mistake = mistake.map(|problem| told(&Failure::Unknown(problem.to_owned())));
    let surveys = doubt::several_surveys(&shown.figures.summary.surveys).map(|sentence| {
        let choose = if shown.read.counted { "" } else { " Choose one in the list “Survey”." };
        format!("{sentence}. The figures are of all of them.{choose}")
    });
    let doubts = shown.read.doubts.iter().cloned();
    mistake.into_iter().chain(surveys).chain(doubts).chain(shown.trouble.as_ref().map(told)).collect()
}
