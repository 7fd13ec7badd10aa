//! The thank-you: a sentence that fits the answers, and the truth about where they are.

use yew::prelude::*;

use super::element::{attributes, element, text};
use super::{Scene, card};
use crate::widget::state::{Action, Fate};
use crate::widget::thanks::Mood;

pub fn view(scene: &Scene, fate: Fate) -> Html {
    let Scene { state, words, .. } = *scene;
    let fate = match fate {
        Fate::Sending => "",
        Fate::Waiting => words.waiting,
        Fate::Kept => words.kept,
        Fate::Arrived => words.arrived,
    };
    let leaf = attributes!["class": "leaf", "viewBox": "0 0 44 44", "aria-hidden": "true"];
    let inside = vec![
        element(
            "svg",
            leaf,
            vec![
                element("circle", attributes!["cx": "22", "cy": "22", "r": "22"], vec![]),
                element("path", attributes!["d": "M14 22.5l6 6 10.5-12"], vec![]),
            ],
        ),
        card::heading(scene, words.thanks),
        element("p", attributes![], vec![text(Mood::of(state).sentence(words))]),
        card::status(fate),
        element(
            "div",
            attributes!["class": "actions"],
            vec![card::grow(), card::quiet(scene, words.close, Action::Close)],
        ),
        card::foot(scene),
    ];
    card::frame(scene, element("div", attributes!["class": "thanks"], inside))
}
