//! The cards.

use goodword_cards::chart::marks;
use goodword_cards::trend::{Marks, TrendMetric};
use goodword_cards::{
    Card, Table, asymmetry, comparison, drivers, empathy, funnel, histogram, nps, promise, questions, segments, trend,
};
use goodword_core::Summary;
use goodword_core::survey::labels::QuestionLabels;
use goodword_core::words::compared::changes;
use maud::{Markup, PreEscaped, html};

/// Pixels of a drawing that has the page's width, half of it, a third of it.
const WHOLE: f64 = 1_080.0;
const HALF: f64 = 520.0;
const THIRD: f64 = 330.0;

/// In the order in which the view has them; of segments and figures over time, which the view lets one choose, all.
pub fn cards(summary: &Summary, labels: &[QuestionLabels]) -> Vec<Card> {
    let change =
        |of: usize| changes(summary.comparison.as_ref()?).into_iter().nth(of).map(|told| told.map(String::from));
    let change = |of| change(of).flatten();
    let mut cards = vec![
        nps::nps(summary, change(0)),
        promise::promise(summary, change(1)),
        empathy::empathy(summary, change(2)),
        asymmetry::asymmetry(summary),
        histogram::histogram(&summary.recommend),
    ];
    cards.extend(trends(summary));
    cards.extend(summary.comparison.is_some().then(|| comparison::comparison(summary)));
    cards.push(drivers::together(summary));
    let apart = summary.segments.iter().filter(|figures| figures.values.len() > 1).enumerate();
    cards.extend(apart.map(|(at, figures)| numbered(segments::segments(summary, figures, labels), at)));
    cards.push(funnel::way(summary));
    cards.extend(questions::questions(summary, labels));
    cards
}

fn trends(summary: &Summary) -> impl Iterator<Item = Card> {
    let unit = trend::usual(summary);
    let shown = summary.trends.iter().find(|trend| trend.unit == unit && !trend.buckets.is_empty());
    let of = [TrendMetric::Nps, TrendMetric::Kept, TrendMetric::Agree];
    let each =
        shown.into_iter().flat_map(move |shown| of.map(|of| trend::trend(summary, shown, of, &Marks::default())));
    each.enumerate().map(|(at, card)| numbered(card, at))
}

/// Told apart from others of its name.
fn numbered(card: Card, at: usize) -> Card {
    Card { id: format!("{}-{}", card.name, at + 1), ..card }
}

/// The card's markup.
pub fn card(card: &Card) -> Markup {
    let id = format!("{}-title", card.id);
    html! {
        section class={ "card at-" (card.name) } aria-labelledby=(id) {
            p.kicker dir="auto" { (card.kicker) }
            @if let Some(figure) = &card.figure { p.figure aria-hidden="true" { (figure) } }
            h2 id=(id) dir="auto" { (card.title) }
            @if let Some(draw) = &card.chart { (chart(card, draw)) }
            div.says { @for say in &card.says { p { (say) } } }
            @if let Some(table) = &card.table { div.more { (folded(table)) } }
        }
    }
}

fn chart(card: &Card, draw: &goodword_cards::DrawFunction) -> Markup {
    let drawing = draw(width(card.name));
    html! {
        div class={ "chart " (card.name) } {
            svg role="img" aria-labelledby={ (card.id) "-title" } width="100%"
                viewBox={ "0 0 " (drawing.width) " " (drawing.height) } { (PreEscaped(marks(&drawing))) }
        }
    }
}

fn width(name: &str) -> f64 {
    match name {
        "nps" | "promise" | "empathy" => THIRD,
        "trend" => WHOLE,
        _ => HALF,
    }
}

fn folded(table: &Table) -> Markup {
    html! {
        details.fold {
            summary { "Show as table" span.hidden { ": " (table.caption) } }
            div.scroll {
                table {
                    caption.hidden { (table.caption) }
                    thead { tr { @for head in &table.heads { th scope="col" { (head) } } } }
                    tbody { @for row in &table.rows { (line(row)) } }
                }
            }
        }
    }
}

fn line(row: &[String]) -> Markup {
    let mut cells = row.iter();
    html! { tr { @if let Some(name) = cells.next() { th scope="row" dir="auto" { (name) } } @for cell in cells { td { (cell) } } } }
}
