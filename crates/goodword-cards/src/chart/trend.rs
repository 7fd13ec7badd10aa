//! A value over time with its range, where it should lie, and a gap where there is none.

use goodword_core::words::number::count;

use super::drawing::{Anchor, Drawing, text_width};
use super::scale::ends;
use super::{Scale, Spread};

/// One day, week or month.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// Its number: neighbours have neighbouring numbers.
    pub at: i64,
    /// What it is called.
    pub label: String,
    /// How many answers it rests on.
    pub n: u64,
    /// The value and its range; nothing when there are too few answers.
    pub spread: Option<Spread>,
    /// Where the value should lie.
    pub limits: Option<(f64, f64)>,
    /// Whether it is unusual.
    pub unusual: bool,
    /// Whether it is known in part only.
    pub partial: bool,
    /// All of it in words.
    pub detail: String,
}

/// How values go over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// In order.
    pub moments: Vec<TrendPoint>,
    /// The value of all together.
    pub centre: Option<f64>,
    /// The lowest and the highest value there can be.
    pub bounds: (f64, f64),
    /// The lowest and the highest value of the scale, where several drawings share one.
    pub shared: Option<(f64, f64)>,
    /// The height ends on a multiple of this.
    pub step: f64,
    /// What stands behind a number of the scale.
    pub unit: &'static str,
    /// The value that it is to reach.
    pub goal: Option<f64>,
    /// What happened, by the number of the moment.
    pub notes: Vec<(i64, String)>,
}

const TALL: f64 = 200.0;
/// How high the bars are that show how many answered, and where they stand.
const VOLUME: f64 = 28.0;
const FLOOR: f64 = HEAD + TALL + 12.0 + VOLUME;
const HEAD: f64 = 10.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = 10.0;
/// Up to so many moments each has a dot; more would cover the line.
const DOTS: usize = 90;
/// Up to so many steps of the scale are named.
const MOST_STEPS: f64 = 5.0;
/// Between two names under the drawing.
const APART: f64 = 18.0;

/// Draws it. Nothing when no moment has a value.
pub fn trend(of: &Trend, width: f64) -> Option<Drawing> {
    let known: Vec<_> = of.moments.iter().filter_map(|moment| Some((moment, moment.spread?))).collect();
    let values = known.iter().flat_map(|(_, spread)| [spread.low, spread.high]).chain(of.goal);
    let own = ends(values, of.step, 2.0 * of.step, of.bounds)?;
    let up = Scale { values: of.shared.unwrap_or(own), places: (HEAD + TALL, HEAD) };
    let across = across(&known, width)?;
    let mut drawing = Drawing::new(width, FLOOR + 24.0);
    scale(&mut drawing, up, of, width);
    let x = |moment: &TrendPoint| across(moment.at);
    for run in known.chunk_by(|a, b| b.0.at == a.0.at + 1) {
        if let [(moment, spread)] = run {
            drawing.line((x(moment), up.place(spread.low)), (x(moment), up.place(spread.high)), "whisker trend");
        }
        let there = run.iter().map(|(moment, spread)| (x(moment), up.place(spread.high)));
        let back = run.iter().rev().map(|(moment, spread)| (x(moment), up.place(spread.low)));
        drawing.path(there.chain(back), true, "band");
    }
    if up.values.0 <= 0.0 && up.values.1 >= 0.0 {
        drawing.line((LEFT, up.place(0.0)), (width - RIGHT, up.place(0.0)), "zero");
    }
    volume(&mut drawing, of, &across, width);
    limits(&mut drawing, of, up, &x);
    notes(&mut drawing, of, &across);
    if let Some(goal) = of.goal {
        drawing.line((LEFT, up.place(goal)), (width - RIGHT, up.place(goal)), "goal");
        drawing.text((width - RIGHT, up.place(goal) - 5.0), Anchor::End, "Goal", "label goal");
    }
    if let Some(centre) = of.centre {
        drawing.line((LEFT, up.place(centre)), (width - RIGHT, up.place(centre)), "centre");
    }
    for run in known.chunk_by(|a, b| b.0.at == a.0.at + 1).filter(|run| run.len() > 1) {
        drawing.path(run.iter().map(|(moment, spread)| (x(moment), up.place(spread.value))), false, "line trend");
    }
    for (moment, spread) in &known {
        let at = (x(moment), up.place(spread.value));
        if moment.unusual {
            drawing.dot(at, 8.0, "ring");
        }
        if known.len() <= DOTS || moment.unusual || moment.partial {
            drawing.dot(at, 4.0, if moment.partial { "dot trend hollow" } else { "dot trend" });
        }
    }
    points(&mut drawing, of, width, &across);
    names(&mut drawing, of, width, &across);
    Some(drawing)
}

