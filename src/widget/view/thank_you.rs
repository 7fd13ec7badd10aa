//! The thank-you: a sentence that fits the answers, the truth about where they are, and after a broken promise the offer
//! to put it right.

use yew::prelude::*;

use super::element::{On, attributes, element, nothing, tag, text};
use super::{Scene, card, field};
use crate::edge::{opening, page};
use crate::locale::{Word, fill};
use crate::widget::OWN;
use crate::widget::state::{Action, Fate, Offer};
use crate::widget::thanks::Mood;

pub fn view(scene: &Scene, fate: Option<Fate>) -> Html {
    let Scene { state, words, owner, definition, .. } = *scene;
    let mood = Mood::of(state);
    let told = match fate {
        _ if OWN && owner.preview => words.get(Word::Preview),
        Some(Fate::Waiting) => words.get(Word::Waiting),
        Some(Fate::Kept) => words.get(Word::Kept),
        Some(Fate::Arrived) => words.get(Word::Arrived),
        _ => "",
    };
    let offered = mood == Mood::LetDown && owner.follow_up > 0;
    let own = Some(&*definition.thanks).filter(|own| OWN && !own.is_empty() && mood != Mood::LetDown);
    let sentence = match state.offer {
        Offer::Made => hours(scene, Word::Promised),
        _ => own.unwrap_or_else(|| mood.sentence(words)).to_owned(),
    };
    let form = if offered && state.offer != Offer::Made { offer(scene, fate.is_none()) } else { actions(scene) };
    let inside = vec![
        // Who was let down is not cheered at: the apology is what there is to say.
        if mood == Mood::LetDown { nothing() } else { leaf() },
        card::heading(scene, words.get(Word::Thanks)),
        element("p", attributes![], vec![text(&sentence)]),
        card::status(told),
        form,
        card::foot(scene),
    ];
    card::frame(scene, element("div", attributes!["class": "thanks"], inside))
}

fn leaf() -> Html {
    let leaf = attributes!["class": "leaf", "viewBox": "0 0 44 44", "aria-hidden": "true"];
    let circle = element("circle", attributes!["cx": "22", "cy": "22", "r": "22"], vec![]);
    element("svg", leaf, vec![circle, element("path", attributes!["d": "M14 22.5l6 6 10.5-12"], vec![])])
}

fn actions(scene: &Scene) -> Html {
    let close = card::quiet(scene, scene.words.get(Word::Close), Action::Close);
    element("div", attributes!["class": "actions"], vec![card::grow(), close])
}

/// A sentence with the number of hours in which the owner answers.
fn hours(scene: &Scene, word: Word) -> String {
    let Scene { words, owner, .. } = *scene;
    let (lang, hours) = (words.get(Word::Lang), owner.follow_up);
    let category = opening::plural(lang, f64::from(hours));
    fill(words.form(word, &category), &[("hours", &opening::number(lang, f64::from(hours)))])
}

/// May we put it right? With what becomes of the address beside the field.
fn offer(scene: &Scene, busy: bool) -> Html {
    let Scene { state, words, owner, .. } = *scene;
    let problem = match state.offer {
        Offer::Unclear => words.get(Word::EmailBad),
        Offer::Lost => words.get(Word::Unsaved),
        _ => "",
    };
    let host = page::hostname(&owner.endpoint);
    let attributes = attributes![
        "type": "email", "class": "line", "autocomplete": "email", "aria-label": words.get(Word::Email), "part": "field",
        "placeholder": words.get(Word::Email), "aria-describedby": "goes problem", "maxlength": "320",
        "aria-invalid": if problem.is_empty() { "" } else { "true" }, "on": &On::Contact.listen(scene)
    ];
    let input = field::valued(tag("input", attributes, vec![]), &state.contact);
    let disabled = if busy { "disabled" } else { "" };
    let send = attributes!["type": "submit", "class": "main", "part": "button", "disabled": disabled];
    let note = |id, of: &str| element("p", attributes!["class": "note", "id": id], vec![text(of)]);
    let form = On::Submit(Action::Accept).listen(scene);
    element(
        "form",
        attributes!["novalidate": "novalidate", "class": "offer", "on": &form],
        vec![
            element("p", attributes![], vec![text(&hours(scene, Word::FollowUp))]),
            input,
            element("p", attributes!["class": "problem", "id": "problem", "role": "alert"], vec![text(problem)]),
            note("goes", &fill(words.get(Word::EmailGoes), &[("host", &host)])),
            element(
                "div",
                attributes!["class": "actions"],
                vec![
                    card::quiet(scene, words.get(Word::Close), Action::Close),
                    card::grow(),
                    element("button", send, vec![text(words.get(Word::Send))]),
                ],
            ),
        ],
    )
}
