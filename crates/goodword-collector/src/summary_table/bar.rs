//! Bars and ranges in characters.

use goodword_core::stats::Interval;

const BAR: u64 = 30;
const SCALE: usize = 41;

/// A bar of at most 30 characters, to an eighth of one; the most frequent level fills it. Nobody is no bar at all, and
/// somebody never is.
pub fn bar(n: u64, most: u64) -> String {
    let width = usize::try_from(BAR).unwrap_or(0);
    if n == 0 || most == 0 {
        return " ".repeat(width);
    }
    let eighths = (u128::from(n) * u128::from(BAR * 8)).div_ceil(u128::from(most));
    let eighths = usize::try_from(eighths).unwrap_or(0);
    let part = "▏▎▍▌▋▊▉".chars().nth((eighths % 8).wrapping_sub(1));
    let bar: String = std::iter::repeat_n('█', eighths / 8).chain(part).collect();
    format!("{bar:<width$}")
}

/// A point with its range on a scale of 41 characters from -100 to 100; without one, the empty scale.
pub fn whisker(figure: Option<(f64, Interval)>) -> String {
    let column = |points: f64| (points + 100.0) / 5.0;
    let place = |at: usize| {
        let at = f64::from(u32::try_from(at).unwrap_or(0));
        match figure {
            Some((value, _)) if (column(value).round() - at).abs() < 0.5 => '●',
            Some((_, range)) if column(range.low).round() <= at && at <= column(range.high).round() => '─',
            _ if (at - 20.0).abs() < 0.5 => '┊',
            _ => ' ',
        }
    };
    (0..SCALE).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0, 10).trim_end(), "");
        assert_eq!(bar(10, 10), "█".repeat(30));
        assert_eq!(bar(5, 10).trim_end(), "█".repeat(15));
        assert_eq!(bar(1, 1_000_000).trim_end(), "▏");
        assert_eq!(bar(1, 16).trim_end(), "█▉");
        assert_eq!(bar(u64::MAX, u64::MAX), "█".repeat(30));
        assert_eq!(bar(0, 0).chars().count(), 30);
    }

    #[test]
    fn a_range_stands_where_its_points_are() {
        let range = |value, low, high| whisker(Some((value, Interval { low, high })));
        assert_eq!(whisker(None), format!("{:20}┊{:20}", "", ""));
        assert_eq!(range(0.0, -10.0, 10.0), format!("{:18}──●──{:18}", "", ""));
        assert_eq!(range(100.0, 100.0, 100.0), format!("{:20}┊{:19}●", "", ""));
        assert_eq!(range(-100.0, -100.0, -90.0), format!("●──{:17}┊{:20}", "", ""));
    }
}
