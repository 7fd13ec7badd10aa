//! What a Summary says as one page of HTML: the cards of the results view, the comments, and where it all comes from. It
//! needs no script and asks no network for anything.

mod figures;
mod remarks;
mod style;

use goodword_cards::words::{heading, response_rate};
use goodword_core::comment::Comment;
use goodword_core::ingest::undated;
use goodword_core::survey::labels::QuestionLabels;
use goodword_core::words::{self, doubt, number::count, plural, quality};
use goodword_core::{Segment, Summary};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What is on the page.
pub struct Content<'a> {
    /// Its figures.
    pub summary: &'a Summary,
    /// What the options of own questions are called.
    pub labels: &'a [QuestionLabels],
    /// The comments that are printed, in order.
    pub comments: Vec<Comment>,
    /// The command that prints the same Summary.
    pub command: String,
}

/// The whole file.
pub fn page(content: &Content<'_>) -> String {
    let Content { summary, labels, comments, command } = content;
    let title = heading(summary.surveys.keys().map(String::as_str));
    let (style, policy) = style::with_policy();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body {
                main.view {
                    (head(summary, &title))
                    (notices(summary))
                    div.grid {
                        @for card in figures::cards(summary, labels) { (figures::card(&card)) }
                        (remarks::remarks(comments, summary))
                    }
                    footer {
                        p { (words::CHANCE) }
                        p { (words::read(summary).text) }
                        p { "The same figures on the command line: " code { (command) } }
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn head(summary: &Summary, title: &str) -> Markup {
    let responses = match summary.left_out {
        0 => plural(summary.responses, "response", "responses"),
        left => {
            let all = plural(summary.responses.saturating_add(left), "response", "responses");
            format!("{} of {all}", count(summary.responses))
        }
    };
    let found = [Some(responses), words::period(summary), Some(response_rate(summary))];
    let found: Vec<_> = found.into_iter().flatten().collect();
    html! { header { div.found { h1 { (title) } p { (found.join(" · ")) } } } }
}

/// What the figures may lack, or mix.
fn notices(summary: &Summary) -> Markup {
    let surveys = doubt::several_surveys(&summary.surveys).map(|told| told + ". The figures are of all of them.");
    let bad = (summary.bad > 0).then(|| {
        let lines = plural(summary.bad, "line holds no response and is", "lines hold no response and are");
        format!("{lines} not counted.")
    });
    let of = |segment: Segment| {
        let counted = summary.segments.iter().filter(move |figures| figures.segment == segment);
        counted.flat_map(|figures| figures.values.iter().map(|value| (value.value.as_str(), value.responses)))
    };
    let judged = [quality::doubtful(of(Segment::Quality)), quality::identity(of(Segment::Identity))];
    let judged = judged.into_iter().flatten().map(|told| told + ".");
    let known = [surveys, undated(summary.undated()).map(|told| told + "."), bad];
    let told: Vec<_> = known.into_iter().flatten().chain(judged).collect();
    html! { @if !told.is_empty() { div.notice { @for one in told { p { (one) } } } } }
}
