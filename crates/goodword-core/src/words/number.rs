//! How numbers are written for people: English, thousands set apart by commas, a point before decimals, a hyphen for
//! minus.

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

/// Points of the net promoter score, whole: `40`, `-3`.
pub fn points(value: f64) -> String {
    decimal(value, 0)
}

/// A share of 0 to 1 in hundredths, without the sign: `86`.
pub fn percents(share: f64) -> String {
    decimal(share * 100.0, 0)
}

/// A share of 0 to 1: `86 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", percents(share))
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
}
