//! From a value to a place.

/// A value with its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Where the range begins.
    pub low: f64,
    /// The value.
    pub value: f64,
    /// Where the range ends.
    pub high: f64,
}

/// The values of both ends, and where these stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The values.
    pub values: (f64, f64),
    /// Their places, in pixels.
    pub places: (f64, f64),
}

impl Scale {
    /// Where `value` stands. What lies outside stands at the nearer end.
    pub fn place(self, value: f64) -> f64 {
        let ((from, to), (start, end)) = (self.values, self.places);
        if to > from { start + ((value - from) / (to - from)).clamp(0.0, 1.0) * (end - start) } else { start }
    }
}

/// The ends that hold every value: multiples of `step`, at least `least` apart, within `bounds`.
pub fn ends(values: impl Iterator<Item = f64>, step: f64, least: f64, bounds: (f64, f64)) -> Option<(f64, f64)> {
    let held = values.fold(None, |held: Option<(f64, f64)>, value| {
        Some(held.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    let (mut from, mut to) = held.map(|(low, high)| ((low / step).floor() * step, (high / step).ceil() * step))?;
    if to - from < least {
        to = (from + least).min(bounds.1);
        from = to - least;
    }
    Some((from.max(bounds.0), to.min(bounds.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_proportion() {
        let nps = Scale { values: (-100.0, 100.0), places: (10.0, 210.0) };
        let check = |value, expect: f64| assert!((nps.place(value) - expect).abs() < 1e-9, "{value}");
        check(-100.0, 10.0);
        check(0.0, 110.0);
        check(40.0, 150.0);
        check(250.0, 210.0);
        check(-101.0, 10.0);
    }

    #[test]
    fn upwards_is_a_scale_that_runs_down() {
        let up = Scale { values: (0.0, 10.0), places: (100.0, 0.0) };
        assert!((up.place(10.0)).abs() < 1e-9 && (up.place(2.5) - 75.0).abs() < 1e-9);
    }

    #[test]
    fn a_scale_without_length_has_one_place() {
        assert!((Scale { values: (5.0, 5.0), places: (3.0, 9.0) }.place(5.0) - 3.0).abs() < 1e-12);
    }

    #[test]
    fn ends_hold_every_value() {
        let check = |values: &[f64], expect| {
            assert_eq!(ends(values.iter().copied(), 20.0, 40.0, (-100.0, 100.0)), expect, "{values:?}");
        };
        check(&[], None);
        check(&[31.0, 39.0], Some((20.0, 60.0)));
        check(&[95.0, 100.0], Some((60.0, 100.0)));
        check(&[-100.0, -95.0], Some((-100.0, -60.0)));
        check(&[-100.0, 100.0], Some((-100.0, 100.0)));
    }
}
