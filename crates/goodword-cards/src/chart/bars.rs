//! Bars that lie under each other, each of one whole.

use super::drawing::{Anchor, Drawing, fitted, text_width};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Its share of the longest, 0 to 1.
    pub share: f64,
    /// What stands beside its name.
    pub shown: String,
    /// Which kind it is.
    pub class: &'static str,
    /// All of it in words.
    pub detail: String,
}

const PITCH: f64 = 40.0;
/// Between a name and what stands beside it.
const GAP: f64 = 16.0;

/// Draws them: name and number above, the bar below.
#[allow(clippy::cast_precision_loss, reason = "there are few bars")]
pub fn bars(of: &[Bar], width: f64) -> Drawing {
    let mut drawing = Drawing::new(width, PITCH * of.len() as f64);
    for (at, bar) in of.iter().enumerate() {
        let top = PITCH * at as f64;
        let shown = shown(bar, width);
        let room = width - text_width(shown) - GAP;
        drawing.text((0.0, top + 14.0), Anchor::Start, fitted(&bar.label, room), "name");
        drawing.text((width, top + 14.0), Anchor::End, shown, "label");
        drawing.rect((0.0, top + 21.0, width, 8.0), "rail");
        drawing.rect((0.0, top + 21.0, width * bar.share.clamp(0.0, 1.0), 8.0), bar.class);
        drawing.point((0.0, top, width, PITCH), &bar.detail);
    }
    drawing
}

/// Where there is no room for all of it beside the name, its first part.
fn shown(bar: &Bar, width: f64) -> &str {
    let first = bar.shown.split_once(", ").map_or(bar.shown.as_str(), |(first, _)| first);
    if text_width(&bar.label) + GAP + text_width(&bar.shown) <= width { &bar.shown } else { first }
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let bar = |share| Bar {
            label: "Chat".to_owned(),
            share,
            shown: "3".to_owned(),
            class: "high",
            detail: String::new(),
        };
        let long = Bar { shown: "1,448 of 1,500 answered, 3 % left".to_owned(), ..bar(1.0) };
        assert_eq!((shown(&long, 150.0), shown(&long, 900.0)), ("1,448 of 1,500 answered", long.shown.as_str()));
        let drawing = bars(&[bar(0.25), bar(7.0), bar(f64::NAN)], 200.0);
        let wide = |mark: &Mark| match mark {
            Mark::Rect(_, _, width, _, class) if class == "high" => Some(*width),
            _ => None,
        };
        assert_eq!(drawing.marks.iter().filter_map(wide).collect::<Vec<_>>(), [50.0, 200.0, 0.0]);
    }
}
