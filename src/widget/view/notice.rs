//! What the visitor must know while answering, spoken when it comes: that nothing could be saved, that it is too long, and,
//! once, that a survey has appeared.

use yew::prelude::*;

use super::element::{attributes, element, text};
use super::scene::Scene;
use crate::browser::page;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::{Word, fill, isolated};
use crate::widget::settings::Mode;
use crate::widget::state::Phase;
use crate::widget::wording;

/// An exclamation mark in its circle.
const SIGN: &str = "M8 1.500a6.500 6.500 0 1 0 .1 0zM8 4.800v3.700M8 11v.2";

/// One element, always there: what is spoken must have been silent before.
pub fn view(scene: &Scene) -> Html {
    let Scene { state, words, owner, .. } = *scene;
    let said = |word| words.get(word).to_owned();
    let (class, sign, bold, spoken) = match state.phase {
        Phase::Unsaved => ("notice", SIGN, words.get(Word::NotSent), not_sent(scene)),
        _ if state.long => ("notice", SIGN, "", said(Word::TooLong)),
        _ if CUSTOM_SURVEYS && owner.preview => ("status", "", "", said(Word::Preview)),
        _ => ("unseen", "", "", appearance(scene)),
    };
    let inside = vec![
        icon(sign),
        element("b", attributes![], vec![text(bold)]),
        element("span", attributes![], vec![text(&spoken)]),
    ];
    element("div", attributes!["class": class, "role": "status"], inside)
}

/// Who could not be reached, and what became of a copy.
fn not_sent(scene: &Scene) -> String {
    let words = scene.words;
    let host = page::hostname(&scene.owner.endpoint);
    let sentence = fill(words.get(Word::Unsaved), &[("host", &isolated(words, &host))]);
    match scene.state.copied {
        Some(false) => [&sentence, " ", words.get(Word::CopyFailed)].concat(),
        Some(true) => [&sentence, " ", words.get(Word::Copied)].concat(),
        None => sentence,
    }
}

/// What appears without being called for is announced: with its name and what it asks, once the page is at rest.
fn appearance(scene: &Scene) -> String {
    let Scene { state, words, owner, .. } = *scene;
    match state.question() {
        Some(question) if state.ready && state.is_first_sight() && owner.mode == Mode::Popover => {
            [words.get(Word::Title), " ", &wording::label(state, words, question)].concat()
        }
        _ => String::new(),
    }
}

/// A drawn sign beside words that say the same.
pub fn icon(path: &str) -> Html {
    let drawn = element("path", attributes!["d": path], vec![]);
    element("svg", attributes!["class": "sign", "viewBox": "0 0 16 16", "aria-hidden": "true"], vec![drawn])
}
