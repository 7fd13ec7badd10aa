//! Everything that was found.

use std::rc::Rc;

use goodword_core::words;
use yew::prelude::*;

use super::bad_lines::bad_lines;
use super::chooser::chooser;
use super::{comments, daily, empathy, nps, promise, recommend};
use crate::results::desk::Desk;
use crate::results::given::Given;
use crate::results::state::{Figures, Shown};
use crate::results::words::heading;

/// Head, doubts, cards, foot.
pub fn shown(given: Option<&Given>, shown: &Shown, desk: &Rc<Desk>) -> Html {
    let figures = &shown.figures;
    let summary = &figures.summary;
    html! {
        <>
            { head(shown, desk) }
            { doubts(shown) }
            <div class="grid">
                { nps::nps(&summary.recommend) }
                { promise::promise(&summary.promise) }
                { empathy::empathy(&summary.empathy) }
                { daily::daily(summary, figures.today) }
                { recommend::recommend(&summary.recommend) }
                { comments::comments(shown, desk) }
            </div>
            { foot(given, figures) }
        </>
    }
}

fn head(shown: &Shown, desk: &Rc<Desk>) -> Html {
    let summary = &shown.figures.summary;
    let responses = words::plural(summary.responses, "response", "responses");
    let found = [Some(responses), words::period(summary)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        <header>
            <div class="found">
                <h2>{ heading(summary.surveys.keys().map(String::as_str)) }</h2>
                <p>{ found }</p>
            </div>
            <div class="actions">
                { chooser("Open files", "", desk) }
                { save_summary(&shown.figures, desk) }
                { save_responses(shown, desk) }
            </div>
        </header>
    }
}

fn save_summary(figures: &Rc<Figures>, desk: &Rc<Desk>) -> Html {
    let (figures, desk) = (figures.clone(), desk.clone());
    let onclick = Callback::from(move |_: MouseEvent| desk.save_summary(&figures.json));
    html! { <button type="button" class="button" {onclick}>{ "Download summary" }</button> }
}

fn save_responses(shown: &Shown, desk: &Rc<Desk>) -> Html {
    let desk = desk.clone();
    let onclick = Callback::from(move |_: MouseEvent| desk.save_responses());
    html! {
        <button type="button" class="button primary" disabled={shown.waiting.responses} {onclick}>
            { "Download responses" }
        </button>
    }
}

/// What the figures may lack, before the figures.
fn doubts(shown: &Shown) -> Html {
    let figures = &shown.figures;
    let trouble = shown.trouble.as_ref().map(|failure| format!("{} {}", failure.what(), failure.advice()));
    let sentences: Vec<_> = figures.doubts.iter().cloned().chain(trouble).collect();
    if sentences.is_empty() && figures.bad.total == 0 {
        return Html::default();
    }
    html! {
        <div class="notice">
            { for sentences.iter().map(|sentence| html! { <p role="alert">{ sentence }</p> }) }
            { bad_lines(&figures.bad, false) }
        </div>
    }
}

fn foot(given: Option<&Given>, figures: &Figures) -> Html {
    let summary = &figures.summary;
    html! {
        <footer>
            <p>{ words::CHANCE }</p>
            <p>{ words::read(summary) }</p>
            { for given.iter().map(|given| html! {
                <p>{ "The same on the command line: " }<code>{ given.command(&summary.tz) }</code></p>
            }) }
        </footer>
    }
}
