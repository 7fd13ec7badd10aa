//! Visitors who were promised an answer: who waits, and whether the team keeps its own word.

use std::rc::Rc;

use goodword_core::follow_up::Standing;
use goodword_core::words::follow_up as sentences;
use goodword_core::words::number::{count, percent};
use yew::prelude::*;

use super::failed::token_form;
use super::trend::Desked;
use crate::results::asked::Options;
use crate::results::desk::Desk;
use crate::results::message::{FollowUp, FollowUps, Refused};

/// So many are listed at first, and so many more each time.
const LISTED: usize = 10;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What was told last.
    pub told: Option<Rc<FollowUps>>,
    /// Whether a change is on its way.
    pub waiting: bool,
    /// What is wanted: asked for anew when it changes.
    pub asked: Options,
    /// Asks for it.
    pub desk: Desked,
}

/// The card; nothing where nobody was promised anything.
#[component]
pub fn Promises(props: &Props) -> Html {
    let listed = use_state_eq(|| LISTED);
    use_effect_with((props.asked.clone(), *listed), {
        let desk = props.desk.clone();
        move |(_, listed)| desk.0.follow_ups(*listed)
    });
    let Some(told) = props.told.as_ref().filter(|told| told.figures.asked > 0) else { return Html::default() };
    let more = (told.total > told.list.len() as u64).then(|| {
        let to = listed.clone();
        let onclick = Callback::from(move |_: MouseEvent| to.set(*to + LISTED));
        html! { <p><button type="button" class="button" {onclick}>{ "Show more" }</button></p> }
    });
    let kept = told.figures.kept.share.filter(|_| !told.figures.kept.few.too_few);
    html! {
        <section class="card at-follow-ups" aria-labelledby="gw-follow-ups-title">
            <div class="top"><p class="kicker">{ "Our own promises: answers to those we let down" }</p></div>
            { for kept.map(|share| html! { <p class="figure own" aria-hidden="true">{ percent(share) }</p> }) }
            <h3 id="gw-follow-ups-title">{ sentences::kept(&told.figures) }</h3>
            <div class="says" aria-live="polite">
                { for said(told).iter().map(|say| html! { <p>{ say }</p> }) }
            </div>
            { for told.refused.map(|refused| not_done(refused, &props.desk.0)) }
            { for (!told.list.is_empty()).then(|| list(told, props.waiting, &props.desk.0)) }
            { for more }
        </section>
    }
}

/// What stands under the finding.
fn said(told: &FollowUps) -> Vec<String> {
    let listed = told.list.len() as u64;
    let first =
        (listed < told.total).then(|| format!("The first {} of {} are listed.", count(listed), count(told.total)));
    let read_only = (!told.can_answer && told.figures.open > 0)
        .then(|| "To mark one as answered, open the collector's address instead of a file.".to_owned());
    let changed = told.changed.then(|| {
        "Marked at the collector. Downloads still hold what was read before; read again to renew them.".to_owned()
    });
    sentences::rest(&told.figures).into_iter().chain(first).chain(read_only).chain(changed).collect()
}

fn list(told: &FollowUps, waiting: bool, desk: &Rc<Desk>) -> Html {
    html! { <ol class="follow-ups">{ for told.list.iter().map(|one| line(one, told.can_answer, waiting, desk)) }</ol> }
}

fn line(one: &FollowUp, can_answer: bool, waiting: bool, desk: &Rc<Desk>) -> Html {
    let (standing, class) = standing(one.standing);
    let button = can_answer.then(|| {
        let (desk, row, answered) = (desk.clone(), one.row, one.standing.is_open());
        let onclick = Callback::from(move |_: MouseEvent| desk.answer(row, answered));
        let name = if answered { "Mark as answered" } else { "Undo" };
        let of = one.contact.as_ref().map(|contact| format!(": {contact}"));
        html! {
            <button type="button" class="button" disabled={waiting} {onclick}>
                { name }<span class="hidden">{ of.unwrap_or_default() }</span>
            </button>
        }
    });
    html! {
        <li key={one.row}>
            <div class="by">
                <b class={classes!("score", class)}>{ standing }</b>
                { for one.due.iter().map(|due| html! { <time datetime={due.clone()}>{ format!("by {due}") }</time> }) }
            </div>
            <div class="who">
                <p dir="auto">{ one.contact.clone().unwrap_or_else(|| "Left no contact".to_owned()) }</p>
                { for one.comment.iter().map(|comment| html! { <p class="said" dir="auto" title={comment.clone()}>{ comment }</p> }) }
            </div>
            { for button }
        </li>
    }
}

/// In words, and how it is coloured.
fn standing(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Open => ("Open", "mid"),
        Standing::Due => ("Due soon", "mid"),
        Standing::Overdue => ("Overdue", "low"),
        Standing::InTime => ("Answered in time", "high"),
        Standing::Late => ("Answered late", "low"),
        Standing::Untimed => ("Answered", "high"),
    }
}

/// Why nothing was changed, with what may mend it.
fn not_done(refused: Refused, desk: &Rc<Desk>) -> Html {
    let (sentence, form) = match refused {
        Refused::Locked => (
            "This was not marked: that takes a token with the scope “admin”.".to_owned(),
            Some(token_form("Admin token", "Use this token", desk)),
        ),
        Refused::Status(404) => ("This was not marked: the collector no longer has this response.".to_owned(), None),
        Refused::Status(status) => (format!("This was not marked: the collector answered {status}. Try again."), None),
        Refused::Network => ("This was not marked: the collector was not reached. Try again.".to_owned(), None),
    };
    html! { <><p class="warn" role="alert">{ sentence }</p>{ for form }</> }
}

#[cfg(test)]
mod tests {
    use goodword_core::follow_up::FollowUpFigures;

    use super::*;

    fn told(can_answer: bool, changed: bool, total: u64) -> FollowUps {
        let figures = FollowUpFigures::of([Standing::Overdue, Standing::Open]);
        let one = FollowUp { row: 0, contact: None, due: None, standing: Standing::Overdue, comment: None };
        FollowUps { asked: Vec::new(), figures, list: vec![one], total, can_answer, changed, refused: None }
    }

    #[test]
    fn what_can_be_done_and_what_is_not_listed_is_said() {
        let last = |told: &FollowUps| said(told).split_off(2);
        assert_eq!(
            last(&told(false, false, 1)),
            ["To mark one as answered, open the collector's address instead of a file."]
        );
        assert_eq!(last(&told(true, false, 1_200)), ["The first 1 of 1,200 are listed."]);
        assert!(last(&told(true, true, 1))[0].starts_with("Marked at the collector."));
    }
}
