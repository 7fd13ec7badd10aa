//! What people said in their own words.

use std::rc::Rc;

use goodword_core::Promise;
use goodword_core::words::number::count;
use goodword_core::words::plural;
use yew::prelude::*;

use crate::results::desk::Desk;
use crate::results::message::Comment;
use crate::results::state::Shown;

/// The newest first, and the way to more.
pub fn comments(shown: &Shown, desk: &Rc<Desk>) -> Html {
    let total = shown.figures.summary.comments;
    let title = if total == 0 {
        "Nobody has left a comment yet.".to_owned()
    } else {
        format!("{}, newest first", plural(total, "comment", "comments"))
    };
    html! {
        <section class="card at-comments" aria-labelledby="gw-comments-title">
            <p class="kicker">{ "In their own words" }</p>
            <h3 id="gw-comments-title">{ title }</h3>
            <ol class="comments">{ for shown.comments.iter().map(comment) }</ol>
            { for (total > 0 && shown.further_comments() > 0).then(|| more(shown, desk)) }
        </section>
    }
}

fn comment(comment: &Comment) -> Html {
    let day = comment.day.to_string();
    html! {
        <li>
            <div class="by">
                <b>{ score(comment) }</b>
                { for promise(comment).map(|promise| html! { <span>{ promise }</span> }) }
            </div>
            <p class="said" dir="auto">{ &comment.text }</p>
            <time datetime={day.clone()}>{ day }</time>
        </li>
    }
}

/// `9 of 10`, or that it was not answered.
fn score(comment: &Comment) -> String {
    comment.recommend.map_or_else(|| "No score".to_owned(), |score| format!("{score} of 10"))
}

/// What they said about the promise.
fn promise(comment: &Comment) -> Option<&'static str> {
    Some(match comment.promise? {
        Promise::Broken => "Promise broken",
        Promise::Kept => "Promise kept",
        Promise::Exceeded => "Promise exceeded",
        Promise::None => "No promise",
    })
}

fn more(shown: &Shown, desk: &Rc<Desk>) -> Html {
    let (desk, after) = (desk.clone(), shown.comments.len());
    let onclick = Callback::from(move |_: MouseEvent| desk.comments(after));
    let left = count(shown.further_comments());
    html! {
        <button type="button" class="button" disabled={shown.waiting.comments} {onclick}>
            { "Show more " }<span class="count">{ format!("{left} further") }</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use goodword_core::Day;

    use super::*;

    #[test]
    fn the_score_stands_beside_the_words() {
        let score = |recommend| score(&Comment { day: Day::new(0), text: "x".to_owned(), recommend, promise: None });
        assert_eq!(score(Some(9)), "9 of 10");
        assert_eq!(score(None), "No score");
    }
}
