//! What a drawing is made of.

/// Where a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Has its middle there.
    Middle,
    /// Ends there.
    End,
}

/// One thing that is drawn. Its class says what it is; the style sheet says how that looks.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle: left, top, width, height.
    Rect(f64, f64, f64, f64, String),
    /// A line: from x, y to x, y.
    Line(f64, f64, f64, f64, String),
    /// A path.
    Path(String, String),
    /// A dot: middle and radius.
    Dot(f64, f64, f64, String),
    /// A text.
    Text(f64, f64, Anchor, String, String),
}

/// A place that can be pointed at or moved to, and what stands there in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Left, top, width, height.
    pub area: (f64, f64, f64, f64),
    /// The words.
    pub label: String,
}

/// Marks, first those below.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// What is drawn.
    pub marks: Vec<Mark>,
    /// What can be pointed at.
    pub points: Vec<Point>,
}

impl Drawing {
    /// An empty one.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// Adds a rectangle.
    pub fn rect(&mut self, (x, y, width, height): (f64, f64, f64, f64), class: &str) {
        self.marks.push(Mark::Rect(x, y, width.max(0.0), height.max(0.0), class.to_owned()));
    }

    /// Adds a line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.marks.push(Mark::Line(from.0, from.1, to.0, to.1, class.to_owned()));
    }

    /// Adds a dot.
    pub fn dot(&mut self, at: (f64, f64), radius: f64, class: &str) {
        self.marks.push(Mark::Dot(at.0, at.1, radius, class.to_owned()));
    }

    /// Adds a text; its place is on the line it stands on.
    pub fn text(&mut self, at: (f64, f64), anchor: Anchor, text: impl Into<String>, class: &str) {
        self.marks.push(Mark::Text(at.0, at.1, anchor, text.into(), class.to_owned()));
    }

    /// Adds a way through points, closed or open.
    pub fn path(&mut self, points: impl IntoIterator<Item = (f64, f64)>, closed: bool, class: &str) {
        let mut d = String::new();
        for (x, y) in points {
            d.push_str(if d.is_empty() { "M" } else { "L" });
            d.extend([short(x).as_str(), " ", &short(y)]);
        }
        if closed {
            d.push('Z');
        }
        self.marks.push(Mark::Path(d, class.to_owned()));
    }

    /// Adds what can be pointed at.
    pub fn point(&mut self, area: (f64, f64, f64, f64), label: impl Into<String>) {
        self.points.push(Point { area, label: label.into() });
    }
}

/// A coordinate with at most one decimal and no trailing zero.
pub fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0").unwrap_or(&text) {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// About how wide a text of 12 pixels is: drawings are laid out without a browser.
#[allow(clippy::cast_precision_loss, reason = "texts are short")]
pub fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * 6.6
}

/// A text cut to about this width.
pub fn fitted(text: &str, width: f64) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width of a drawing, at least 0")]
    let room = ((width / 6.6).max(2.0) as usize).saturating_sub(1);
    text.chars().take(room).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coordinate_is_short() {
        let check = |value, expect: &str| assert_eq!(short(value), expect);
        check(0.0, "0");
        check(-0.01, "0");
        check(12.5, "12.5");
        check(100.0 / 3.0, "33.3");
    }

    #[test]
    fn a_way_is_a_path() {
        let mut drawing = Drawing::new(10.0, 10.0);
        drawing.path([(0.0, 1.0), (5.0, 2.5)], true, "band");
        assert_eq!(drawing.marks, [Mark::Path("M0 1L5 2.5Z".to_owned(), "band".to_owned())]);
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(fitted("mobile", 100.0), "mobile");
        assert_eq!(fitted("a very long name of a page", 66.0), "a very lo…");
    }
}
