//! A value for each day with its range, and a gap where there is none.

use super::{Scale, short};

/// What is known of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Day {
    /// Days since 1970-01-01.
    pub day: i64,
    /// The lower end of the range, the value, the upper end; nothing when there are too few answers.
    pub value: Option<(f64, f64, f64)>,
}

/// One day that has a value, in percent of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// The day.
    pub day: i64,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Whether it has no neighbour, so that no line shows it.
    pub alone: bool,
}

/// The drawing: paths are in a box of 100 by 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Daily {
    /// The range of each run of days without a gap.
    pub bands: Vec<String>,
    /// The value along each run of days without a gap.
    pub lines: Vec<String>,
    /// The range of each day without neighbours.
    pub whiskers: Vec<String>,
    /// Each day that has a value.
    pub dots: Vec<Dot>,
    /// What the lower and upper edge stand for.
    pub scale: Scale,
    /// First and last day drawn.
    pub days: (i64, i64),
}

impl Daily {
    /// A level across the whole width.
    pub fn level(&self, value: f64) -> String {
        format!("M0 {}H100", short(100.0 - self.scale.place(value)))
    }
}

impl Dot {
    /// A line of no length.
    pub fn path(&self) -> String {
        format!("M{} {}h0", short(self.x), short(self.y))
    }
}

/// The least the height may stand for, so that a small wobble does not look like a fall.
const LEAST_HEIGHT: f64 = 40.0;
/// The height ends on a multiple of this.
const STEP: f64 = 20.0;

/// Draws values of -100 to 100. Nothing when no day has a value.
pub fn daily(days: &[Day]) -> Option<Daily> {
    let known: Vec<_> = days.iter().filter_map(|day| day.value.map(|value| (day.day, value))).collect();
    let (first, last) = (days.first()?.day, days.last()?.day);
    let scale = height(known.iter().map(|(_, value)| *value))?;
    let across = across(first, last);
    let place = |&(day, (low, value, high)): &(i64, (f64, f64, f64))| Place {
        day,
        x: across(day),
        low: 100.0 - scale.place(low),
        value: 100.0 - scale.place(value),
        high: 100.0 - scale.place(high),
    };
    let places: Vec<_> = known.iter().map(place).collect();
    let (alone, runs): (Vec<_>, Vec<_>) = places.chunk_by(|a, b| b.day == a.day + 1).partition(|run| run.len() == 1);
    let dot = |place: &Place, alone| Dot { day: place.day, x: place.x, y: place.value, alone };
    let mut dots: Vec<_> = alone.iter().copied().flatten().map(|place| dot(place, true)).collect();
    dots.extend(runs.iter().copied().flatten().map(|place| dot(place, false)));
    Some(Daily {
        bands: runs.iter().map(|run| band(run)).collect(),
        lines: runs.iter().map(|run| line(run)).collect(),
        whiskers: alone.iter().copied().flatten().map(whisker).collect(),
        dots,
        scale,
        days: (first, last),
    })
}

struct Place {
    day: i64,
    x: f64,
    low: f64,
    value: f64,
    high: f64,
}

/// Where a day stands; one day alone stands in the middle.
#[allow(clippy::cast_precision_loss, reason = "days are far fewer than 2^53")]
fn across(first: i64, last: i64) -> impl Fn(i64) -> f64 {
    let scale = Scale { from: first as f64, to: last as f64 };
    move |day| if first == last { 50.0 } else { scale.place(day as f64) }
}

/// The scale that shows every range, widened to at least [`LEAST_HEIGHT`] and kept within -100 to 100.
fn height(values: impl Iterator<Item = (f64, f64, f64)>) -> Option<Scale> {
    let ends = values.fold(None, |ends: Option<(f64, f64)>, (low, _, high)| {
        Some(ends.map_or((low, high), |(least, most)| (least.min(low), most.max(high))))
    });
    let (mut from, mut to) = ends.map(|(low, high)| ((low / STEP).floor() * STEP, (high / STEP).ceil() * STEP))?;
    if to - from < LEAST_HEIGHT {
        to = (from + LEAST_HEIGHT).min(100.0);
        from = to - LEAST_HEIGHT;
    }
    Some(Scale { from: from.max(-100.0), to: to.min(100.0) })
}

