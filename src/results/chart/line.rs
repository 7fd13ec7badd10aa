//! A value with its range on a line from one end to the other.

/// The two ends of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The value at the left end.
    pub from: f64,
    /// The value at the right end.
    pub to: f64,
}

/// A point and its range, in percent of the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whisker {
    /// Where the range begins.
    pub low: f64,
    /// Where the value stands.
    pub point: f64,
    /// Where the range ends.
    pub high: f64,
}

impl Scale {
    /// Where `value` stands, 0 to 100. What lies outside stands at the nearer end.
    pub fn place(self, value: f64) -> f64 {
        let length = self.to - self.from;
        if length > 0.0 { ((value - self.from) / length * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    }

    /// Where a value and its range stand.
    pub fn whisker(self, low: f64, value: f64, high: f64) -> Whisker {
        Whisker { low: self.place(low), point: self.place(value), high: self.place(high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_proportion() {
        let nps = Scale { from: -100.0, to: 100.0 };
        let check = |value, expect: f64| assert!((nps.place(value) - expect).abs() < 1e-12, "{value}");
        check(-100.0, 0.0);
        check(0.0, 50.0);
        check(39.84, 69.92);
        check(100.0, 100.0);
        check(-101.0, 0.0);
        check(250.0, 100.0);
    }

    #[test]
    fn a_line_without_length_has_one_place() {
        assert!(Scale { from: 5.0, to: 5.0 }.place(5.0).abs() < 1e-12);
    }

    #[test]
    fn a_range_keeps_its_order() {
        let Whisker { low, point, high } = Scale { from: -100.0, to: 100.0 }.whisker(37.19, 39.84, 42.42);
        assert!(low < point && point < high);
    }
}
