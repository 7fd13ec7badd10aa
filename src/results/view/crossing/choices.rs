//! What is set beside what, and which figure of it is looked at.

use goodword_core::words::cross_cell::CellFigure;
use yew::prelude::*;

use crate::results::axes::offered;
use crate::results::view::choice::{choice, list};
use goodword_core::facets::Facets;

/// Rows and columns.
#[derive(Clone, PartialEq)]
pub struct Axes {
    /// What the rows are, as the command line has it.
    pub by: String,
    /// What the columns are; none where everyone stands in one.
    pub across: Option<String>,
    /// Whether they are wanted at all: it takes a program of its own.
    pub asked: bool,
}

/// The two lists. What is chosen in one is taken out of the other's place.
pub fn axes(facets: &Facets, chosen: &UseStateHandle<Axes>) -> Html {
    let offered = offered(facets);
    let mut columns = vec![(String::new(), "Everyone together".to_owned())];
    columns.extend(offered.iter().cloned());
    let across = chosen.across.clone().unwrap_or_default();
    let rows = {
        let to = chosen.clone();
        move |by: String| {
            let across = if to.across.as_ref() == Some(&by) { Some(to.by.clone()) } else { to.across.clone() };
            to.set(Axes { by, across, ..(*to).clone() });
        }
    };
    let cross = {
        let to = chosen.clone();
        move |across: String| {
            let by =
                if across == to.by { to.across.clone().unwrap_or_else(|| "week".to_owned()) } else { to.by.clone() };
            to.set(Axes { by, across: Some(across).filter(|across| !across.is_empty()), ..(*to).clone() });
        }
    };
    html! {
        <div class="choices">
            { list("Rows", &offered, &chosen.by, false, rows) }
            <span class="kicker">{ "by" }</span>
            { list("Columns", &columns, &across, false, cross) }
        </div>
    }
}

/// The figures of a cell, of which one is looked at.
pub fn figures(shown: CellFigure, to: &UseStateHandle<Option<CellFigure>>) -> Html {
    let to = to.clone();
    let options = CellFigure::ALL.map(|figure| (figure, figure.name()));
    html! { <div class="choices figures">{ choice("Figure of each cell", &options, shown, move |figure| to.set(Some(figure))) }</div> }
}
