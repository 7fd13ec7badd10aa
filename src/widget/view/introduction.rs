//! What an owner says before the first question, and the button that begins.

use yew::prelude::*;

use super::element::{attributes, element, grow, nothing, text};
use super::listener::Listener;
use super::scene::Scene;
use super::{card, end, notice, rich_text};
use crate::locale::Word;
use crate::widget::definition::Introduction;
use crate::widget::settings::Mode;
use crate::widget::state::Action;

/// The card before the survey begins.
pub fn view(scene: &Scene, introduction: &Introduction) -> Html {
    let begin = Listener::Submit(Action::Begin).listen(scene.listeners);
    let form = attributes!["novalidate": "novalidate", "on": &begin];
    let inside = vec![
        card::top(scene),
        card::heading(scene, &introduction.title),
        element("p", attributes!["class": "lede"], vec![rich_text::view(&introduction.text)]),
        notice::view(scene),
        actions(scene, introduction),
        end::foot(scene, true),
    ];
    // In a place of its own, so that it shares no element with the first question.
    card::frame(scene, "", element("div", attributes![], vec![element("form", form, inside)]))
}

fn actions(scene: &Scene, introduction: &Introduction) -> Html {
    let label = match introduction.button.as_str() {
        "" => scene.words.get(Word::Begin),
        own => own,
    };
    let floats = scene.owner.mode != Mode::Inline;
    let later = if floats { end::quiet(scene, scene.words.get(Word::Later), Action::Later) } else { nothing() };
    let main = attributes!["type": "submit", "class": "main", "part": "button"];
    end::below(vec![later, grow(), element("button", main, vec![text(label)])])
}
