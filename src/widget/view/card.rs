//! The card: progress, the question at hand or all of them, and the way on.

use goodword_core::json::digits;
use yew::prelude::*;

use super::element::{attributes, element, grow, list, tag, text};
use super::listener::Listener;
use super::notice;
use super::scene::Scene;
use super::{bar, count, end, step};
use crate::features::CUSTOM_SURVEYS;
use crate::locale::Word;
use crate::widget::settings::Mode;
use crate::widget::state::Action;

/// The survey while it can be answered.
pub fn view(scene: &Scene) -> Html {
    let state = scene.state;
    let submit = Listener::Submit(if state.is_page() || state.is_last() { Action::Send } else { Action::Next });
    let form = attributes!["novalidate": "novalidate", "on": &submit.listen(scene.listeners)];
    let inside = vec![
        top(scene),
        element("div", attributes!["class": "steps"], steps(scene)),
        end::view(scene),
        end::foot(scene, true),
    ];
    frame(scene, bar::class(scene), element("form", form, inside))
}

/// The question at hand, or all of them; behind it, unseen, the others, so that the card is as high as the highest of them
/// needs and nothing moves from step to step.
fn steps(scene: &Scene) -> Vec<Html> {
    let state = scene.state;
    let route = state.route();
    let is_shown = |at: usize| if state.is_page() { route.contains(&at) } else { at == state.step };
    // Each question has a place of its own, so that no two ever share elements.
    let of = |scene: &Scene, wanted: &dyn Fn(usize) -> bool| {
        let all = state.questions.iter().enumerate();
        list(all.map(|(at, question)| step::view_if(wanted(at), scene, at, question)).collect())
    };
    let unseen = Scene { ghost: true, ..*scene };
    vec![
        of(scene, &is_shown),
        notice::view(scene),
        of(&unseen, &|at| !state.is_page() && !is_shown(at) && route.contains(&at)),
    ]
}

/// The card itself: a dialog that floats and can be closed with Escape, or a region of the page.
pub fn frame(scene: &Scene, more: &str, inside: Html) -> Html {
    let Scene { words, owner, .. } = *scene;
    let (name, role) = match owner.mode {
        Mode::Modal => ("dialog", ""),
        Mode::Inline => ("section", "region"),
        _ => ("section", "dialog"),
    };
    let escape = (owner.mode != Mode::Inline).then_some(Action::Close);
    // In the top layer no style of the page holds it, and nothing of the page lies over it.
    let layer = if matches!(owner.mode, Mode::Popover | Mode::Tab) { "manual" } else { "" };
    let card = attributes![
        "class": &["card", more].concat(), "part": "card", "popover": layer, "role": role, "aria-label": words.get(Word::Title),
        "lang": words.get(Word::Lang), "dir": words.get(Word::Dir), "on": &Listener::Key(escape).listen(scene.listeners)
    ];
    element(name, card, vec![inside])
}

/// What leads to the survey from the edge of the page.
pub fn tab(scene: &Scene) -> Html {
    let Scene { words, .. } = *scene;
    let button = attributes![
        "type": "button", "class": "card tab", "part": "tab", "popover": "manual", "aria-haspopup": "dialog", "aria-expanded": "false",
        "lang": words.get(Word::Lang), "dir": words.get(Word::Dir), "on": &Listener::Click(Action::Ask).listen(scene.listeners)
    ];
    let mut button = tag("button", button, vec![text(words.get(Word::Tab))]);
    button.node_ref = scene.heading.clone();
    button.into()
}

/// What a card is about; it takes the focus when the card is shown.
pub fn heading(scene: &Scene, label: &str) -> Html {
    let mut heading = tag("h2", attributes!["class": "title", "tabindex": "-1"], vec![text(label)]);
    heading.node_ref = scene.heading.clone();
    heading.into()
}

/// Where one is, and the way out, always there.
pub fn top(scene: &Scene) -> Html {
    let mut parts = Vec::new();
    if scene.state.is_page() || scene.state.is_introducing() {
        parts.push(grow());
    } else {
        progress(scene, &mut parts);
    }
    parts.push(close(scene));
    element("div", attributes!["class": "top"], parts)
}

/// The button that closes the survey.
pub fn close(scene: &Scene) -> Html {
    let cross = element("path", attributes!["d": "M3 3l10 10M13 3l-10 10"], vec![]);
    let icon = element("svg", attributes!["viewBox": "0 0 16 16", "aria-hidden": "true"], vec![cross]);
    let close = Listener::Click(Action::Close).listen(scene.listeners);
    let name = scene.words.get(Word::Close);
    let button = attributes!["type": "button", "class": "close", "aria-label": name, "on": &close];
    element("button", button, vec![icon])
}

fn progress(scene: &Scene, parts: &mut Vec<Html>) {
    let state = scene.state;
    let route = if CUSTOM_SURVEYS { state.route() } else { Vec::new() };
    let (n, total) = if CUSTOM_SURVEYS {
        (route.iter().filter(|at| **at <= state.step).count(), route.len())
    } else {
        (state.step + 1, state.questions.len())
    };
    // Half a step for the question that is being answered: nothing is claimed that is not done.
    let (value, max) = (digits((2 * n).saturating_sub(1) as u64), digits(2 * total as u64));
    let bar = attributes!["id": "where", "value": &value, "max": &max, "aria-label": &count::of(scene, Word::Progress, n, total)];
    parts.push(element("progress", bar, vec![]));
    let count = attributes!["class": "count", "aria-hidden": "true"];
    parts.push(element("span", count, vec![text(&count::of(scene, Word::ProgressShort, n, total))]));
}
