//! Sizes for people.

/// `512 bytes`, `449 kB`, `35.6 MB`, `3.56 GB`. Thousands, as file managers count them.
#[allow(clippy::cast_precision_loss, reason = "three digits are shown")]
pub fn bytes(value: u64) -> String {
    let value = value as f64;
    let (scaled, unit) = match value {
        ..1e3 => return format!("{value} bytes"),
        ..1e6 => (value / 1e3, "kB"),
        ..1e9 => (value / 1e6, "MB"),
        _ => (value / 1e9, "GB"),
    };
    let decimals = match scaled {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{scaled:.decimals$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_keeps_three_digits() {
        let check = |value, expect: &str| assert_eq!(bytes(value), expect);
        check(0, "0 bytes");
        check(999, "999 bytes");
        check(1_500, "1.50 kB");
        check(448_935, "449 kB");
        check(35_600_000, "35.6 MB");
        check(3_560_000_000, "3.56 GB");
    }
}
