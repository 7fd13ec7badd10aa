//! Two times, or two values of a segment, beside each other.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::columns::Cohort;
use goodword_core::summary::{Comparison, Difference};
use goodword_core::words::claim::Sentence;
use goodword_core::words::number::{Measure, PERCENTAGE_POINTS, POINTS, TENTHS, chance, count};
use goodword_core::words::{compared, plural};
use yew::prelude::*;

use super::card::Card;
use super::choice::{ListOption, list};
use super::table::Table;
use crate::reader::facets::Facets;
use crate::reader::selection::{Compare, Selection};
use crate::results::chart::{Row, Rows, Spread, rows};
use crate::results::comparable::piles;
use crate::results::controller::Controller;
use crate::results::words::{dash, signed};

/// The usual choice, and that nothing is compared.
const BEFORE: &str = "";
const OFF: &str = "off";

/// The card.
pub fn comparison(summary: &Summary, facets: &Facets, selection: &Selection, controller: &Rc<Controller>) -> Html {
    let figures = summary.comparison.as_ref();
    let title = figures.map_or_else(|| "Nothing is compared.".to_owned(), |figures| compared::finding(figures).text);
    let mut card = Card::new("comparison", "Compared", title);
    if let Some(figures) = figures {
        let drawn = drawn(figures);
        let some = drawn.rows.iter().any(|row| row.spread.is_some());
        card.chart = some.then(|| Rc::new(move |width| rows(&drawn, width)) as _);
        // The others are drawn.
        let undrawn =
            |one: &Sentence| ["Mean", "A random", compared::EVERY_LOOK].iter().any(|start| one.text.starts_with(start));
        let told = compared::comparison(figures).into_iter().filter(undrawn).map(String::from);
        card.says = std::iter::once(heading(figures)).chain(told).collect();
        card.table = Some(table(figures));
    }
    card.choice = Some(choices(facets, selection, controller));
    card.html(controller)
}

/// `2026-03 (312 responses) beside 2026-02 (280 responses).`
fn heading(figures: &Comparison) -> String {
    let (a, b) = figures.responses;
    let responses = |n| plural(n, "response", "responses");
    let (first, second) = (compared::name(&figures.a), compared::name(&figures.b));
    format!("{first} ({}) beside {second} ({}).", responses(a), responses(b))
}

fn choices(facets: &Facets, selection: &Selection, controller: &Rc<Controller>) -> Html {
    let offered = piles(facets);
    let (a, b) = match &selection.compare {
        Compare::Before => (BEFORE.to_owned(), None),
        Compare::Off => (OFF.to_owned(), None),
        Compare::Piles(a, b) => (a.to_string(), Some(b.to_string())),
    };
    let first =
        [(BEFORE.to_owned(), "The latest time with the one before".to_owned()), (OFF.to_owned(), "Nothing".to_owned())];
    let lines: Vec<ListOption> =
        first.into_iter().chain(offered.iter().map(|pile| (pile.to_string(), pile.to_string()))).collect();
    let choose = {
        let (controller, offered) = (controller.clone(), offered.clone());
        move |chosen: String| controller.compare(beside(&chosen, None, &offered))
    };
    let first = list("Compare", &lines, &a, selection.compare != Compare::Before, choose);
    let second = b.map(|b| {
        let others: Vec<ListOption> = offered.iter().map(|pile| (pile.to_string(), format!("with {pile}"))).collect();
        let (controller, offered) = (controller.clone(), offered.clone());
        list("With", &others, &b, true, move |chosen| controller.compare(beside(&a, Some(&chosen), &offered)))
    });
    html! { <div class="choices">{ first }{ for second }</div> }
}

/// What is compared when `a` is chosen, and `b` or else the one that stands next to it.
fn beside(a: &str, b: Option<&str>, offered: &[Cohort]) -> Compare {
    let find = |name: &str| offered.iter().position(|pile| pile.name() == name);
    let Some(at) = find(a) else { return if a == OFF { Compare::Off } else { Compare::Before } };
    let next = b.and_then(find).or_else(|| {
        let alike = |other: &&usize| {
            offered.get(**other).is_some_and(|pile| offered.get(at).is_some_and(|one| one.segment() == pile.segment()))
        };
        [at + 1, at.wrapping_sub(1)].iter().find(alike).copied()
    });
    match (offered.get(at), next.and_then(|next| offered.get(next))) {
        (Some(a), Some(b)) => Compare::Piles(a.clone(), b.clone()),
        _ => Compare::Before,
    }
}

