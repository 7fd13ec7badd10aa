//! Any two things beside each other as text that a person likes to read in a terminal.

use std::fmt::Write;

use goodword_core::cross::{CrossCell, CrossRow, CrossTable};
use goodword_core::words::cross;
use goodword_core::words::cross_cell::CellFigure;
use goodword_core::words::segment::value_name;
use goodword_core::words::{self, number::count};

/// Rows that are printed; the JSON has all.
const ROWS: usize = 60;
/// Characters of a name that are printed.
const NAME: usize = 24;
const WIDE: usize = 14;

/// The finding, the table, and what stands under it, each line with its line feed. Cells say `show`, where something is asked
/// for; else shares of two things beside each other, and the scores of one.
pub fn print(table: &CrossTable, show: Option<CellFigure>) -> String {
    let mut out = cross::title(table) + "\n";
    for sentence in cross::says(table) {
        let _ = writeln!(out, "{sentence}");
    }
    if !table.rows.is_empty() {
        out.push('\n');
        match show {
            Some(CellFigure::Share) | None if table.across.is_some() => shares(&mut out, table),
            Some(show) => one(&mut out, table, show),
            None => figures(&mut out, table),
        }
        let left = table.rows.len().saturating_sub(ROWS);
        if left > 0 {
            let _ = writeln!(
                out,
                "and {}; --json has all",
                words::plural(left as u64, "row more before", "rows more before")
            );
        }
    }
    let _ = writeln!(out, "\n95 % ranges. {}", words::CHANCE);
    out
}

/// The share of each column in each row; marked where it differs from everyone else's by more than chance would let it.
fn shares(out: &mut String, table: &CrossTable) {
    let heads = table.columns.iter().map(|column| value_name(column)).chain(["responses".to_owned()]);
    line(out, &cross::name(&table.by), heads);
    for row in last(&table.rows) {
        let share = |cell: &CrossCell| {
            let mark = if cross::apart(cell).is_some() { "*" } else { "" };
            format!("{}{mark}", CellFigure::Share.of(cell).text)
        };
        let cells = row.cells.iter().map(share).chain([count(row.total.share.count)]);
        line(out, &value_name(&row.value), cells);
    }
    let all = table.totals.iter().map(|cell| CellFigure::Share.of(cell).text);
    line(out, "all", all.chain([count(table.responses)]));
    let _ = writeln!(out, "Shares of each row. * differs from everyone else's by more than chance would let it.");
}

/// One figure of each cell, with how many responses the row has.
fn one(out: &mut String, table: &CrossTable, show: CellFigure) {
    let single = table.across.is_none();
    let columns = table.columns.iter().filter(|_| !single).map(|column| value_name(column));
    let heads = columns.chain(["all", "95 % range", "of", "responses"].map(str::to_owned));
    line(out, &cross::name(&table.by), heads);
    let cells = |cells: &[CrossCell], total: &CrossCell| {
        let own = cells.iter().filter(|_| !single).map(|cell| show.of(cell).text);
        let all = show.of(total);
        let all = [all.text, all.range_text, count(all.n), count(total.share.count)];
        own.chain(all).collect::<Vec<_>>()
    };
    for row in last(&table.rows) {
        line(out, &value_name(&row.value), cells(&row.cells, &row.total).into_iter());
    }
    line(out, "all", cells(&table.totals, &table.total).into_iter());
    let of = table.of.as_ref().filter(|_| show == CellFigure::Mean).map(|of| format!(" of {}", cross::scale_name(of)));
    let _ = writeln!(out, "{}{}.", show.name(), of.unwrap_or_default());
}

/// What is known of each row.
fn figures(out: &mut String, table: &CrossTable) {
    let shown = [CellFigure::Nps, CellFigure::Agree, CellFigure::Kept];
    let heads = shown.iter().flat_map(|figure| [figure.name(), ""]).map(str::to_owned);
    line(out, &cross::name(&table.by), ["responses".to_owned()].into_iter().chain(heads));
    for row in last(&table.rows) {
        let figure = |figure: &CellFigure| {
            let of = figure.of(&row.total);
            [of.text, of.range_text]
        };
        let cells = [count(row.total.share.count)].into_iter().chain(shown.iter().flat_map(figure));
        line(out, &value_name(&row.value), cells);
    }
}

/// The last ones: of times the newest.
fn last(rows: &[CrossRow]) -> &[CrossRow] {
    rows.get(rows.len().saturating_sub(ROWS)..).unwrap_or_default()
}

fn line(out: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    let _ = write!(out, "{:<NAME$}", cut(name, NAME - 1));
    for cell in cells {
        let _ = write!(out, "{:>WIDE$}", cut(&cell, WIDE - 1));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
