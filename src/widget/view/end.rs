//! The end of a step: the way back, the one way on, a real person, and what becomes of the answer.

use yew::prelude::*;

use super::element::{attributes, element, grow, nothing, text};
use super::listener::Listener;
use super::rich_text::link;
use super::scene::Scene;
use crate::locale::Word;
use crate::widget::settings::Mode;
use crate::widget::state::{Action, Phase};

/// The buttons below; they stay in sight where the card is higher than the screen.
pub fn below(buttons: Vec<Html>) -> Html {
    element("div", attributes!["class": "end"], vec![element("div", attributes!["class": "actions"], buttons)])
}

/// How the button looks that leads on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Solid,
    Outlined,
    Disabled,
}

/// One button leads on, always in the same place: Skip while nothing is chosen, Next then, and at the end Send.
fn main_button(scene: &Scene) -> Html {
    let state = scene.state;
    let last = state.is_page() || state.is_last();
    let chosen = state.at(state.step).is_some() || state.question().is_some_and(|question| question.required);
    let (word, look) = match (state.phase, last) {
        (Phase::Unsaved, _) => (Word::Retry, Look::Solid),
        (phase, true) if !state.is_answered() || !state.ready || phase == Phase::Saving => (Word::Send, Look::Disabled),
        (_, true) => (Word::Send, Look::Solid),
        (_, false) if chosen => (Word::Next, Look::Solid),
        (_, false) => (Word::Skip, Look::Outlined),
    };
    let button = attributes![
        "type": "submit", "class": if look == Look::Outlined { "main outline" } else { "main" }, "part": "button",
        "disabled": if look == Look::Disabled { "disabled" } else { "" }
    ];
    element("button", button, vec![text(scene.words.get(word))])
}

/// What leads back and on, below a survey that can be answered.
pub fn view(scene: &Scene) -> Html {
    let Scene { state, words, owner, .. } = *scene;
    let first = state.is_page() || state.before().is_none();
    let later = first && owner.mode != Mode::Inline && !state.is_answered();
    let quiet_if = |shown, word, action| if shown { quiet(scene, words.get(word), action) } else { nothing() };
    let copy = if state.phase == Phase::Unsaved {
        let copied = if state.copied == Some(true) { Word::Copied } else { Word::Copy };
        outlined(scene, words.get(copied), Action::Copy)
    } else {
        nothing()
    };
    let back = if later { (Word::Later, Action::Later) } else { (Word::Back, Action::Back) };
    below(vec![quiet_if(later || !first, back.0, back.1), grow(), copy, main_button(scene)])
}

/// A button that nobody has to look at.
pub fn quiet(scene: &Scene, label: &str, action: Action) -> Html {
    button(scene, "quiet", label, action)
}

fn outlined(scene: &Scene, label: &str, action: Action) -> Html {
    button(scene, "outline", label, action)
}

fn button(scene: &Scene, class: &str, label: &str, action: Action) -> Html {
    let button = attributes!["type": "button", "class": class, "on": &Listener::Click(action).listen(scene.listeners)];
    element("button", button, vec![text(label)])
}

/// A way to a real person, unless that is shown above, and what becomes of the answer.
pub fn foot(scene: &Scene, with_person: bool) -> Html {
    let Scene { words, owner, .. } = *scene;
    let mut parts = Vec::new();
    if let Some(url) = owner.person_url.as_ref().filter(|_| with_person) {
        parts.push(element("span", attributes!["class": "talk"], vec![text(words.get(Word::Talk))]));
        parts.push(link(url, words.get(Word::Person)));
    }
    if let Some(url) = &owner.privacy_url {
        parts.push(link(url, words.get(Word::Privacy)));
    }
    if parts.is_empty() { nothing() } else { element("footer", attributes![], parts) }
}
