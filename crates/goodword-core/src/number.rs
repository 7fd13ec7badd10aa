//! Numbers as JSON writes them.

/// The whole number that the digits of a JSON number stand for: 9 of `9`, `9.0` and `0.9e1`. `None` where it has decimals,
/// or more than 64 bits hold.
pub fn whole(digits: &str) -> Option<i64> {
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or((1, mantissa), |rest| (-1, rest));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = before.to_owned() + after;
    let significant = all.trim_end_matches('0');
    if significant.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return (!all.is_empty() && significant.is_empty()).then_some(0);
    }
    // So many powers of ten stand behind the last digit that is not 0.
    let zeros = i64::try_from(all.len() - significant.len()).ok()? - i64::try_from(after.len()).ok()?;
    let powers = u32::try_from(exponent.parse::<i64>().ok()?.checked_add(zeros)?).ok()?;
    significant.parse::<i64>().ok()?.checked_mul(10_i64.checked_pow(powers)?)?.checked_mul(sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_whole_however_it_is_written() {
        let check = |digits: &str, expect| assert_eq!(whole(digits), expect, "{digits}");
        for nine in ["9", "9.0", "9.000", "0.9e1", "90e-1", "9E0", "0.09e+2"] {
            check(nine, Some(9));
        }
        for zero in ["0", "-0", "0.0", "-0.00", "0e99999999999999999999"] {
            check(zero, Some(0));
        }
        check("1e1", Some(10));
        check("-12.50e1", Some(-125));
        check("9223372036854775807.0", Some(i64::MAX));
        let none =
            ["9.5", "1e-1", "1e300", "9223372036854775808", "1e99999999999999999999", "", ".", "e1", "NaN", "1.2.3"];
        for other in none {
            check(other, None);
        }
    }

    proptest! {
        #[test]
        fn what_a_float_says_is_said(number in -1_000_000_i64..1_000_000, zeros in 0..5_usize, power in 0..6_u32) {
            prop_assert_eq!(whole(&format!("{number}.{}", "0".repeat(zeros + 1))), Some(number));
            prop_assert_eq!(whole(&format!("{number}{}e-{power}", "0".repeat(6))), Some(number * 10_i64.pow(6 - power)));
        }
    }
}
