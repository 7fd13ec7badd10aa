//! How the values of a segment stand beside each other.

use std::rc::Rc;

use goodword_core::summary::{SegmentFigures, ValueFigures};
use goodword_core::survey::labels::{QuestionLabels, label};
use goodword_core::words::number::{POINTS, SCORE, count};
use goodword_core::words::{answers, segment as sentences};
use goodword_core::{Segment, Summary};

use crate::Table;
use crate::card::Card;
use crate::chart::{Row, Rows, Spread, ends, rows};
use crate::words::{dash, score, share, signed};

/// Values that are drawn; the table has all.
const DRAWN: usize = 12;

/// The segment that is shown unless another is named: of those that differ at all.
pub fn usual(summary: &Summary) -> Option<&SegmentFigures> {
    summary.segments.iter().find(|figures| figures.values.len() > 1).or(summary.segments.first())
}

/// The card of a segment, the options of an own question called by their labels.
pub fn segments(summary: &Summary, figures: &SegmentFigures, labels: &[QuestionLabels]) -> Card {
    card(summary, &labelled(figures, labels))
}

/// The same with the options of a question called by their labels.
fn labelled(figures: &SegmentFigures, labels: &[QuestionLabels]) -> SegmentFigures {
    let mut figures = figures.clone();
    if let Segment::Question(question) = &figures.segment {
        for value in &mut figures.values {
            value.value = label(labels, question.as_str(), &value.value).to_owned();
        }
    }
    figures
}

fn card(summary: &Summary, figures: &SegmentFigures) -> Card {
    let mut card = Card::new("segments", "NPS set apart", sentences::segment(figures).text);
    let drawn = drawn(summary, figures);
    card.chart = (!drawn.rows.is_empty()).then(|| Rc::new(move |width| rows(&drawn, width)) as _);
    let more = figures.values.len().saturating_sub(DRAWN);
    let more =
        (more > 0).then(|| format!("The {DRAWN} with most responses of {}; the table has all.", figures.values.len()));
    let level = "The dotted line stands at all of them together.".to_owned();
    let adjusted = sentences::adjusted(&summary.segments_adjusted);
    card.says = more.into_iter().chain([level]).chain(sentences::missing(figures)).chain(adjusted).collect();
    card.table = Some(table(figures));
    card
}

fn drawn(summary: &Summary, figures: &SegmentFigures) -> Rows {
    let rows: Vec<_> = figures.values.iter().take(DRAWN).map(row).collect();
    let spreads = rows.iter().filter_map(|row| row.spread).flat_map(|spread| [spread.low, spread.high]);
    // As much of the scale as the ranges need, in steps of twenty.
    let ends = ends(spreads, 20.0, 40.0, (-100.0, 100.0)).unwrap_or((-100.0, 100.0));
    let ticks = (0..=10).map(|step| f64::from(step) * 20.0 - 100.0).filter(|tick| (ends.0..=ends.1).contains(tick));
    let ticks = ticks.map(|value| (value, signed(value, 0))).collect();
    Rows { ends, ticks, level: summary.recommend.nps, rows }
}

fn row(value: &ValueFigures) -> Row {
    let scored = value.nps.nps.zip(value.nps.interval).filter(|_| !value.nps.few.too_few);
    let words = match scored {
        Some((nps, range)) => {
            let written = SCORE.told_apart(&[nps], Some(range));
            format!("NPS {}{}", written.number(nps), written.between(range))
        }
        None => "too few answers for a score".to_owned(),
    };
    Row {
        label: sentences::value_name(&value.value),
        note: answers(value.nps.n),
        spread: scored.map(|(nps, range)| Spread { low: range.low, value: nps, high: range.high }),
        shown: scored.map_or_else(|| words.clone(), |(nps, _)| score(nps)),
        class: "kept",
        detail: format!("{}: {words}, from {}", sentences::value_name(&value.value), answers(value.nps.n)),
    }
}

fn table(figures: &SegmentFigures) -> Table {
    let row = |value: &ValueFigures| {
        let known = |text: Option<String>| text.filter(|_| !value.nps.few.too_few).unwrap_or_else(dash);
        let rest = value.rest.as_ref().filter(|rest| !rest.few.too_few);
        let rest = rest.and_then(|rest| Some((rest.difference?, rest.interval?)));
        vec![
            sentences::value_name(&value.value),
            count(value.nps.n),
            known(value.nps.nps.map(score)),
            known(value.nps.interval.map(|range| SCORE.told_apart(&[], Some(range)).range(range))),
            rest.map_or_else(dash, |(difference, range)| {
                let written = POINTS.told_apart(&[difference], Some(range));
                format!("{} ({})", written.signed(difference), written.range(range))
            }),
            share(value.kept.share.filter(|_| !value.kept.few.too_few)),
            share(value.agree.share.filter(|_| !value.agree.few.too_few)),
        ]
    };
    Table {
        caption: format!("By {}", sentences::name(&figures.segment)),
        heads: vec!["Value", "Answers", "NPS", "95 % range", "Less everyone else", "Promises kept", "Felt understood"],
        rows: figures.values.iter().map(row).collect(),
    }
}
