//! A line over time for each column, on one scale, with how many answered.

use std::rc::Rc;

use goodword_cards::chart::{self, Spread, Trend, TrendPoint};
use goodword_core::calendar::Unit;
use goodword_core::words::answers;
use goodword_core::words::cross_cell::{CellFigure, CellText};
use goodword_core::words::cross_sheet::{CrossSheet, SheetRow};
use yew::prelude::*;

use crate::results::view::chart::Chart;

/// Columns that have a drawing; the table has all.
const DRAWN: usize = 6;

/// The drawings. Responses alone are no line: the bars of every drawing show them.
pub fn lines(sheet: &CrossSheet, unit: Unit, figure: CellFigure) -> Html {
    if figure == CellFigure::Responses {
        return Html::default();
    }
    let bounds = bounds(sheet, figure);
    let names = sheet.columns.iter().map(String::as_str).chain(sheet.columns.is_empty().then_some("Everyone"));
    html! {
        <div class={classes!("multiples", (sheet.columns.len() > 1).then_some("many"))}>
            { for names.enumerate().take(DRAWN).map(|(at, name)| one(sheet, (at, name), unit, (figure, bounds))) }
        </div>
    }
}

fn one(sheet: &CrossSheet, (at, name): (usize, &str), unit: Unit, (figure, bounds): (CellFigure, (f64, f64))) -> Html {
    let moments: Vec<_> = sheet.rows.iter().filter_map(|row| moment(row, at, unit, figure)).collect();
    let (_, step, sign) = figure.scale();
    let centre = sheet.all.get(at).and_then(|cell| cell.figures.get(index(figure))?.value);
    let trend =
        Trend { moments, centre, bounds, shared: Some(bounds), step, unit: sign, goal: None, notes: Vec::new() };
    let id = format!("gw-cross-line-{at}");
    let draw = Rc::new(trend);
    let draw = Callback::from(move |width| chart::trend(&draw, width).unwrap_or_default());
    html! {
        <div key={name.to_owned()}>
            <p class="kicker" id={id.clone()} dir="auto">{ format!("{name}: {}", sheet.figure_name(figure)) }</p>
            <Chart name="trend" labelled={id} {draw} />
        </div>
    }
}

fn index(figure: CellFigure) -> usize {
    CellFigure::ALL.iter().position(|one| *one == figure).unwrap_or_default()
}

fn moment(row: &SheetRow, at: usize, unit: Unit, figure: CellFigure) -> Option<TrendPoint> {
    let CellText { value, range, n, text, range_text } = row.cells.get(at)?.figures.get(index(figure))?.clone();
    let label = row.value.clone();
    let spread = value.zip(range).map(|(value, (low, high))| Spread { low, value, high });
    let known = if spread.is_some() {
        format!("{text}, between {},", range_text.replace(" to ", " and "))
    } else {
        String::new()
    };
    Some(TrendPoint {
        at: row.bucket?,
        detail: format!("{} {label}: {known} from {}", unit.as_str(), answers(n)),
        label,
        n,
        spread,
        limits: None,
        unusual: false,
        partial: false,
    })
}

/// The same scale for all drawings: as much of it as their ranges need.
fn bounds(sheet: &CrossSheet, figure: CellFigure) -> (f64, f64) {
    let ((least, most), step, _) = figure.scale();
    let own = sheet.columns.len().clamp(1, DRAWN);
    let cells = sheet.rows.iter().flat_map(|row| row.cells.iter().take(own));
    let ranges = cells.filter_map(|cell| cell.figures.get(index(figure))?.range);
    let (low, high) =
        ranges.fold((most, least), |(low, high): (f64, f64), range| (low.min(range.0), high.max(range.1)));
    // Where nothing is known all of it; where all is one value a step of it.
    let (low, high) = if low > high { (least, most) } else { (low, high) };
    let low = (low / step).floor() * step;
    (low, ((high / step).ceil() * step).max(low + step))
}
