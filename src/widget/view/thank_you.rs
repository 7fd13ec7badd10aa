//! The thank-you: a heading that answers the person, the truth about where the answers are, and after a broken promise the
//! offer to put it right.

use yew::prelude::*;

use super::element::{attributes, element, grow, nothing, tag, text};
use super::listener::Listener;
use super::scene::Scene;
use super::{card, end, field, notice, rich_text, thanks_button};
use crate::browser::intl;
use crate::browser::page;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::{Word, fill, isolated};
use crate::widget::state::{Action, Confirmation, Offer};
use crate::widget::thanks::{self, Mood};

/// A tick, and the hands of a clock, each in its circle.
const TICK: &str = "M8 1.500a6.500 6.500 0 1 0 .1 0zM5 8.300l2.100 2.100L11 6";
const CLOCK: &str = "M8 1.500a6.500 6.500 0 1 0 .1 0zM8 4.500V8l2.500 1.500";

/// The thanks; `confirmation` is what is known of the delivery, nothing while an address is still saved.
pub fn view(scene: &Scene, confirmation: Option<Confirmation>) -> Html {
    let Scene { state, words, owner, definition, .. } = *scene;
    let mood = Mood::of(state);
    let offered = mood == Mood::LetDown && owner.follow_up > 0;
    let made = state.offer == Offer::Made;
    let own = Some(&*definition.thanks).filter(|own| CUSTOM_SURVEYS && !own.is_empty() && mood != Mood::LetDown);
    let sentence = match (offered, made) {
        (true, true) => within(scene, [Word::Promised, Word::PromisedDays]),
        (true, false) => within(scene, [Word::FollowUp, Word::FollowUpDays]),
        _ => own.unwrap_or_else(|| mood.sentence(words)).to_owned(),
    };
    let asks = offered && !made;
    // Whoever is unhappy is shown the way to a person beside the way out.
    let person = owner.person_url.as_ref().filter(|_| !asks && matches!(mood, Mood::Unhappy | Mood::LetDown));
    let inside = vec![
        top(scene, confirmation),
        card::heading(scene, words.get(mood.heading())),
        element("p", attributes!["class": "lede"], vec![rich_text::view(&sentence)]),
        if asks { offer(scene, confirmation.is_none()) } else { way_out(scene, mood, person.map(String::as_str)) },
        end::foot(scene, person.is_none()),
    ];
    card::frame(scene, "", element("div", attributes!["class": "thanks"], inside))
}

/// What became of the answers, in one small line that is spoken when it changes.
fn top(scene: &Scene, confirmation: Option<Confirmation>) -> Html {
    let words = scene.words;
    let (sign, said) = match confirmation {
        _ if CUSTOM_SURVEYS && scene.owner.preview => ("", words.get(Word::Preview)),
        Some(Confirmation::Arrived) => (TICK, words.get(Word::Arrived)),
        Some(Confirmation::Waiting) => (CLOCK, words.get(Word::Waiting)),
        Some(Confirmation::Kept | Confirmation::Refused) => (CLOCK, words.get(Word::Refused)),
        Some(Confirmation::Sending) | None => ("", ""),
    };
    let line = vec![notice::icon(sign), element("span", attributes![], vec![text(said)])];
    let status = element("p", attributes!["class": "status", "role": "status"], line);
    element("div", attributes!["class": "top"], vec![status, card::close(scene)])
}

fn way_out(scene: &Scene, mood: Mood, person: Option<&str>) -> Html {
    let words = scene.words;
    let close = end::quiet(scene, words.get(Word::Close), Action::Close);
    let person = person.map_or_else(nothing, |url| {
        element("span", attributes!["class": "outline"], vec![rich_text::link(url, words.get(Word::Person))])
    });
    end::below(vec![grow(), close, person, thanks_button::view(scene, mood)])
}

/// A sentence with the time in which the owner answers, in hours or in days.
fn within(scene: &Scene, texts: [Word; 2]) -> String {
    let Scene { words, owner, .. } = *scene;
    let (word, place, number) = thanks::within(owner.follow_up, texts);
    let (lang, number) = (words.get(Word::Lang), f64::from(number));
    fill(words.form(word, &intl::plural(lang, number)), &[(place, &intl::number(lang, number))])
}

/// May we put it right? With what becomes of the address beside the field.
fn offer(scene: &Scene, busy: bool) -> Html {
    let Scene { state, words, owner, .. } = *scene;
    let problem = match state.offer {
        Offer::Unclear => words.get(Word::EmailBad),
        Offer::Lost => words.get(Word::EmailUnsaved),
        _ => "",
    };
    let host = page::hostname(&owner.endpoint);
    let attributes = attributes![
        "type": "email", "class": "line", "autocomplete": "email", "aria-label": words.get(Word::Email), "part": "field",
        "aria-describedby": "goes problem", "maxlength": "320",
        "aria-invalid": if problem.is_empty() { "" } else { "true" }, "on": &Listener::Contact.listen(scene.listeners)
    ];
    let input = field::valued(tag("input", attributes, vec![]), &state.contact);
    let disabled = if busy { "disabled" } else { "" };
    let send = attributes!["type": "submit", "class": "main", "part": "button", "disabled": disabled];
    let send = element("button", send, vec![text(words.get(Word::Send))]);
    let no_thanks = end::quiet(scene, words.get(Word::NoThanks), Action::Close);
    let note = |id, of: &str| element("p", attributes!["class": "note", "id": id], vec![text(of)]);
    let form = Listener::Submit(Action::Accept).listen(scene.listeners);
    element(
        "form",
        attributes!["novalidate": "novalidate", "class": "offer", "on": &form],
        vec![
            field::named(words.get(Word::Email), input),
            element("p", attributes!["class": "problem", "id": "problem", "role": "alert"], vec![text(problem)]),
            note("goes", &fill(words.get(Word::EmailGoes), &[("host", &isolated(words, &host))])),
            end::below(vec![grow(), no_thanks, send]),
        ],
    )
}
