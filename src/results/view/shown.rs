//! Everything that was found.

use std::rc::Rc;

use goodword_core::words::compared::changes;
use goodword_core::words::{self, number::count};
use yew::prelude::*;

use super::bad_lines::bad_lines;
use super::chooser::chooser;
use super::comments::Comments;
use super::follow_ups::Promises;
use super::segments::Segments;
use super::trend::{Desked, Trends};
use super::{asymmetry, comparison, download, empathy, filters, histogram, nps, promise, questions, together, way};
use crate::results::asked::Asked;
use crate::results::desk::Desk;
use crate::results::given::{Given, Source};
use crate::results::state::{Shown, State};
use crate::results::words::{heading, response_rate};

/// What counts cannot show.
const COUNTED: &str = "These figures are made of counts, so there are no comments, no follow-ups, no filters and no responses to download: the address that ends in /responses has them.";

/// Head, doubts, cards, foot.
pub fn shown(state: &State, shown: &Shown, desk: &Rc<Desk>) -> Html {
    let busy = if shown.waiting.figures { "true" } else { "false" };
    html! {
        <>
            { head(state.given.as_ref(), shown, desk) }
            { for (!shown.read.counted).then(|| filters::filters(shown, &state.asked, desk)) }
            { for shown.read.counted.then(|| html! { <p class="counted">{ COUNTED }</p> }) }
            { doubts(state.given.as_ref(), shown, desk) }
            <div class={classes!("grid", shown.waiting.figures.then_some("stale"))} aria-busy={busy}>
                { cards(shown, &state.asked, desk) }
            </div>
            { foot(state.given.as_ref(), shown) }
        </>
    }
}

fn cards(shown: &Shown, asked: &Asked, desk: &Rc<Desk>) -> Html {
    let (figures, desked) = (&shown.figures, Desked(desk.clone()));
    let summary = &figures.summary;
    let [nps, kept, agree] = summary.comparison.as_ref().map_or([None, None, None], changes);
    html! {
        <>
            { nps::nps(summary, nps, desk) }
            { promise::promise(summary, kept, desk) }
            { empathy::empathy(summary, agree, desk) }
            { asymmetry::asymmetry(summary, desk) }
            { histogram::histogram(&summary.recommend, desk) }
            <Trends figures={figures.clone()} desk={desked.clone()} />
            { comparison::comparison(shown, asked, desk) }
            { together::together(summary, desk) }
            { for (!summary.segments.is_empty()).then(|| html! {
                <Segments figures={figures.clone()} desk={desked.clone()} />
            }) }
            { way::way(summary, desk) }
            { questions::questions(summary, desk) }
            { for (!shown.read.counted).then(|| rows(shown, asked, &desked)) }
        </>
    }
}

/// What needs the responses themselves.
fn rows(shown: &Shown, asked: &Asked, desked: &Desked) -> Html {
    html! {
        <>
            <Promises told={shown.follow_ups.clone()} waiting={shown.answering} asked={asked.options()}
                desk={desked.clone()} />
            <Comments comments={shown.comments.clone()} paper={shown.paper.clone()} waiting={shown.waiting.comments}
                total={shown.figures.summary.comments} asked={asked.options()} desk={desked.clone()} />
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
