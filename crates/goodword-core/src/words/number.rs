//! How numbers are written for people: English, thousands set apart by commas, a point before decimals, a hyphen for
//! minus. Numbers of one sentence have as many decimals as it takes to tell them apart, and no more.

use super::claim::Direction;
use crate::stats::Interval;

/// More decimals than this are not written: what still looks like another value is said to be over or under it.
const MOST: usize = 6;

/// What figures of a kind are written in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// What is written is a figure times this.
    factor: f64,
    /// Decimals where nothing asks for more.
    decimals: usize,
    /// What stands behind the number.
    sign: &'static str,
    /// Written values that say something of their own, such as all and nobody: only they themselves are written so.
    landmarks: [Option<f64>; 3],
}

/// A net promoter score, -100 to 100.
pub const SCORE: Measure = Measure { factor: 1.0, decimals: 0, sign: "", landmarks: [Some(-100.0), Some(100.0), None] };
/// A share of 0 to 1, in hundredths.
pub const SHARE: Measure =
    Measure { factor: 100.0, decimals: 0, sign: " %", landmarks: [Some(0.0), Some(100.0), None] };
/// A mean of 0 to 10.
pub const OF_TEN: Measure = Measure { factor: 1.0, decimals: 1, sign: "", landmarks: [Some(0.0), Some(10.0), None] };
/// A mean of 1 to 5.
pub const OF_FIVE: Measure = Measure { factor: 1.0, decimals: 1, sign: "", landmarks: [Some(1.0), Some(5.0), None] };
/// A spread, which has no ends.
pub const SPREAD: Measure = Measure { factor: 1.0, decimals: 1, sign: "", landmarks: [None; 3] };
/// A difference of scores of -100 to 100.
pub const POINTS: Measure = Measure { factor: 1.0, decimals: 0, sign: " points", landmarks: [Some(0.0), None, None] };
/// A difference of means.
pub const TENTHS: Measure = Measure { factor: 1.0, decimals: 1, sign: " points", landmarks: [Some(0.0), None, None] };
/// A difference of shares, in hundredths.
pub const PERCENTAGE_POINTS: Measure =
    Measure { factor: 100.0, decimals: 0, sign: " percentage points", landmarks: [Some(0.0), None, None] };
/// A ratio or a correlation.
pub const RATIO: Measure =
    Measure { factor: 1.0, decimals: 2, sign: "", landmarks: [Some(-1.0), Some(0.0), Some(1.0)] };
/// A time in milliseconds, in seconds.
pub const SECONDS: Measure = Measure { factor: 0.001, decimals: 0, sign: " s", landmarks: [Some(0.0), None, None] };

/// A mean of a scale with these ends.
pub fn scale(min: i64, max: i64) -> Measure {
    let end = |end: i64| i32::try_from(end).ok().map(f64::from);
    Measure { landmarks: [end(min), end(max), None], ..SPREAD }
}

/// A measure with the decimals that one sentence needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Written {
    measure: Measure,
    decimals: usize,
}

impl Measure {
    /// As it is, but with so many decimals where nothing asks for more.
    #[must_use]
    pub fn with(self, decimals: usize) -> Self {
        Self { decimals, ..self }
    }

    /// As it is, but nothing that is not zero looks like zero.
    #[must_use]
    pub const fn with_zero(self) -> Self {
        Self { landmarks: [Some(0.0), None, None], ..self }
    }

    /// Which way a difference lies, where its range tells and so many decimals can show it.
    pub fn direction(self, by: f64, range: Interval) -> Option<Direction> {
        let written = Written { measure: self, decimals: MOST };
        Direction::of(range).filter(|_| written.mistaken(by).is_none())
    }

    /// For these figures and the ends of this range: none looks like a landmark that it is not, and the ends do not look
    /// alike.
    pub fn told_apart(self, values: &[f64], range: Option<Interval>) -> Written {
        let ends = range.map_or([None; 2], |range| [Some(range.low), Some(range.high)]);
        let all = || values.iter().copied().chain(ends.into_iter().flatten());
        let clear = |decimals: &usize| {
            let written = Written { measure: self, decimals: *decimals };
            let alike = range.is_some_and(|range| written.looks_alike(range) && range.low < range.high);
            !alike && all().all(|value| written.mistaken(value).is_none())
        };
        let decimals = (self.decimals..=MOST).find(clear).unwrap_or(MOST);
        Written { measure: self, decimals }
    }

