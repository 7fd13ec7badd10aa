//! A drawing as a file that stands for itself: its colours, its title and its words are in it.

use super::drawing::short;
use super::{Anchor, Drawing, Mark};

const HEAD: f64 = 64.0;
const EDGE: f64 = 20.0;

/// How each class looks on paper.
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#6a645c}.title{font-size:16px;font-weight:600;fill:#1d1b18}.name,.shown{fill:#1d1b18;font-weight:600}\
.grid,.axis{stroke:#e4ded5}.level,.centre{stroke:#6a645c;stroke-dasharray:3 4}.limit{fill:none;stroke:#b4532a;stroke-dasharray:5 4}\
.whisker{stroke-width:3;stroke:#2f5d50}.line{fill:none;stroke-width:2.5;stroke:#2f5d50}.dot{fill:#2f5d50}.goal{stroke:#2f5d50;stroke-dasharray:8 4}text.goal{stroke:none;fill:#2f5d50}.note{stroke:#8c8478}text.note{stroke:none}.band{fill:#e3ece8}.ring{fill:none;stroke:#b4532a;stroke-width:2}.hollow{fill:#fffdfa;stroke:#2f5d50;stroke-width:2}\
rect.low{fill:#b4532a}rect.mid{fill:#8c8478}rect.none{fill:#fffdfa;stroke:#8c8478;stroke-width:1.5}.zero{stroke:#6a645c;stroke-width:1.5}rect.high,rect.kept{fill:#2f5d50}rect.broken{fill:#b4532a}rect.exceeded{fill:#5d9483}rect.rail{fill:#f0ebe3}\
.whisker.broken,.line.broken{stroke:#b4532a}.dot.broken{fill:#b4532a}.whisker.exceeded,.line.exceeded{stroke:#5d9483}.dot.exceeded{fill:#5d9483}.whisker.none,.line.none{stroke:#8c8478}.dot.none{fill:#8c8478}";

/// Width and height of the file of a drawing.
pub fn size(drawing: &Drawing) -> (f64, f64) {
    (drawing.width + 2.0 * EDGE, drawing.height + HEAD + EDGE)
}

/// The file, with the finding above the drawing.
pub fn file(drawing: &Drawing, title: &str) -> String {
    let (width, height) = size(drawing);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<rect width=\"{w}\" height=\"{h}\" fill=\"#fffdfa\"/>\n",
        w = short(width),
        h = short(height),
        title = escaped(title),
    );
    for (at, line) in wrapped(title, width - 2.0 * EDGE).iter().enumerate() {
        let y = if at == 0 { 26.0 } else { 46.0 };
        text += &element(&Mark::Text(EDGE, y, Anchor::Start, line.clone(), "title".to_owned()));
        text.push('\n');
    }
    text.extend(["<g transform=\"translate(", &short(EDGE), " ", &short(HEAD), ")\">\n"]);
    text + &marks(drawing) + "</g>\n</svg>\n"
}

/// The marks as elements of SVG, a line each. Texts are escaped.
pub fn marks(drawing: &Drawing) -> String {
    drawing.marks.iter().map(|mark| element(mark) + "\n").collect()
}

fn element(mark: &Mark) -> String {
    let s = short;
    match mark {
        Mark::Rect(x, y, width, height, class) => {
            format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                s(*x),
                s(*y),
                s(*width),
                s(*height)
            )
        }
        Mark::Line(x1, y1, x2, y2, class) => {
            format!("<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", s(*x1), s(*y1), s(*x2), s(*y2))
        }
        Mark::Path(d, class) => format!("<path class=\"{class}\" d=\"{d}\"/>"),
        Mark::Dot(x, y, r, class) => {
            format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", s(*x), s(*y), s(*r))
        }
        Mark::Text(x, y, anchor, words, class) => {
            let anchor = anchor.as_str();
            format!(
                "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                s(*x),
                s(*y),
                escaped(words)
            )
        }
    }
}

impl Anchor {
    /// The word of SVG.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

fn escaped(text: &str) -> String {
    // What XML cannot hold at all is left out.
    let kept = text.chars().filter(|letter| !letter.is_control());
    kept.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// At most two lines.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    let room = width / 8.4;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let count = lines.len();
        let Some(line) = lines.last_mut() else { break };
        #[allow(clippy::cast_precision_loss, reason = "a title is short")]
        let long = (line.chars().count() + word.chars().count()) as f64;
        if long > room && !line.is_empty() && count < 2 {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_for_itself_and_holds_no_markup_of_others() {
        let mut drawing = Drawing::new(100.0, 50.0);
        drawing.rect((0.0, 1.0, 10.0, 2.5), "kept");
        drawing.text((0.0, 9.0), Anchor::End, "<script>&\u{1}", "label");
        drawing.path([(0.0, 0.0), (1.0, 1.0)], false, "line kept");
        let text = file(&drawing, "9 < 10");
        assert!(
            text.contains("<title>9 &lt; 10</title>") && text.contains("text-anchor=\"end\">&lt;script>&amp;</text>")
        );
        assert!(text.contains("<rect class=\"kept\" x=\"0\" y=\"1\" width=\"10\" height=\"2.5\"/>"));
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"));
    }

    #[test]
    fn a_title_is_wrapped_once() {
        assert_eq!(wrapped("one two three four", 84.0), ["one two", "three four"]);
        assert_eq!(wrapped("", 84.0), [""]);
    }
}
