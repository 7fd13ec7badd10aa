//! What is known of one term, with whole comments that hold it.

use goodword_core::words::keyness_sheet::{SheetComment, SheetTerm};
use yew::prelude::*;

use super::chosen::Chosen;
use crate::reader::protocol::KeynessQuery;
use crate::results::keyness::KeynessFound;
use crate::results::view::comments::by;

/// What is known of one term, and the comments below it.
pub fn evidence(term: &SheetTerm, found: &KeynessFound, chosen: &UseStateHandle<Chosen>) -> Html {
    let KeynessQuery { a, b, .. } = &found.query;
    let group = if term.of_first { a } else { b };
    let to = chosen.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| to.set(Chosen { seed: to.seed.wrapping_add(1), ..(*to).clone() }));
    html! {
        <div class="evidence" aria-live="polite">
            <p>{ for (term.sentence != found.sheet.title).then(|| html! { <b>{ format!("{} ", term.sentence) }</b> }) }{ &term.chance }</p>
            <p class="kicker">{ format!("Drawn by chance from the comments of {group} that hold it, whole") }</p>
            <ol class="comments whole">{ for term.drawn.iter().map(|comment| said(comment, found)) }</ol>
            <p><button type="button" class="quiet" {onclick}>{ "Draw others" }</button></p>
        </div>
    }
}

fn said(comment: &SheetComment, found: &KeynessFound) -> Html {
    let part = |(at, part): (usize, &String)| {
        if at % 2 == 1 {
            html! { <mark>{ part }</mark> }
        } else {
            html! { <>{ part }</> }
        }
    };
    let who = found.drawn.iter().find(|(row, _)| *row == comment.row).map(|(_, comment)| by(comment));
    html! {
        <li key={comment.row}>
            <p class="said" dir="auto">{ for comment.parts.iter().enumerate().map(part) }</p>
            { for who }
        </li>
    }
}