/// The differences of scores and shares, in points of a hundred.
fn drawn(figures: &Comparison) -> Rows {
    let list = [
        ("NPS", &figures.nps, POINTS, 1.0),
        ("Promises kept", &figures.kept, PERCENTAGE_POINTS, 100.0),
        ("Promises broken", &figures.broken, PERCENTAGE_POINTS, 100.0),
        ("Felt understood", &figures.agree, PERCENTAGE_POINTS, 100.0),
    ];
    let rows: Vec<_> = list.into_iter().map(|(name, of, measure, unit)| row(name, of, measure, unit)).collect();
    let reach = rows.iter().filter_map(|row| row.spread).flat_map(|spread| [spread.low.abs(), spread.high.abs()]);
    let reach = (reach.fold(10.0, f64::max) / 10.0).ceil() * 10.0;
    let ticks = [-reach, 0.0, reach].map(|value| (value, signed(value, 0))).into();
    Rows { ends: (-reach, reach), ticks, level: Some(0.0), rows }
}

fn row(name: &str, of: &Difference, measure: Measure, unit: f64) -> Row {
    let known = of.difference.zip(of.interval).filter(|_| !of.few.too_few);
    let spread =
        known.map(|(value, range)| Spread { low: range.low * unit, value: value * unit, high: range.high * unit });
    let told = known.map(|(value, range)| (measure.told_apart(&[value], Some(range)), value, range));
    let shown = told.map_or_else(|| "too few answers".to_owned(), |(written, value, _)| written.signed(value));
    let between =
        told.map_or_else(String::new, |(written, _, range)| format!(" points ({})", written.signed_range(range)));
    Row {
        label: name.to_owned(),
        note: format!("{} and {} answers", count(of.n_a), count(of.n_b)),
        spread,
        detail: format!("{name}: {shown}{between}"),
        shown,
        class: "kept",
    }
}

fn table(figures: &Comparison) -> Table {
    let list = [
        ("NPS, points", &figures.nps, POINTS.with(1)),
        ("Mean recommend", &figures.recommend, TENTHS.with(2)),
        ("Mean empathy", &figures.empathy, TENTHS.with(2)),
        ("Felt understood, points", &figures.agree, PERCENTAGE_POINTS.with(1)),
        ("Promises kept, points", &figures.kept, PERCENTAGE_POINTS.with(1)),
        ("Promises broken, points", &figures.broken, PERCENTAGE_POINTS.with(1)),
    ];
    let row = |(name, of, measure): (&str, &Difference, Measure)| {
        let known = of.difference.filter(|_| !of.few.too_few);
        let range = of.interval.filter(|_| known.is_some());
        let values: Vec<_> = known.into_iter().collect();
        let written = measure.told_apart(&values, range);
        vec![
            name.to_owned(),
            known.map_or_else(dash, |value| written.signed(value)),
            range.map_or_else(dash, |range| written.range(range)),
            of.every_look
                .filter(|_| known.is_some())
                .map_or_else(dash, |range| measure.told_apart(&[], Some(range)).range(range)),
            of.p_adjusted.filter(|_| known.is_some()).map_or_else(dash, chance),
            format!("{} and {}", count(of.n_a), count(of.n_b)),
        ]
    };
    Table {
        caption: format!("{} less {}", compared::name(&figures.a), compared::name(&figures.b)),
        heads: vec!["Figure", "Difference", "95 % range", "At every look", "p, adjusted", "Answers"],
        rows: list.into_iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_stands_beside_its_neighbour() {
        let offered: Vec<_> = ["2026-03", "2026-02", "device=mobile", "device=desktop"]
            .iter()
            .map(|text| Cohort::parse(text).unwrap())
            .collect();
        let check = |a: &str, b: Option<&str>, expect: (&str, &str)| {
            let piles = Compare::Piles(Cohort::parse(expect.0).unwrap(), Cohort::parse(expect.1).unwrap());
            assert_eq!(beside(a, b, &offered), piles, "{a} {b:?}");
        };
        check("2026-03", None, ("2026-03", "2026-02"));
        check("2026-02", None, ("2026-02", "2026-03"));
        check("device=desktop", None, ("device=desktop", "device=mobile"));
        check("2026-03", Some("device=mobile"), ("2026-03", "device=mobile"));
        assert_eq!(beside("", None, &offered), Compare::Before);
        assert_eq!(beside("off", None, &offered), Compare::Off);
        assert_eq!(beside("2026-03", None, &offered[..1]), Compare::Before);
    }
}
