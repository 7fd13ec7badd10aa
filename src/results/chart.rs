//! From numbers to places in a drawing: pure, in percent of the drawing's width and height.
//!
//! Every drawing is an SVG whose children stand at percentages, so that it fills any width while its text keeps its
//! size, and no style attribute is needed.

mod bars;
mod daily;
mod line;
mod stack;

pub use bars::{Bar, bars};
pub use daily::{Daily, Day, Dot, daily};
pub use line::{Scale, Whisker};
pub use stack::{Segment, stack};

/// `12.5%`, with at most three decimals: what an SVG attribute takes.
pub fn percent(value: f64) -> String {
    format!("{}%", short(value))
}

/// A coordinate with at most three decimals and no trailing zeros.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_short() {
        let check = |value, expect: &str| assert_eq!(percent(value), expect);
        check(0.0, "0%");
        check(-0.0001, "0%");
        check(12.5, "12.5%");
        check(100.0, "100%");
        check(100.0 / 3.0, "33.333%");
    }
}
