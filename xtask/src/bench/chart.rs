//! Two charts as SVG, readable in light and in dark: bars, and curves on logarithmic axes.

use std::fmt::Write;

use libm::{log10, pow};

const WIDTH: f64 = 720.0;
/// Room for the names of bars, and for the numbers of an axis.
const NAMES: f64 = 190.0;
const AXIS: f64 = 72.0;
const BAR: f64 = 30.0;
const HEIGHT: f64 = 400.0;
const TOP: f64 = 48.0;
const BOTTOM: f64 = 44.0;
/// Room for the names of curves.
const RIGHT: f64 = 150.0;

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#2b2722}.title{font-weight:600;font-size:15px}.quiet{fill:#6b635a}\
    .grid{stroke:#e3dccf}.ours{fill:#8a4b12;stroke:#8a4b12}.other{fill:#b9ae9e;stroke:#b9ae9e}polyline{fill:none!important;stroke-width:2}\
    @media(prefers-color-scheme:dark){text{fill:#ece5da}.quiet{fill:#a79d90}.grid{stroke:#3b352d}.ours{fill:#e2a05e;stroke:#e2a05e}\
    .other{fill:#7d7365;stroke:#7d7365}}";

/// How something grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    pub name: String,
    /// Rising in the first; both above 0.
    pub points: Vec<(f64, f64)>,
}

/// A bar for each, `ours` in colour.
pub fn bars(title: &str, ours: &str, of: &[(String, f64)]) -> String {
    let most = of.iter().map(|(_, value)| *value).fold(1.0, f64::max);
    let mut inner = String::new();
    let mut y = TOP;
    for (name, value) in of {
        let (length, middle) = (value / most * (WIDTH - NAMES - 80.0), y + BAR / 2.0 + 1.0);
        let class = if name.starts_with(ours) { "ours" } else { "other" };
        let _ = write!(
            inner,
            r#"<text x="{:.0}" y="{middle:.1}" text-anchor="end">{name}</text><rect class="{class}" x="{NAMES}" y="{y:.0}" width="{length:.1}" height="{:.0}" rx="3"/><text x="{:.1}" y="{middle:.1}">{value:.0}</text>"#,
            NAMES - 10.0,
            BAR - 10.0,
            NAMES + length + 8.0,
        );
        y += BAR;
    }
    svg(title, y + 8.0, &inner)
}

/// A curve for each, `ours` in colour; both axes are logarithmic.
pub fn lines(title: &str, ours: &str, along: &str, curves: &[Curve]) -> String {
    let points = || curves.iter().flat_map(|curve| curve.points.iter());
    let decades = |of: fn(&(f64, f64)) -> f64| {
        let (least, most) = points().map(of).fold((f64::MAX, 1.0), |(least, most), at| (at.min(least), at.max(most)));
        (log10(least.max(0.1)).floor(), log10(most).ceil())
    };
    let (across, up) = (decades(|point| point.0), decades(|point| point.1));
    let scale = |value: f64, (from, to): (f64, f64)| (log10(value.max(0.1)) - from) / (to - from).max(1.0);
    let x = |value: f64| AXIS + scale(value, across) * (WIDTH - AXIS - RIGHT);
    let y = |value: f64| HEIGHT - BOTTOM - scale(value, up) * (HEIGHT - BOTTOM - TOP);
    let mut inner = String::new();
    for at in ticks(up) {
        let _ = write!(
            inner,
            r#"<line class="grid" x1="{AXIS}" x2="{:.0}" y1="{:.1}" y2="{:.1}"/><text class="quiet" x="{:.0}" y="{:.1}" text-anchor="end">{}</text>"#,
            WIDTH - RIGHT,
            y(at),
            y(at),
            AXIS - 8.0,
            y(at) + 4.0,
            grouped(at),
        );
    }
    for at in ticks(across) {
        let _ = write!(
            inner,
            r#"<text class="quiet" x="{:.1}" y="{:.0}" text-anchor="middle">{}</text>"#,
            x(at),
            HEIGHT - BOTTOM + 20.0,
            grouped(at)
        );
    }
    let _ = write!(
        inner,
        r#"<text class="quiet" x="{:.0}" y="{:.0}">{along}</text>"#,
        WIDTH - RIGHT + 40.0,
        HEIGHT - BOTTOM + 20.0
    );
    // What ends higher is named higher, and no two names touch.
    let mut named: Vec<_> = curves.iter().filter_map(|curve| Some((curve, curve.points.last()?))).collect();
    named.sort_by(|(_, one), (_, other)| y(one.1).total_cmp(&y(other.1)));
    let mut free = TOP - 10.0;
    for (curve, last) in named {
        let class = if curve.name.starts_with(ours) { "ours" } else { "other" };
        let path: Vec<_> = curve.points.iter().map(|point| format!("{:.1},{:.1}", x(point.0), y(point.1))).collect();
        free = (y(last.1) + 4.0).max(free + 16.0);
        let _ = write!(inner, r#"<polyline class="{class}" points="{}"/>"#, path.join(" "));
        let _ = write!(inner, r#"<text x="{:.1}" y="{free:.1}">{}</text>"#, x(last.0) + 8.0, curve.name);
    }
    svg(title, HEIGHT, &inner)
}

/// The powers of ten from one to the other.
fn ticks((from, to): (f64, f64)) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(from), |at| Some(at + 1.0)).take_while(move |at| *at <= to).map(|at| pow(10.0, at))
}

/// A number with a comma between thousands.
fn grouped(value: f64) -> String {
    if value < 1.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let chunks: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    chunks.join(",")
}

fn svg(title: &str, height: f64, inner: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0} {height:.0}" width="{WIDTH:.0}" height="{height:.0}" role="img" aria-label="{title}"><style>{STYLE}</style><text class="title" x="8" y="24">{title}</text>{inner}</svg>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_as_much_is_one_step_on_either_axis() {
        let curve = Curve { name: "a".to_owned(), points: vec![(1e3, 10.0), (1e4, 100.0), (1e5, 1000.0)] };
        let svg = lines("title", "a", "n", &[curve]);
        assert!(svg.contains(r#"points="72.0,356.0 321.0,202.0 570.0,48.0""#), "{svg}");
        assert!(svg.contains(">10,000</text>") && svg.contains(">100</text>"));
    }

    #[test]
    fn the_longest_bar_is_the_slowest_and_ours_has_the_colour() {
        let svg = bars("title", "us", &[("us".to_owned(), 50.0), ("them".to_owned(), 100.0)]);
        assert!(svg.contains(r#"class="ours" x="190" y="48" width="225.0""#), "{svg}");
        assert!(svg.contains(r#"class="other" x="190" y="78" width="450.0""#), "{svg}");
    }
}
