//! The card of one question: progress, the question, and the way on.

use goodword_core::json::digits;
use yew::prelude::*;
use yew::virtual_dom::Key;

use super::element::{On, attributes, element, tag, text};
use super::{Scene, field};
use crate::locale::fill;
use crate::widget::question::Kind;
use crate::widget::state::{Action, Phase};
use crate::widget::thanks;

pub fn view(scene: &Scene) -> Html {
    let Scene { state, words, .. } = *scene;
    let Some(question) = state.question() else { return Html::default() };
    let label = match &question.kind {
        Kind::Text { .. } if question.id == "comment" => thanks::prompt(state, words),
        _ => &question.label,
    };
    let mut step = tag(
        "fieldset",
        attributes!["class": "step"],
        vec![element("legend", attributes![], vec![heading(scene, label)]), field::view(scene, question, label)],
    );
    step.key = Some(Key::from(&*question.id));
    let form = tag(
        "form",
        attributes!["novalidate": "novalidate"],
        vec![
            progress(scene),
            step.into(),
            status(if state.phase == Phase::Unsaved { words.unsaved } else { "" }),
            actions(scene),
            foot(scene),
        ],
    );
    let submit = On::Submit(if state.is_last() { Action::Send } else { Action::Next });
    frame(scene, submit.listen(form, scene.link))
}

/// The card itself: a dialog that floats and can be closed with Escape, or a region of the page.
pub fn frame(scene: &Scene, inside: Html) -> Html {
    let Scene { words, owner, link, .. } = *scene;
    let (role, escape) = if owner.floats { ("dialog", Some(Action::Close)) } else { ("region", None) };
    let card =
        attributes!["class": "card", "part": "card", "role": role, "aria-label": words.title, "lang": words.lang];
    On::Key(escape).listen(tag("section", card, vec![inside]), link)
}

/// What a step is about; it takes the focus when the step is shown.
pub fn heading(scene: &Scene, label: &str) -> Html {
    let mut heading = tag("h2", attributes!["tabindex": "-1"], vec![text(label)]);
    heading.node_ref = scene.heading.clone();
    heading.into()
}

/// What became of the answers, spoken when it changes.
pub fn status(told: &str) -> Html {
    element("p", attributes!["class": "status", "role": "status"], vec![text(told)])
}

fn progress(scene: &Scene) -> Html {
    let Scene { state, words, .. } = *scene;
    let (n, total) = (state.step as u64 + 1, state.questions.len() as u64);
    // Half a step for the question that is being answered: nothing is claimed that is not done.
    let (value, max) = (digits(2 * n - 1), digits(2 * total));
    let (n, total) = (digits(n), digits(total));
    let filled = |words| fill(words, &[("n", &n), ("total", &total)]);
    let bar = attributes!["value": &value, "max": &max, "aria-label": &filled(words.progress)];
    let count = attributes!["class": "count", "aria-hidden": "true"];
    element(
        "div",
        attributes!["class": "top"],
        vec![
            element("progress", bar, vec![]),
            element("span", count, vec![text(&filled(words.progress_short))]),
            close(scene),
        ],
    )
}

/// The way out, always there.
fn close(scene: &Scene) -> Html {
    let cross = element("path", attributes!["d": "M4 4l8 8M12 4l-8 8"], vec![]);
    let icon = element("svg", attributes!["viewBox": "0 0 16 16", "aria-hidden": "true"], vec![cross]);
    let button = attributes!["type": "button", "class": "close", "aria-label": scene.words.close];
    On::Click(Action::Close).listen(tag("button", button, vec![icon]), scene.link)
}

/// A button beside the main one.
pub fn quiet(scene: &Scene, label: &str, action: Action) -> Html {
    let button = attributes!["type": "button", "class": "quiet"];
    On::Click(action).listen(tag("button", button, vec![text(label)]), scene.link)
}

fn actions(scene: &Scene) -> Html {
    let Scene { state, words, .. } = *scene;
    let unsaved = state.phase == Phase::Unsaved;
    let (label, disabled) = match (unsaved, state.is_last()) {
        (true, _) => (words.retry, false),
        (false, true) => (words.send, !state.is_answered() || state.phase == Phase::Saving),
        (false, false) => (words.next, false),
    };
    let main = attributes!["type": "submit", "class": "main", "part": "button", "disabled": if disabled { "disabled" } else { "" }];
    let quiet_if = |shown, label, action| if shown { quiet(scene, label, action) } else { Html::default() };
    element(
        "div",
        attributes!["class": "actions"],
        vec![
            quiet_if(state.step > 0, words.back, Action::Back),
            grow(),
            quiet_if(unsaved, words.copy, Action::Copy),
            quiet_if(!state.is_last(), words.skip, Action::Skip),
            element("button", main, vec![text(label)]),
        ],
    )
}

/// The room between what leads back and what leads on.
pub fn grow() -> Html {
    element("span", attributes!["class": "grow"], vec![])
}

/// A way to a real person, and what becomes of the answer.
pub fn foot(scene: &Scene) -> Html {
    let Scene { words, owner, .. } = *scene;
    let person = owner
        .person_url
        .as_ref()
        .map(|url| element("span", attributes![], vec![text(words.talk), text(" "), link(url, words.person)]));
    let privacy = owner.privacy_url.as_ref().map(|url| link(url, words.privacy));
    if person.is_none() && privacy.is_none() {
        return Html::default();
    }
    element("footer", attributes![], vec![person.unwrap_or_default(), privacy.unwrap_or_default()])
}

fn link(url: &str, label: &str) -> Html {
    element("a", attributes!["href": url, "target": "_blank", "rel": "noopener noreferrer"], vec![text(label)])
}
