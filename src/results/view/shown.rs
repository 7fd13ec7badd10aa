//! Everything that was found.

use std::rc::Rc;

use goodword_core::words::{self, number::count};
use yew::prelude::*;

use super::bad_lines::bad_lines;
use super::cards::Cards;
use super::chooser::chooser;
use super::download;
use super::filters::Filters;
use super::trend::Desked;
use crate::results::desk::Desk;
use crate::results::given::{Given, Source};
use crate::results::state::{Shown, State};
use crate::results::words::{heading, response_rate};

/// What counts cannot show.
const COUNTED: &str = "These figures are made of counts, so there are no comments, no follow-ups, no filters and no responses to download: the address that ends in /responses has them.";

/// Head, doubts, cards, foot.
pub fn shown(state: &State, shown: &Shown, desk: &Rc<Desk>) -> Html {
    let desked = Desked(desk.clone());
    html! {
        <>
            { head(state.given.as_ref(), shown, desk) }
            { for (!shown.read.counted).then(|| html! {
                <Filters read={shown.read.clone()} asked={state.asked.clone()} desk={desked.clone()} />
            }) }
            { for shown.read.counted.then(|| html! { <p class="counted">{ COUNTED }</p> }) }
            { doubts(state.given.as_ref(), shown, desk) }
            <Cards shown={shown.clone()} asked={state.asked.clone()} desk={desked.clone()} />
            { foot(state.given.as_ref(), shown) }
        </>
    }
}

fn head(given: Option<&Given>, shown: &Shown, desk: &Rc<Desk>) -> Html {
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
    let made_up = is_made_up(given).then(|| html! { <span class="made-up">{ "Made up" }</span> });
    html! {
        <header>
            <div class="found">
                <h2>{ heading(summary.surveys.keys().map(String::as_str)) }{ for made_up }</h2>
                <p>{ found }</p>
            </div>
            <div class="actions">
                { chooser("Open files", "", desk) }
                { download::download(shown, desk) }
            </div>
        </header>
    }
}

fn is_made_up(given: Option<&Given>) -> bool {
    given.is_some_and(|given| given.source == Source::Sample)
}

/// What the figures may lack, before the figures.
fn doubts(given: Option<&Given>, shown: &Shown, desk: &Rc<Desk>) -> Html {
    let read = &shown.read;
    let trouble = shown.trouble.as_ref().map(|failure| format!("{} {}", failure.what(), failure.advice()));
    let sentences: Vec<_> = read.doubts.iter().cloned().chain(trouble).collect();
    let made_up = is_made_up(given).then(|| {
        let desk = desk.clone();
        let back = Callback::from(move |_: MouseEvent| desk.stop());
        html! {
            <p>
                { "Nobody gave these answers: they are made up, to show what this view does with real ones. " }
                <button type="button" class="quiet" onclick={back}>{ "Back to the start" }</button>
            </p>
        }
    });
    if sentences.is_empty() && read.bad.total == 0 && made_up.is_none() {
        return Html::default();
    }
    html! {
        <div class="notice">
            { for made_up }
            { for sentences.iter().map(|sentence| html! { <p role="alert">{ sentence }</p> }) }
            { bad_lines(&read.bad, false) }
        </div>
    }
}

fn foot(given: Option<&Given>, shown: &Shown) -> Html {
    let figures = &shown.figures;
    let summary = &figures.summary;
    html! {
        <footer>
            <p>{ words::CHANCE }</p>
            <p>{ words::read(summary) }</p>
            { for given.iter().map(|given| html! {
                <p>{ "The same on the command line: " }<code>{ given.command(&summary.tz, &figures.options) }</code></p>
            }) }
        </footer>
    }
}
