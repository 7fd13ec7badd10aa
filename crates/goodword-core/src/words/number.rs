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
