//! Everything that was found.

use std::rc::Rc;

use goodword_cards::words::{heading, response_rate};
use goodword_core::words::{self, number::count};
use yew::prelude::*;

use super::cards::Cards;
use super::chooser::chooser;
use super::download;
use super::filters::Filters;
use super::imported;
use super::notice;
use super::trend::{SharedController, survey};
use crate::reader::protocol::SaveProgress;
use crate::reader::source_url::export;
use crate::results::controller::Controller;
use crate::results::source::{Dataset, Source};
use crate::results::state::{Shown, ViewState};

/// What counts cannot show.
const COUNTED: &str = "These figures are made of counts, so there are no comments, no follow-ups, no filters and no responses to download: the address that ends in /responses has them.";

/// Head, doubts, cards, foot.
pub fn shown(state: &ViewState, shown: &Shown, controller: &Rc<Controller>) -> Html {
    let shared = SharedController(controller.clone());
    html! {
        <>
            { head(state.dataset.as_ref(), shown, controller) }
            { for (!shown.read.counted).then(|| html! {
                <Filters read={shown.read.clone()} selection={state.selection.clone()} zone={shown.figures.summary.tz.clone()} survey={survey(&shown.figures.summary)} controller={shared.clone()} />
            }) }
            { for shown.read.counted.then(|| html! { <p class="counted">{ COUNTED }</p> }) }
            { imported::imported(&shown.read.imported, controller) }
            { notice::notice(state, shown, controller) }
            <Cards key={Rc::as_ptr(&shown.read).addr().to_string()} shown={shown.clone()} selection={state.selection.clone()} commands={commands(state, shown)} controller={shared.clone()} />
            { foot(state.dataset.as_ref(), shown) }
        </>
    }
}

/// The commands that count the words of the comments that are wanted, and set two things beside each other, but for which.
fn commands(state: &ViewState, shown: &Shown) -> [AttrValue; 2] {
    let filter = state.selection.filter.options().into_iter().map(|(name, value)| (name.to_owned(), value));
    let mapping = imported::mapping(&shown.read.imported);
    let tz = &shown.figures.summary.tz;
    let filter: Vec<_> = filter.collect();
    let dataset = state.dataset.as_ref();
    let command = dataset.map(|dataset| dataset.command_with(mapping, &shown.read.mappings, tz, &filter));
    let command = command.unwrap_or_default();
    ["goodword words", "goodword cross"].map(|name| command.replacen("goodword summarize", name, 1).into())
}

fn head(dataset: Option<&Dataset>, shown: &Shown, controller: &Rc<Controller>) -> Html {
    let summary = &shown.figures.summary;
    let responses = match summary.left_out {
        0 => words::plural(summary.responses, "response", "responses"),
        left => format!(
            "{} of {}",
            count(summary.responses),
            words::plural(summary.responses + left, "response", "responses")
        ),
    };
    let found = [Some(responses), words::period(summary), Some(response_rate(summary))];
    let found = found.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let made_up = notice::is_made_up(dataset).then(|| html! { <span class="made-up">{ "Made up" }</span> });
    html! {
        <header>
            <div class="found">
                <h2>{ heading(summary.surveys.keys().map(String::as_str)) }{ for made_up }</h2>
                <p>{ found }</p>
            </div>
            <div class="actions">
                { for is_export(dataset).then(|| refresh(shown, controller)) }
                { chooser("Open files", "", controller) }
                { download::download(shown, controller) }
            </div>
            { for saving(shown) }
        </header>
    }
}

/// Whether it is read from the export of a collector, which can say what has come since.
fn is_export(dataset: Option<&Dataset>) -> bool {
    let Some(Dataset { source: Source::Address(_, full), .. }) = dataset else { return false };
    export(full, None).is_some()
}

fn refresh(shown: &Shown, controller: &Rc<Controller>) -> Html {
    let (controller, waiting) = (controller.clone(), shown.waiting.newer);
    let onclick = Callback::from(move |_: MouseEvent| controller.refresh());
    let name = if waiting { "Reading what is new …" } else { "Read what is new" };
    html! { <button type="button" class="button" disabled={waiting} {onclick}>{ name }</button> }
}

/// How far the file is that was asked for.
fn saving(shown: &Shown) -> Option<Html> {
    let SaveProgress { done, total } = shown.saving.filter(|_| shown.waiting.responses)?;
    let so_far = format!("{} of {} written", count(done), words::plural(total, "response", "responses"));
    Some(html! {
        <p class="saving" role="status">
            <progress aria-label="Written so far" max={total.to_string()} value={done.to_string()} />
            { so_far }
        </p>
    })
}

fn foot(dataset: Option<&Dataset>, shown: &Shown) -> Html {
    let figures = &shown.figures;
    let summary = &figures.summary;
    // Who is told of groups only has no responses that the command could read.
    let dataset = dataset.filter(|_| summary.min_group.is_none());
    html! {
        <footer>
            <p>{ words::CHANCE }</p>
            <p>{ words::read(summary).text }</p>
            { for dataset.iter().map(|dataset| html! {
                <p>{ "The same on the command line: " }<code>{ dataset.command_with(imported::mapping(&shown.read.imported), &shown.read.mappings, &summary.tz, &figures.options) }</code></p>
            }) }
        </footer>
    }
}
