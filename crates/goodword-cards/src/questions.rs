//! Questions of the owner's own, and scores by the order of the questions.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{NumberFigures, OptionFigures, QuestionFigures, Share};
use goodword_core::survey::labels::{QuestionLabels, label};
use goodword_core::words::claim::Figure;
use goodword_core::words::number::{SHARE, count, percent, scale as scale_of};
use goodword_core::words::{self, answers, funnel, own, plural};

use crate::Table;
use crate::card::{Card, DrawFunction};
use crate::chart::{Bar, Column, bars, histogram};
use crate::words::{bar, dash, range_of, score, share, share_range};

const TALL: f64 = 110.0;

/// A card for each question, the options called by their labels; last, where there is one, that of the order of the questions.
pub fn questions(summary: &Summary, labels: &[QuestionLabels]) -> Vec<Card> {
    let called = |figures: &QuestionFigures| {
        let mut figures = figures.clone();
        for option in &mut figures.options {
            option.option = label(labels, &figures.question, &option.option).to_owned();
        }
        figures
    };
    let own = summary.questions.iter().enumerate().map(|(at, figures)| question(at, &called(figures)));
    own.chain(orders(summary)).collect()
}

fn question(at: usize, figures: &QuestionFigures) -> Card {
    let name = figures.label.as_ref().unwrap_or(&figures.question);
    let mut card = Card::new("question", name, finding(figures));
    card.id = format!("question-{}", at + 1);
    card.chart = drawing(figures);
    let guess =
        figures.inferred.then(|| format!("There is no definition of this question: it looks like a {}.", figures.kind));
    let unfit = (figures.unfit > 0).then(|| {
        let verb = if figures.unfit == 1 { "is" } else { "are" };
        format!("{} not fit and {verb} left out.", plural(figures.unfit, "answer does", "answers do"))
    });
    let many = figures.too_many.then(|| "There are too many different answers to count each.".to_owned());
    card.says = [guess, unfit, many].into_iter().flatten().collect();
    card.table = table(figures);
    card
}

/// What was answered, in a sentence.
fn finding(figures: &QuestionFigures) -> String {
    let told = |of: &Share| {
        let (value, range) = (of.share?, of.interval?);
        let written = SHARE.told_apart(&[value], Some(range));
        Some((written.text(value), written.between(range)))
    };
    if figures.few.too_few {
        return answers(figures.n) + " so far: too few for a figure.";
    }
    if let Some(scale) = &figures.scale {
        return words::mean(Figure::Own, &scale.mean, scale_of(scale.min, scale.max)).text;
    }
    if let Some(sentence) = figures.numbers.as_ref().and_then(own::numbers) {
        return sentence.text;
    }
    if let Some((yes, (share, range))) = figures.yes.as_ref().and_then(|yes| Some((yes, told(yes)?))) {
        return format!("{share} said yes{range}, from {}.", answers(yes.n));
    }
    let first = figures.options.iter().max_by_key(|option| option.share.count);
    match first.and_then(|first| Some((first, told(&first.share)?))) {
        Some((first, (share, range))) => {
            format!("{share} chose “{}”{range}, from {}.", first.option, answers(figures.n))
        }
        None => answers(figures.n) + ".",
    }
}

#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
fn drawing(figures: &QuestionFigures) -> Option<DrawFunction> {
    if let Some(scale) = &figures.scale {
        let column = |(level, n): (i64, &u64)| {
            let of = Share::of(*n, figures.n).share;
            let shown = of.map_or_else(String::new, percent);
            Column {
                label: level.to_string(),
                count: *n,
                shown,
                class: "high",
                detail: bar(&level.to_string(), *n, of),
            }
        };
        let columns: Vec<_> = (scale.min..=scale.max).zip(&scale.counts).map(column).collect();
        return Some(Rc::new(move |width| histogram(&columns, None, TALL, width)));
    }
    let most = figures.options.iter().map(|option| option.share.count).max().filter(|most| *most > 0)? as f64;
    let option = |option: &OptionFigures| {
        let shown = format!("{} · {}", count(option.share.count), option.share.share.map_or_else(dash, percent));
        Bar {
            label: option.option.clone(),
            share: option.share.count as f64 / most,
            shown,
            class: "high",
            detail: bar(&option.option, option.share.count, option.share.share),
        }
    };
    let drawn: Vec<_> = figures.options.iter().map(option).collect();
    Some(Rc::new(move |width| bars(&drawn, width)))
}

fn table(figures: &QuestionFigures) -> Option<Table> {
    let row = |name: String, of: &Share| vec![name, count(of.count), share(of.share), share_range(of.interval)];
    if let Some(numbers) = figures.numbers.as_ref().filter(|numbers| !numbers.few.too_few) {
        return Some(number_table(&figures.question, numbers));
    }
    let rows: Vec<_> = match (&figures.scale, &figures.yes) {
        (Some(scale), _) => {
            let levels = (scale.min..=scale.max).zip(&scale.counts);
            levels.map(|(level, n)| row(level.to_string(), &Share::of(*n, figures.n))).collect()
        }
        (_, Some(yes)) => vec![row("Yes".to_owned(), yes)],
        _ => figures.options.iter().map(|option| row(option.option.clone(), &option.share)).collect(),
    };
    (!rows.is_empty()).then(|| Table {
        caption: figures.question.clone(),
        heads: vec!["Answer", "Answers", "Share", "95 % range"],
        rows,
    })
}

/// Where numbers lie, as they are in the Summary.
fn number_table(question: &str, figures: &NumberFigures) -> Table {
    let number = |value: Option<f64>| value.map_or_else(dash, |value| value.to_string());
    let rows = [
        ("Lowest", figures.lowest),
        ("A quarter is lower", figures.lower_quartile),
        ("The middle (median)", figures.median),
        ("A quarter is higher", figures.upper_quartile),
        ("Highest", figures.highest),
        ("Median, 95 % range, from", figures.interval.map(|range| range.low)),
        ("Median, 95 % range, to", figures.interval.map(|range| range.high)),
    ];
    let rows = rows.into_iter().map(|(name, value)| vec![name.to_owned(), number(value)]);
    let counted = vec!["Numbers".to_owned(), count(figures.n)];
    Table {
        caption: question.to_owned(),
        heads: vec!["Of the numbers", "Value"],
        rows: std::iter::once(counted).chain(rows).collect(),
    }
}

/// Scores by the order of the questions, where there are several that contradict each other.
fn orders(summary: &Summary) -> Option<Card> {
    let mut card = Card::new("orders", "Order of the questions", funnel::orders(&summary.orders)?.text);
    let row = |order: &goodword_core::summary::OneOrder| {
        let name = order.order.to_string();
        let nps = order.nps.nps.filter(|_| !order.nps.few.too_few);
        let range = order.nps.interval.filter(|_| nps.is_some());
        vec![
            if name.is_empty() { "none of the three".to_owned() } else { name },
            count(order.nps.n),
            nps.map_or_else(dash, score),
            range.map_or_else(dash, |range| range_of(range, 0)),
        ]
    };
    card.table = Some(Table {
        caption: "NPS by the order of the questions".to_owned(),
        heads: vec!["Asked in this order", "Answers", "NPS", "95 % range"],
        rows: summary.orders.orders.iter().map(row).collect(),
    });
    Some(card)
}
