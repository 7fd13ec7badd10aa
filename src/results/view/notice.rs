//! What the figures may lack, or mix, before the figures.

use std::rc::Rc;

use goodword_core::Segment;
use goodword_core::ingest::undated;
use goodword_core::words::{doubt, quality};
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
    let judged = judged(shown, &state.selection, controller);
    let sentences = sentences(state.mistake.as_deref(), shown);
    if sentences.is_empty() && shown.read.bad.total == 0 && made_up.is_none() && clocks.is_none() && judged.is_empty() {
        return Html::default();
    }
    html! {
        <div class="notice">
            { for made_up }
            { for clocks }
            { for judged }
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

/// The values of a segment in all that was read.
fn values<'a>(shown: &'a Shown, segment: &Segment) -> impl Iterator<Item = (&'a str, u64)> {
    let facet = shown.read.facets.segments.iter().find(|facet| facet.segment == *segment);
    facet.into_iter().flat_map(|facet| facet.values.iter().map(|(value, n)| (value.as_str(), *n)))
}

/// What the collector thought of the responses, with the way to keep to the others.
fn judged(shown: &Shown, selection: &Selection, controller: &Rc<Controller>) -> Vec<Html> {
    let line = |sentence: String, name: &'static str, done: &'static str, kept: Vec<(Segment, Option<String>)>| {
        let is_kept = kept.iter().all(|one| selection.filter.segments.contains(one));
        let controller = controller.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            controller.ask(|to| to.filter.segments.extend(kept.iter().cloned()));
        });
        let button = (!is_kept && !shown.read.counted).then(|| {
            html! { <span class="ways"><button type="button" class="quiet" {onclick}>{ name }</button></span> }
        });
        html! { <p role="note">{ sentence }{ if is_kept { done } else { "." } }{ " " }{ for button }</p> }
    };
    let doubtful = quality::doubtful(values(shown, &Segment::Quality))
        .map(|sentence| line(sentence, "Leave them out", "; they are left out.", vec![(Segment::Quality, None)]));
    let proven = ["signed", "invited"].map(|level| (Segment::Identity, Some(level.to_owned())));
    let identity = quality::identity(values(shown, &Segment::Identity))
        .map(|sentence| line(sentence, "Keep to the proven", "; only the proven are counted.", proven.to_vec()));
    doubtful.into_iter().chain(identity).collect()
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
