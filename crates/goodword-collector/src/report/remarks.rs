//! What people said in their own words.

use goodword_cards::remark;
use goodword_core::Summary;
use goodword_core::comment::Comment;
use goodword_core::words::{number::count, plural};
use maud::{Markup, html};

/// The comments, and how many are not printed. Each finds its own direction.
pub fn remarks(comments: &[Comment], summary: &Summary) -> Markup {
    let (printed, all) = (u64::try_from(comments.len()).unwrap_or(u64::MAX), summary.comments);
    let cut = (printed < all).then(|| format!("The latest {} of {} are printed.", count(printed), count(all)));
    html! {
        @if all > 0 {
            section.card.at-comments aria-labelledby="comments-title" {
                p.kicker { "In their own words" }
                h2 id="comments-title" { (plural(all, "comment", "comments")) }
                @if let Some(cut) = cut { p.printed { (cut) } }
                ol.comments.whole { @for comment in comments { (one(comment)) } }
            }
        }
    }
}

fn one(comment: &Comment) -> Markup {
    html! {
        li {
            div.by {
                b class={ "score " (remark::group(comment.recommend)) } { (remark::score(comment)) }
                span { (remark::rest(comment)) }
                time datetime={ (comment.day) "T" (comment.time) } { (comment.day) " " (comment.time) }
                span.where dir="auto" { (remark::whence(comment)) }
            }
            p.said dir="auto" { (comment.text) }
        }
    }
}