/// Where a moment stands; one alone stands in the middle.
#[allow(clippy::cast_precision_loss, reason = "moments are far fewer than 2^53")]
fn across(known: &[(&TrendPoint, Spread)], width: f64) -> Option<impl Fn(i64) -> f64 + use<>> {
    let (first, last) = (known.first()?.0.at, known.last()?.0.at);
    let scale = Scale { values: (first as f64, last as f64), places: (LEFT + 8.0, width - RIGHT - 8.0) };
    Some(move |at: i64| if first == last { f64::midpoint(LEFT, width) } else { scale.place(at as f64) })
}

/// Lines at round values.
fn scale(drawing: &mut Drawing, up: Scale, of: &Trend, width: f64) {
    let (from, to) = up.values;
    let step = of.step * ((to - from) / of.step / MOST_STEPS).ceil().max(1.0);
    let mut value = (from / step).ceil() * step;
    while value <= to {
        drawing.line((LEFT, up.place(value)), (width - RIGHT, up.place(value)), "grid");
        let sign = if of.bounds.0 < 0.0 && value > 0.0 { "+" } else { "" };
        let name = format!("{sign}{:.0}{}", value + 0.0, of.unit);
        drawing.text((LEFT - 8.0, up.place(value) + 4.0), Anchor::End, name, "label");
        value += step;
    }
}

/// How many answered: a bar for each moment, the highest for the most.
#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
fn volume(drawing: &mut Drawing, of: &Trend, across: &impl Fn(i64) -> f64, width: f64) {
    let most = of.moments.iter().map(|moment| moment.n).max().unwrap_or_default();
    let span = of.moments.first().zip(of.moments.last()).map_or(0, |(first, last)| last.at - first.at);
    let wide = ((width - LEFT - RIGHT) / (span + 1) as f64 * 0.6).clamp(1.0, 28.0);
    for moment in of.moments.iter().filter(|moment| moment.n > 0) {
        let high = (moment.n as f64 / most as f64 * VOLUME).max(1.0);
        let left = (across(moment.at) - wide / 2.0).clamp(LEFT, (width - wide).max(LEFT));
        drawing.rect((left, FLOOR - high, wide, high), "mid");
    }
    drawing.text((LEFT - 8.0, FLOOR - VOLUME + 10.0), Anchor::End, count(most), "label");
}

/// A line for each note that lies among the moments, with its number.
fn notes(drawing: &mut Drawing, of: &Trend, across: &impl Fn(i64) -> f64) {
    let span = of.moments.first().zip(of.moments.last()).map(|(first, last)| first.at..=last.at);
    for (number, (at, _)) in
        (1..).zip(&of.notes).filter(|(_, (at, _))| span.as_ref().is_some_and(|span| span.contains(at)))
    {
        let x = across(*at);
        drawing.line((x, HEAD), (x, HEAD + TALL), "note");
        drawing.text((x + 4.0, HEAD + 10.0), Anchor::Start, number.to_string(), "label note");
    }
}

/// Where values should lie, as far as that is known: a step for each moment, because it depends on how many answered.
fn limits(drawing: &mut Drawing, of: &Trend, up: Scale, x: &impl Fn(&TrendPoint) -> f64) {
    let (from, to) = of.bounds;
    for end in [0, 1] {
        let line = of.moments.iter().filter_map(|moment| {
            let (low, high) = moment.limits?;
            let value = if end == 0 { low.max(from) } else { high.min(to) };
            (up.values.0..=up.values.1).contains(&value).then(|| (x(moment), up.place(value)))
        });
        let line: Vec<_> = line.collect();
        if line.len() > 1 {
            drawing.path(line, false, "limit");
        }
    }
}

fn points(drawing: &mut Drawing, of: &Trend, width: f64, across: &impl Fn(i64) -> f64) {
    let known: Vec<_> = of.moments.iter().filter(|moment| moment.spread.is_some()).collect();
    for (index, moment) in known.iter().enumerate() {
        let x = across(moment.at);
        let before = index.checked_sub(1).and_then(|before| known.get(before));
        let from = before.map_or(LEFT, |before| f64::midpoint(across(before.at), x));
        let to = known.get(index + 1).map_or(width, |after| f64::midpoint(across(after.at), x));
        drawing.point((from, HEAD, (to - from).max(1.0), TALL), &moment.detail);
    }
}

