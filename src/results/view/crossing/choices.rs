//! What is set beside what, and which figure of it is looked at.

use goodword_core::facets::Facets;
use goodword_core::words::cross_cell::CellFigure;
use goodword_core::words::cross_sheet::CrossSheet;
use yew::prelude::*;

use crate::results::axes::{offered, scales};
use crate::results::view::choice::{choice, list};

/// Rows and columns.
#[derive(Clone, PartialEq)]
pub struct Axes {
    /// What the rows are, as the command line has it.
    pub by: String,
    /// What the columns are; none where everyone stands in one.
    pub across: Option<String>,
    /// The question whose mean is told; none where no mean is.
    pub of: Option<String>,
    /// Whether they are wanted at all: it takes a program of its own.
    pub asked: bool,
}

/// The lists. What is chosen in one is taken out of the other's place.
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
    let mut means = vec![(String::new(), "No mean".to_owned())];
    means.extend(scales(facets));
    let of = chosen.of.clone().unwrap_or_default();
    let mean = {
        let to = chosen.clone();
        move |of: String| to.set(Axes { of: Some(of).filter(|of| !of.is_empty()), ..(*to).clone() })
    };
    html! {
        <div class="choices">
            { list("Rows", &offered, &chosen.by, false, rows) }
            <span class="kicker">{ "by" }</span>
            { list("Columns", &columns, &across, false, cross) }
            { list("Mean of a question", &means, &of, false, mean) }
        </div>
    }
}

/// The figures of a cell, of which one is looked at.
pub fn figures(sheet: &CrossSheet, shown: CellFigure, to: &UseStateHandle<Option<CellFigure>>) -> Html {
    let to = to.clone();
    let options: Vec<_> = sheet.figures.iter().map(|figure| (*figure, figure.name())).collect();
    html! { <div class="choices figures">{ choice("Figure of each cell", &options, shown, move |figure| to.set(Some(figure))) }</div> }
}