    /// A figure in the unit that is written; no zero of it has a sign.
    fn written(self, value: f64) -> f64 {
        value * self.factor + 0.0
    }

    /// One figure with its sign: `99.9 %`.
    pub fn text(self, value: f64) -> String {
        self.told_apart(&[value], None).text(value)
    }
}

impl Written {
    /// With what stands behind it: `86 %`, `4.9 points`.
    pub fn text(&self, value: f64) -> String {
        let number = self.number(value);
        let single = self.measure.sign.strip_suffix("points").filter(|_| number == "1" || number == "-1");
        match single {
            Some(before) => format!("{number}{before}point"),
            None => number + self.measure.sign,
        }
    }

    /// The number alone: `86`, `over 99.999999` where more decimals would be needed.
    pub fn number(&self, value: f64) -> String {
        let at = self.measure.written(value);
        if self.measure.landmarks.iter().flatten().any(|landmark| at.total_cmp(landmark).is_eq()) {
            return decimal(at, 0);
        }
        let unit = self.unit();
        match self.mistaken(value) {
            Some(landmark) if at < landmark => format!("over {}", decimal(landmark - unit, self.decimals)),
            Some(landmark) => format!("under {}", decimal(landmark + unit, self.decimals)),
            None => decimal(at, self.decimals),
        }
    }

    /// The number with its sign: `+5`, `0`, `-3`.
    pub fn signed(&self, value: f64) -> String {
        let number = self.number(value);
        if value > 0.0 && number.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
            format!("+{number}")
        } else {
            number
        }
    }

    /// Whether a value that is no landmark would look like one.
    pub fn hides(&self, value: f64) -> bool {
        self.mistaken(value).is_some()
    }

    /// Both ends, the second with what stands behind it: `76` and `80 %`. `None` where even so they look alike.
    pub fn ends(&self, range: Interval) -> Option<(String, String)> {
        (!self.looks_alike(range)).then(|| (self.number(range.low), self.text(range.high)))
    }

    /// Both ends as numbers alone: `76 to 80`; where they look alike, how near they are.
    pub fn range(&self, range: Interval) -> String {
        match self.ends(range) {
            Some(_) => format!("{} to {}", self.number(range.low), self.number(range.high)),
            None => self.nearness(),
        }
    }

    /// As [`Written::range`], with what stands behind it: `76 to 80 %`.
    pub fn range_text(&self, range: Interval) -> String {
        self.ends(range).map_or_else(|| self.nearness(), |(low, high)| format!("{low} to {high}"))
    }

    /// As [`Written::range`], each end with its sign.
    pub fn signed_range(&self, range: Interval) -> String {
        match self.ends(range) {
            Some(_) => format!("{} to {}", self.signed(range.low), self.signed(range.high)),
            None => self.nearness(),
        }
    }

    /// `, between 76 and 80 %`.
    pub fn between(&self, range: Interval) -> String {
        match self.ends(range) {
            Some((low, high)) => format!(", between {low} and {high}"),
            None => format!(", {}", self.nearness()),
        }
    }

    /// What is said of a range so narrow that its ends cannot be told apart.
    fn nearness(&self) -> String {
        format!("give or take less than {}{}", decimal(self.unit(), self.decimals), self.measure.sign)
    }

    /// Whether the ends come out the same, or so near that one would have to be written as over or under a landmark.
    fn looks_alike(&self, range: Interval) -> bool {
        let width = self.measure.written(range.high) - self.measure.written(range.low);
        let odd = self.mistaken(range.low).or(self.mistaken(range.high)).is_some();
        self.number(range.low) == self.number(range.high) || (odd && width < 2.0 * self.unit())
    }

    /// The least difference that these decimals show.
    fn unit(&self) -> f64 {
        (0..self.decimals).fold(1.0, |unit, _| unit / 10.0)
    }

    /// The landmark that a value would be taken for, and is not.
    fn mistaken(&self, value: f64) -> Option<f64> {
        let at = self.measure.written(value);
        let text = decimal(at, self.decimals);
        let like = |landmark: &&f64| text == decimal(**landmark, self.decimals) && at.total_cmp(landmark).is_ne();
        self.measure.landmarks.iter().flatten().find(like).copied()
    }
}