fn line(run: &[Place]) -> String {
    path(run.iter().map(|place| (place.x, place.value)))
}

fn whisker(place: &Place) -> String {
    format!("M{} {}V{}", short(place.x), short(place.high), short(place.low))
}

/// Out along the upper ends, back along the lower ones.
fn band(run: &[Place]) -> String {
    let there = run.iter().map(|place| (place.x, place.high));
    let back = run.iter().rev().map(|place| (place.x, place.low));
    path(there.chain(back)) + "Z"
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let step =
        |(at, (x, y)): (usize, (f64, f64))| format!("{}{} {}", if at == 0 { "M" } else { "L" }, short(x), short(y));
    points.enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(day: i64, value: f64) -> Day {
        Day { day, value: Some((value - 10.0, value, value + 10.0)) }
    }

    #[test]
    fn neighbours_are_joined() {
        let drawn = daily(&[day(0, 0.0), day(1, 10.0), day(2, 0.0)]).unwrap();
        assert_eq!(drawn.scale, Scale { from: -20.0, to: 20.0 });
        assert_eq!(drawn.lines, ["M0 50L50 25L100 50"]);
        assert_eq!(drawn.bands, ["M0 25L50 0L100 25L100 75L50 50L0 75Z"]);
        assert_eq!(drawn.dots.len(), 3);
    }

    #[test]
    fn a_gap_stays_a_gap() {
        let days = [day(0, 0.0), day(1, 0.0), Day { day: 2, value: None }, day(3, 0.0), day(9, 0.0), day(10, 0.0)];
        let drawn = daily(&days).unwrap();
        assert_eq!(drawn.lines.len(), 2);
        assert_eq!(drawn.dots.len(), 5, "a day alone has a dot and no line");
    }

    #[test]
    fn a_day_without_neighbours_is_alone() {
        let drawn = daily(&[day(0, 0.0), day(1, 0.0), day(3, 0.0)]).unwrap();
        let alone: Vec<_> = drawn.dots.iter().map(|dot| (dot.day, dot.alone)).collect();
        assert_eq!(alone, [(3, true), (0, false), (1, false)]);
        assert_eq!(drawn.dots[0].path(), "M100 50h0");
        assert_eq!(drawn.whiskers, ["M100 25V75"]);
    }

    #[test]
    fn a_level_goes_across() {
        let drawn = daily(&[day(0, 0.0)]).unwrap();
        assert_eq!(drawn.level(10.0), "M0 25H100");
    }

    #[test]
    fn a_day_alone_stands_in_the_middle() {
        let drawn = daily(&[day(20_000, 50.0)]).unwrap();
        assert!((drawn.dots[0].x - 50.0).abs() < 1e-12 && drawn.lines.is_empty());
    }

    #[test]
    fn nothing_known_draws_nothing() {
        assert_eq!(daily(&[]), None);
        assert_eq!(daily(&[Day { day: 1, value: None }]), None);
    }

    #[test]
    fn the_height_shows_every_range() {
        let check = |low, high, expect| {
            assert_eq!(height([(low, low, high)].into_iter()), Some(Scale { from: expect, to: expect + 40.0 }));
        };
        check(31.0, 39.0, 20.0);
        check(95.0, 100.0, 60.0);
        check(-100.0, -95.0, -100.0);
        assert_eq!(height([(-100.0, 0.0, 100.0)].into_iter()), Some(Scale { from: -100.0, to: 100.0 }));
    }

    proptest! {
        #[test]
        fn every_place_is_inside(values in proptest::collection::vec(proptest::option::of(-90.0..90.0_f64), 1..50)) {
            let days: Vec<_> = (0..).zip(&values).map(|(at, value)| Day { day: at, value: value.map(|v| (v - 10.0, v, v + 10.0)) }).collect();
            let drawn = daily(&days);
            prop_assert_eq!(drawn.is_some(), values.iter().any(Option::is_some));
            for dot in drawn.iter().flat_map(|drawn| &drawn.dots) {
                prop_assert!((0.0..=100.0).contains(&dot.x) && (0.0..=100.0).contains(&dot.y));
            }
        }
    }
}