/// As many moments are named as there is room for, in equal steps from the last one back.
fn names(drawing: &mut Drawing, of: &Trend, width: f64, across: &impl Fn(i64) -> f64) {
    let y = FLOOR + 18.0;
    let mut end = f64::INFINITY;
    for moment in of.moments.iter().rev().filter(|moment| moment.spread.is_some()) {
        let half = text_width(&moment.label) / 2.0;
        let x = across(moment.at).clamp(half, (width - half).max(half));
        if x + half + APART <= end {
            drawing.text((x, y), Anchor::Middle, &moment.label, "label");
            end = x - half;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;
    use proptest::prelude::*;

    fn moment(at: i64, value: Option<f64>) -> TrendPoint {
        TrendPoint {
            at,
            label: at.to_string(),
            n: 30,
            spread: value.map(|value| Spread { low: value - 10.0, value, high: value + 10.0 }),
            limits: None,
            unusual: false,
            partial: false,
            detail: String::new(),
        }
    }

    fn drawn(moments: Vec<TrendPoint>) -> Option<Drawing> {
        trend(
            &Trend {
                moments,
                centre: Some(0.0),
                bounds: (-100.0, 100.0),
                shared: None,
                step: 20.0,
                unit: "",
                goal: None,
                notes: Vec::new(),
            },
            500.0,
        )
    }

    fn count(drawing: &Drawing, class: &str) -> usize {
        let is = |mark: &&Mark| match mark {
            Mark::Rect(.., of) | Mark::Line(.., of) | Mark::Path(_, of) | Mark::Dot(.., of) | Mark::Text(.., of) => {
                of == class
            }
        };
        drawing.marks.iter().filter(is).count()
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let values = [(0, Some(0.0)), (1, Some(0.0)), (2, None), (3, Some(0.0)), (9, Some(0.0)), (10, Some(0.0))];
        let drawing = drawn(values.map(|(at, value)| moment(at, value)).into()).unwrap();
        assert_eq!(count(&drawing, "line trend"), 2);
        assert_eq!(count(&drawing, "whisker trend"), 1, "a day without neighbours has its own range");
        assert_eq!(drawing.points.len(), 5);
    }

    #[test]
    fn what_is_unusual_or_not_over_is_marked() {
        let odd = TrendPoint { unusual: true, ..moment(0, Some(1.0)) };
        let open = TrendPoint { partial: true, ..moment(1, Some(1.0)) };
        let drawing = drawn(vec![odd, open]).unwrap();
        assert_eq!((count(&drawing, "ring"), count(&drawing, "dot trend hollow")), (1, 1));
    }

    #[test]
    fn a_goal_and_notes_are_drawn_where_they_belong() {
        let notes = vec![(0, "before".to_owned()), (2, "new courier".to_owned()), (9, "after".to_owned())];
        let moments = (1..4).map(|at| moment(at, Some(10.0))).collect();
        let of = Trend {
            moments,
            centre: None,
            bounds: (-100.0, 100.0),
            shared: None,
            step: 20.0,
            unit: "",
            goal: Some(60.0),
            notes,
        };
        let drawing = trend(&of, 500.0).unwrap();
        let lines =
            |class: &str| drawing.marks.iter().filter(|mark| matches!(mark, Mark::Line(.., of) if of == class)).count();
        assert_eq!((lines("goal"), lines("note")), (1, 1));
        assert!(drawing.marks.contains(&Mark::Text(
            f64::midpoint(LEFT + 8.0, 500.0 - RIGHT - 8.0) + 4.0,
            HEAD + 10.0,
            Anchor::Start,
            "2".to_owned(),
            "label note".to_owned()
        )));
    }

    #[test]
    fn nothing_known_draws_nothing() {
        assert_eq!(drawn(Vec::new()), None);
        assert_eq!(drawn(vec![moment(1, None)]), None);
    }

    proptest! {
        #[test]
        fn every_place_is_inside(values in proptest::collection::vec(proptest::option::of(-90.0..90.0_f64), 1..50)) {
            let moments: Vec<_> = (0..).zip(&values).map(|(at, value)| moment(at, *value)).collect();
            let drawing = drawn(moments);
            prop_assert_eq!(drawing.is_some(), values.iter().any(Option::is_some));
            for mark in drawing.iter().flat_map(|drawing| &drawing.marks) {
                if let Mark::Dot(x, y, ..) = mark {
                    prop_assert!((LEFT..=500.0).contains(x) && (HEAD..=HEAD + TALL).contains(y));
                }
            }
        }
    }
}