/// `2,746`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// With so many decimals, a half rounded away from zero as people do; never `-0`.
pub fn decimal(value: f64, decimals: usize) -> String {
    let unit = (0..decimals).fold(1.0, |unit, _| unit * 10.0);
    let text = format!("{:.decimals$}", (value * unit).round() / unit);
    match text.strip_prefix('-') {
        Some(zero) if zero.bytes().all(|byte| matches!(byte, b'0' | b'.')) => zero.to_owned(),
        _ => text,
    }
}

/// A net promoter score, whole where that says enough: `40`, `-3`, `99.8`.
pub fn points(value: f64) -> String {
    SCORE.text(value)
}

/// A share of 0 to 1 in hundredths, without the sign: `86`, `99.9`.
pub fn percents(share: f64) -> String {
    SHARE.told_apart(&[share], None).number(share)
}

/// A share of 0 to 1: `86 %`, `99.9 %`.
pub fn percent(share: f64) -> String {
    SHARE.text(share)
}

/// A chance of 0 to 1 with three decimals, and never as if it could not be: `0.046`, `under 0.001`.
pub fn chance(p: f64) -> String {
    if p < 0.000_5 { "under 0.001".to_owned() } else { decimal(p, 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let check = |n, expect: &str| assert_eq!(count(n), expect);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
        check(u64::MAX, "18,446,744,073,709,551,615");
    }

    #[test]
    fn a_half_goes_away_from_zero_and_zero_has_no_sign() {
        let check = |value, decimals, expect: &str| assert_eq!(decimal(value, decimals), expect);
        check(39.84, 0, "40");
        check(12.5, 0, "13");
        check(-12.5, 0, "-13");
        check(-0.4, 0, "0");
        check(-0.04, 1, "0.0");
        check(8.25, 1, "8.3");
        check(100.0, 2, "100.00");
        assert_eq!((percent(0.861), percents(0.5), points(-3.2)), ("86 %".into(), "50".into(), "-3".into()));
    }

    #[test]
    fn all_and_nobody_are_written_of_all_and_nobody_alone() {
        let check = |value, expect: &str| assert_eq!(percent(value), expect);
        check(1.0, "100 %");
        check(0.0, "0 %");
        check(0.999, "99.9 %");
        check(0.001, "0.1 %");
        check(0.994, "99 %");
        check(0.999_999_999_9, "over 99.999999 %");
        check(1e-12, "under 0.000001 %");
        let check = |value, expect: &str| assert_eq!(points(value), expect);
        check(99.8, "99.8");
        check(-99.96, "-99.96");
        check(-0.3, "0");
        check(-100.0, "-100");
    }

    #[test]
    fn ends_that_differ_do_not_look_alike() {
        let check = |low, high, expect: &str| {
            let range = Interval { low, high };
            assert_eq!(SCORE.told_apart(&[f64::midpoint(low, high)], Some(range)).range(range), expect);
        };
        check(12.0, 14.0, "12 to 14");
        check(12.8, 13.3, "12.8 to 13.3");
        check(-0.2, 5.0, "0 to 5");
        check(99.2, 100.0, "99.2 to 100");
        check(13.0, 13.0, "give or take less than 1");
        check(13.0, 13.000_000_01, "give or take less than 0.000001");
    }

    #[test]
    fn one_point_is_one() {
        assert_eq!([POINTS.text(1.0), POINTS.text(2.0), TENTHS.text(1.0)], ["1 point", "2 points", "1.0 points"]);
        assert_eq!(POINTS.told_apart(&[0.4], None).signed(0.4), "+0.4");
        assert_eq!([SECONDS.text(1_000.0), PERCENTAGE_POINTS.text(0.01)], ["1 s", "1 percentage point"]);
    }

    #[test]
    fn a_chance_is_never_none() {
        assert_eq!([0.046_2, 0.000_4, 0.0, 1.0].map(chance), ["0.046", "under 0.001", "under 0.001", "1.000"]);
    }
}
