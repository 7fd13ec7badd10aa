//! Any two things beside each other: a table with its test, or lines over time.

mod choices;
mod heat;
mod lines;

use std::rc::Rc;

use goodword_cards::command::quoted;
use goodword_core::words::cross_cell::CellFigure;
use yew::prelude::*;

use super::table;
use super::trend::SharedController;
use crate::reader::protocol::CrossQuery;
use crate::reader::selection::Options;
use crate::results::axes;
use crate::results::crossed::{CrossFound, Crossed};
use crate::results::state::SourceFacts;
use choices::{Axes, axes, figures};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CrossingProps {
    /// What was counted.
    pub crossed: Rc<Crossed>,
    /// What can be chosen from.
    pub read: Rc<SourceFacts>,
    /// What is wanted: counted anew when it changes.
    pub selection: Options,
    /// The command that counts the same, but for what.
    pub command: AttrValue,
    /// Counts.
    pub controller: SharedController,
}

/// The card.
#[component]
pub fn Crossing(props: &CrossingProps) -> Html {
    let chosen = use_state_eq(|| {
        let across = axes::COLUMNS.to_owned();
        Axes { by: axes::rows(&props.read.facets), across: Some(across), of: None, asked: false }
    });
    let figure = use_state_eq(|| None::<CellFigure>);
    use_effect_with((props.selection.clone(), (*chosen).clone()), {
        let controller = props.controller.clone();
        move |(_, chosen)| {
            if chosen.asked {
                controller.0.cross(&chosen.by, chosen.across.as_deref(), chosen.of.as_deref());
            }
        }
    });
    let Axes { by, across, of, asked } = &*chosen;
    let query =
        CrossQuery { selection: props.selection.clone(), by: by.clone(), across: across.clone(), of: of.clone() };
    let found = props.crossed.found.as_ref().filter(|_| *asked);
    let failed = *asked && props.crossed.trouble.is_some();
    let stale = *asked && !failed && found.is_none_or(|found| found.query != query);
    let title = found.map_or_else(|| "Does one thing go with another?".to_owned(), |found| found.sheet.title.clone());
    html! {
        <section class={classes!("card", "at-cross", (!asked).then_some("unasked"))} aria-labelledby="gw-cross-title" aria-busy={stale.then_some("true")}>
            <div class="top">
                <p class="kicker">{ "Any two, beside each other" }</p>
                { axes(&props.read.facets, &chosen) }
            </div>
            <h3 id="gw-cross-title" aria-live="polite">{ title }</h3>
            { for (!asked).then(|| start(&chosen)) }
            { for failed.then(|| html! { <p class="warn" role="alert">{ "These could not be set beside each other. Choose others, or change the filter." }</p> }) }
            { for found.map(|found| shown(found, &figure, props)) }
        </section>
    }
}

fn start(chosen: &UseStateHandle<Axes>) -> Html {
    let to = chosen.clone();
    let onclick = Callback::from(move |_: MouseEvent| to.set(Axes { asked: true, ..(*to).clone() }));
    html! {
        <div class="says">
            <p>{ "Segments, answers to your own questions, scores, weeks, weekdays or hours: each beside any other, with the test of whether they go together, and each figure over time." }</p>
            <p><button type="button" class="button" {onclick}>{ "Set them beside each other" }</button></p>
        </div>
    }
}

fn shown(found: &Rc<CrossFound>, figure: &UseStateHandle<Option<CellFigure>>, props: &CrossingProps) -> Html {
    let sheet = &found.sheet;
    let single = sheet.columns.is_empty();
    // Of everyone together the share is that of all; figures say more.
    let usual = match (&sheet.of, single || sheet.unit.is_some()) {
        (Some(_), _) => CellFigure::Mean,
        (None, true) => CellFigure::Nps,
        (None, false) => CellFigure::Share,
    };
    let figure_shown = (**figure).filter(|figure| sheet.figures.contains(figure)).unwrap_or(usual);
    if sheet.rows.is_empty() {
        return html! { <div class="says">{ for sheet.says.iter().map(|say| html! { <p>{ say }</p> }) }</div> };
    }
    html! {
        <>
            { figures(sheet, figure_shown, figure) }
            { for sheet.unit.map(|unit| lines::lines(sheet, unit, figure_shown)) }
            { heat::table(sheet, figure_shown) }
            <div class="says">
                { for heat::legend(sheet, figure_shown).map(|line| html! { <p>{ line }</p> }) }
                { for sheet.says.iter().map(|say| html! { <p>{ say }</p> }) }
            </div>
            { more(found, figure_shown, props) }
        </>
    }
}

fn more(found: &Rc<CrossFound>, figure: CellFigure, props: &CrossingProps) -> Html {
    let (saved, controller) = (found.clone(), props.controller.0.clone());
    let onclick =
        Callback::from(move |_: MouseEvent| controller.save_text(&saved.json, "application/json", "cross.json"));
    let across = found.query.across.as_ref().map(|across| format!(" --across {}", quoted(across))).unwrap_or_default();
    let of = found.query.of.as_ref().map(|of| format!(" --of {}", quoted(of))).unwrap_or_default();
    let command = format!("{} --by {}{across}{of}", props.command, quoted(&found.query.by));
    html! {
        <div class="more">
            { table::folded(&heat::ranges(&found.sheet, figure)) }
            <details class="fold">
                <summary>{ "The same on the command line" }<span class="hidden">{ ": any two" }</span></summary>
                <code>{ command }</code>
            </details>
            <button type="button" class="quiet" {onclick}>{ "Download JSON" }<span class="hidden">{ ": any two" }</span></button>
        </div>
    }
}
