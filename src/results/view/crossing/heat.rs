//! Rows by columns, each cell tinted by its value.

use goodword_cards::Table;
use goodword_core::words::cross_cell::{CellFigure, CellText};
use goodword_core::words::cross_sheet::{CrossSheet, SheetCell, SheetRow};
use yew::prelude::*;

/// Letters of a word that are never parted.
const WORD: usize = 16;
/// Steps of the tint.
const STEPS: f64 = 5.0;

/// The table.
pub fn table(sheet: &CrossSheet, figure: CellFigure) -> Html {
    let span = span(sheet, figure);
    let heads = sheet.columns.iter().map(String::as_str).chain(["All"]);
    let head = |name: &str| html! { <th scope="col" dir="auto" class={wrap(name)}>{ name.to_owned() }</th> };
    let all = SheetRow { value: "All".to_owned(), bucket: None, cells: sheet.all.clone() };
    let rows = sheet.rows.iter().map(|row| line(row, figure, Some(span)));
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={format!("Any two: by {}", sheet.by)}>
            <table class="heat">
                <caption class="hidden">{ format!("{}, by {}", sheet.figure_name(figure), sheet.by) }</caption>
                <thead><tr><th scope="col">{ &sheet.by }</th>{ for heads.map(head) }<th scope="col">{ "Responses" }</th></tr></thead>
                <tbody>{ for rows }{ line(&all, figure, None) }</tbody>
            </table>
        </div>
    }
}

/// A row; that of everyone has no tints.
fn line(row: &SheetRow, figure: CellFigure, span: Option<(f64, f64)>) -> Html {
    let own = row.cells.len().saturating_sub(1);
    let cell = |(at, cell): (usize, &SheetCell)| {
        let of = text(cell, figure);
        // What stands for all of a row or column has no tint: it would only repeat the strongest.
        let tint = of.value.zip(span).filter(|_| at < own || own == 0).map(|(value, span)| step(value, span));
        let class = tint.map(|step| format!("tint-{step}"));
        let mark = cell.more.filter(|_| figure == CellFigure::Share);
        html! {
            <td {class} title={of.range.map(|_| format!("95 % range: {}, from {}", of.range_text, of.n))}>
                { of.text }{ for mark.map(marked) }
            </td>
        }
    };
    let responses = row.cells.last().map(|cell| text(cell, CellFigure::Responses).text).unwrap_or_default();
    html! {
        <tr>
            <th scope="row" dir="auto" class={wrap(&row.value)}>{ &row.value }</th>
            { for row.cells.iter().enumerate().map(cell) }
            <td>{ responses }</td>
        </tr>
    }
}

/// Whether a name may be cut anywhere: an address, or a word that no column would hold.
fn wrap(name: &str) -> Option<&'static str> {
    name.split(char::is_whitespace).any(|word| word.chars().count() > WORD).then_some("long")
}

/// An arrow, and its words for whoever cannot see it.
fn marked(more: bool) -> Html {
    let (arrow, words) = if more { ("▲", " more than everyone else") } else { ("▼", " less than everyone else") };
    html! { <><span class="mark" aria-hidden="true">{ arrow }</span><span class="hidden">{ words }</span></> }
}

fn text(cell: &SheetCell, figure: CellFigure) -> CellText {
    let at = CellFigure::ALL.iter().position(|one| *one == figure).unwrap_or_default();
    cell.figures.get(at).cloned().unwrap_or_else(CellText::none)
}

/// The lowest and the highest value of the cells.
fn span(sheet: &CrossSheet, figure: CellFigure) -> (f64, f64) {
    let own = sheet.columns.len().max(1);
    let cells = sheet.rows.iter().flat_map(|row| row.cells.iter().take(own));
    cells
        .filter_map(|cell| text(cell, figure).value)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// The tint of a value, 0 to 5.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5")]
fn step(value: f64, (low, high): (f64, f64)) -> u8 {
    if high <= low { 0 } else { ((value - low) / (high - low) * STEPS).round() as u8 }
}

/// What the marks and tints mean.
pub fn legend(sheet: &CrossSheet, figure: CellFigure) -> impl Iterator<Item = String> {
    let marked = sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.more.is_some());
    let marks = (figure == CellFigure::Share && marked)
        .then(|| "▲ and ▼: more or less than everyone else by more than chance would let it.".to_owned());
    let few = sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| text(cell, figure).value.is_none());
    let few = few.then(|| "–: fewer than 5 answers.".to_owned());
    marks.into_iter().chain(few)
}

/// The same with ranges and numbers of answers, to be copied.
pub fn ranges(sheet: &CrossSheet, figure: CellFigure) -> Table {
    let names: Vec<String> = sheet.columns.iter().cloned().chain(["All".to_owned()]).collect();
    let rows = sheet.rows.iter().flat_map(|row| {
        row.cells.iter().zip(&names).map(|(cell, name)| {
            let of = text(cell, figure);
            vec![row.value.clone(), name.clone(), of.text, of.range_text, of.n.to_string()]
        })
    });
    Table {
        caption: format!("{} of each cell", sheet.figure_name(figure)),
        heads: vec!["Row", "Column", figure.name(), "95 % range", "Of"],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tints_go_from_the_lowest_to_the_highest() {
        assert_eq!([0.0, 24.0, 50.0, 100.0].map(|value| step(value, (0.0, 100.0))), [0, 1, 3, 5]);
        assert_eq!(step(7.0, (7.0, 7.0)), 0);
        assert_eq!(step(-50.0, (-100.0, 100.0)), 1);
    }
}
