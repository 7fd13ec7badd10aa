//! Visitors who were promised an answer: who waits, and whether the team keeps its own word.

use std::rc::Rc;

use goodword_core::follow_up::FollowUpStatus;
use goodword_core::words::follow_up as sentences;
use goodword_core::words::number::{count, percent};
use yew::prelude::*;

use super::failed::token_form;
use super::trend::SharedController;
use crate::reader::protocol::{FollowUp, FollowUps, Refused};
use crate::reader::selection::Options;
use crate::results::controller::Controller;

/// So many are listed at first, and so many more each time.
const LISTED: usize = 10;

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct FollowUpsProps {
    /// What was told last.
    pub told: Option<Rc<FollowUps>>,
    /// Whether a change is on its way.
    pub waiting: bool,
    /// What is wanted: asked for anew when it changes.
    pub selection: Options,
    /// Whose times they are.
    pub zone: AttrValue,
    /// Asks for it.
    pub controller: SharedController,
}

/// The card; nothing where nobody was promised anything.
#[component]
pub fn Promises(props: &FollowUpsProps) -> Html {
    let listed = use_state_eq(|| LISTED);
    use_effect_with((props.selection.clone(), *listed), {
        let controller = props.controller.clone();
        move |(_, listed)| controller.0.follow_ups(*listed)
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
            <h3 id="gw-follow-ups-title">{ sentences::kept(&told.figures).text }</h3>
            <div class="says" aria-live="polite">
                { for sentences(told, &props.zone).iter().map(|say| html! { <p>{ say }</p> }) }
            </div>
            { for told.refused.map(|refused| not_done(refused, &props.controller.0)) }
            { for (!told.list.is_empty()).then(|| list(told, props.waiting, &props.controller.0)) }
            { for more }
        </section>
    }
}

/// What stands under the finding.
fn sentences(told: &FollowUps, zone: &str) -> Vec<String> {
    let listed = told.list.len() as u64;
    let first =
        (listed < told.total).then(|| format!("The first {} of {} are listed.", count(listed), count(told.total)));
    let read_only = (!told.can_answer && told.figures.open > 0)
        .then(|| "To mark one as answered, open the collector's address instead of a file.".to_owned());
    let changed = told.changed.then(|| {
        "Marked at the collector. Downloads still hold what was read before; read again to renew them.".to_owned()
    });
    let times = (!told.list.is_empty()).then(|| format!("What is due first comes first; times are those of {zone}."));
    sentences::rest(&told.figures).into_iter().chain(times).chain(first).chain(read_only).chain(changed).collect()
}

fn list(told: &FollowUps, waiting: bool, controller: &Rc<Controller>) -> Html {
    html! { <ol class="follow-ups">{ for told.list.iter().map(|one| line(one, told.can_answer, waiting, controller)) }</ol> }
}

fn line(one: &FollowUp, can_answer: bool, waiting: bool, controller: &Rc<Controller>) -> Html {
    let (standing, class) = standing(one.standing);
    let button = can_answer.then(|| {
        let (controller, row, answered) = (controller.clone(), one.row, one.standing.is_open());
        let onclick = Callback::from(move |_: MouseEvent| controller.answer(row, answered));
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
                <p dir="auto">{ contact(one.contact.as_deref()) }</p>
                { for one.comment.iter().map(|comment| html! { <p class="said" dir="auto" title={comment.clone()}>{ comment }</p> }) }
            </div>
            { for button }
        </li>
    }
}

/// Where to answer: an email address can be written to at once.
fn contact(contact: Option<&str>) -> Html {
    let Some(contact) = contact else { return html! { "Left no contact" } };
    match mail(contact) {
        Some(href) => html! { <a {href}>{ contact }</a> },
        None => html! { <>{ contact }</> },
    }
}

/// The address that opens a letter to whoever this is, where it is an email address: a name, an at, a host, and nothing that
/// could add to it.
fn mail(contact: &str) -> Option<String> {
    let (name, host) = contact.split_once('@')?;
    let plain =
        |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || ".-_+".contains(letter));
    (plain(name) && plain(host) && host.contains('.')).then(|| format!("mailto:{contact}"))
}

/// In words, and how it is coloured.
fn standing(standing: FollowUpStatus) -> (&'static str, &'static str) {
    match standing {
        FollowUpStatus::Open => ("Open", "mid"),
        FollowUpStatus::Due => ("Due soon", "mid"),
        FollowUpStatus::Overdue => ("Overdue", "low"),
        FollowUpStatus::InTime => ("Answered in time", "high"),
        FollowUpStatus::Late => ("Answered late", "low"),
        FollowUpStatus::Untimed => ("Answered", "high"),
    }
}

/// Why nothing was changed, with what may mend it.
fn not_done(refused: Refused, controller: &Rc<Controller>) -> Html {
    let (sentence, form) = match refused {
        Refused::Locked => (
            "This was not marked: that takes a token with the scope “admin”.".to_owned(),
            Some(token_form("Admin token", "Use this token", controller)),
        ),
        Refused::Status(404) => ("This was not marked: the collector no longer has this response.".to_owned(), None),
        Refused::Status(status) => (format!("This was not marked: the collector answered {status}. Try again."), None),
        Refused::Network => ("This was not marked: the collector was not reached. Try again.".to_owned(), None),
    };
    html! { <><p class="warn" role="alert">{ sentence }</p>{ for form }</> }
}

#[cfg(test)]
mod tests {
    use goodword_core::summary::FollowUpFigures;

    use super::*;

    fn follow_ups_of(can_answer: bool, changed: bool, total: u64) -> FollowUps {
        let figures = FollowUpFigures::of([FollowUpStatus::Overdue, FollowUpStatus::Open]);
        let one = FollowUp { row: 0, contact: None, due: None, standing: FollowUpStatus::Overdue, comment: None };
        FollowUps { selection: Vec::new(), figures, list: vec![one], total, can_answer, changed, refused: None }
    }

    #[test]
    fn an_email_address_can_be_written_to() {
        let check = |contact: &str, expect: Option<&str>| assert_eq!(mail(contact).as_deref(), expect, "{contact}");
        check("a.b+c@shop.example", Some("mailto:a.b+c@shop.example"));
        check("+49 170 1234567", None);
        check("a@b.example?bcc=everyone@c.example", None);
        check("a@b", None);
        check("javascript:alert(1)", None);
    }

    #[test]
    fn what_can_be_done_and_what_is_not_listed_is_said() {
        let last = |told: &FollowUps| sentences(told, "UTC").split_off(3);
        assert_eq!(
            last(&follow_ups_of(false, false, 1)),
            ["To mark one as answered, open the collector's address instead of a file."]
        );
        assert_eq!(last(&follow_ups_of(true, false, 1_200)), ["The first 1 of 1,200 are listed."]);
        assert!(last(&follow_ups_of(true, true, 1))[0].starts_with("Marked at the collector."));
    }
}
