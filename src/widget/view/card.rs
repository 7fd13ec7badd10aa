//! The card: progress, the question at hand or all of them, and the way on.

use goodword_core::json::digits;
use yew::prelude::*;

use super::element::{On, attributes, element, list, nothing, tag, text};
use super::{Scene, field};
use crate::edge::opening;
use crate::locale::{Word, fill};
use crate::widget::OWN;
use crate::widget::props::Mode;
use crate::widget::question::Question;
use crate::widget::state::{Action, Phase};
use crate::widget::thanks;

pub fn view(scene: &Scene) -> Html {
    let Scene { state, words, .. } = *scene;
    let shown = if state.is_page() { state.asked() } else { vec![state.step] };
    // Each question has a place of its own, so that no two ever share elements.
    let mut steps = Vec::new();
    for (at, question) in state.questions.iter().enumerate() {
        steps.push(if shown.contains(&at) { step(scene, at, question) } else { nothing() });
    }
    let told = match state.phase {
        Phase::Unsaved => words.get(Word::Unsaved),
        _ if OWN && scene.owner.preview => words.get(Word::Preview),
        _ => "",
    };
    let submit = On::Submit(if state.is_page() || state.is_last() { Action::Send } else { Action::Next });
    let form = attributes!["novalidate": "novalidate", "on": &submit.listen(scene)];
    frame(scene, element("form", form, vec![top(scene), list(steps), status(told), actions(scene), foot(scene)]))
}

/// One question, with what is wrong with its answer.
fn step(scene: &Scene, at: usize, question: &Question) -> Html {
    let Scene { state, words, .. } = *scene;
    let label = label(scene, question);
    let missing = OWN && state.missing && at == state.step;
    let problem = match (missing, state.at(at)) {
        (false, _) => "",
        (true, None) => words.get(Word::Required),
        (true, Some(_)) => words.get(Word::EmailBad),
    };
    let heading =
        if at == state.step { heading(scene, &label) } else { element("h2", attributes![], vec![text(&label)]) };
    element(
        "fieldset",
        attributes!["class": "step", "aria-describedby": if missing { "problem" } else { "" }],
        vec![
            element("legend", attributes![], vec![heading]),
            field::view(scene, at, question, &label),
            if missing {
                element("p", attributes!["class": "problem", "id": "problem", "role": "alert"], vec![text(problem)])
            } else {
                nothing()
            },
        ],
    )
}

/// A question's wording, with what was given before put in its places.
fn label(scene: &Scene, question: &Question) -> String {
    let Scene { state, words, .. } = *scene;
    if question.id == "comment" && (!OWN || question.label == words.get(Word::Comment)) {
        return thanks::prompt(state, words).to_owned();
    }
    if !OWN || !question.label.contains('{') {
        return question.label.clone();
    }
    let mut values = Vec::new();
    for (question, given) in state.questions.iter().zip(&state.given) {
        let said = given.as_ref().map(|given| question.label_of(given)).unwrap_or_default();
        values.push((["answers.", &question.id].concat(), said));
    }
    for (name, text) in &state.fields {
        values.push((["fields.", name].concat(), text.clone()));
    }
    let values: Vec<_> = values.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    fill(&question.label, &values)
}

/// The card itself: a dialog that floats and can be closed with Escape, or a region of the page.
pub fn frame(scene: &Scene, inside: Html) -> Html {
    let Scene { words, owner, .. } = *scene;
    let (name, role) = match owner.mode {
        Mode::Modal => ("dialog", ""),
        Mode::Inline => ("section", "region"),
        _ => ("section", "dialog"),
    };
    let escape = (owner.mode != Mode::Inline).then_some(Action::Close);
    let card = attributes!["class": "card", "part": "card", "role": role, "aria-label": words.get(Word::Title), "lang": words.get(Word::Lang), "dir": words.get(Word::Dir), "on": &On::Key(escape).listen(scene)];
    element(name, card, vec![inside])
}

/// What leads to the survey from the edge of the page.
pub fn tab(scene: &Scene) -> Html {
    let Scene { words, .. } = *scene;
    let button = attributes!["type": "button", "class": "card tab", "part": "tab", "lang": words.get(Word::Lang), "dir": words.get(Word::Dir), "on": &On::Click(Action::Ask).listen(scene)];
    let mut button = tag("button", button, vec![text(words.get(Word::Tab))]);
    button.node_ref = scene.heading.clone();
    button.into()
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

fn top(scene: &Scene) -> Html {
    let Scene { state, words, .. } = *scene;
    let mut parts = Vec::new();
    if state.is_page() {
        parts.push(grow());
    } else {
        let asked = if OWN { state.asked() } else { Vec::new() };
        let n = asked.iter().filter(|at| **at <= state.step).count();
        let (n, total) = if OWN { (n, asked.len()) } else { (state.step + 1, state.questions.len()) };
        progress(scene, n, total, &mut parts);
    }
    // The way out, always there.
    let cross = element("path", attributes!["d": "M4 4l8 8M12 4l-8 8"], vec![]);
    let icon = element("svg", attributes!["viewBox": "0 0 16 16", "aria-hidden": "true"], vec![cross]);
    let close = On::Click(Action::Close).listen(scene);
    let button = attributes!["type": "button", "class": "close", "aria-label": words.get(Word::Close), "on": &close];
    parts.push(element("button", button, vec![icon]));
    element("div", attributes!["class": "top"], parts)
}

fn progress(scene: &Scene, n: usize, total: usize, parts: &mut Vec<Html>) {
    let words = scene.words;
    // Half a step for the question that is being answered: nothing is claimed that is not done.
    let (value, max) = (digits((2 * n).saturating_sub(1) as u64), digits(2 * total as u64));
    let [n, total] = [n, total]
        .map(|number| opening::number(words.get(Word::Lang), u32::try_from(number).unwrap_or_default().into()));
    let filled = |word| fill(words.get(word), &[("n", &n), ("total", &total)]);
    let bar = attributes!["value": &value, "max": &max, "aria-label": &filled(Word::Progress)];
    parts.push(element("progress", bar, vec![]));
    let count = attributes!["class": "count", "aria-hidden": "true"];
    parts.push(element("span", count, vec![text(&filled(Word::ProgressShort))]));
}

/// A button beside the main one.
pub fn quiet(scene: &Scene, label: &str, action: Action) -> Html {
    let button = attributes!["type": "button", "class": "quiet", "on": &On::Click(action).listen(scene)];
    element("button", button, vec![text(label)])
}

fn actions(scene: &Scene) -> Html {
    let Scene { state, words, owner, .. } = *scene;
    let unsaved = state.phase == Phase::Unsaved;
    let last = state.is_page() || state.is_last();
    let (label, disabled) = match (unsaved, last) {
        (true, _) => (Word::Retry, false),
        (false, true) => (Word::Send, !state.is_answered() || state.phase == Phase::Saving),
        (false, false) => (Word::Next, false),
    };
    let first = state.is_page() || state.before().is_none();
    let later = first && owner.mode != Mode::Inline && !state.is_answered();
    let skip = !last && state.question().is_some_and(|question| !question.required);
    let main = attributes!["type": "submit", "class": "main", "part": "button", "disabled": if disabled { "disabled" } else { "" }];
    let quiet_if = |shown, word, action| if shown { quiet(scene, words.get(word), action) } else { nothing() };
    element(
        "div",
        attributes!["class": "actions"],
        vec![
            quiet_if(!first, Word::Back, Action::Back),
            quiet_if(later, Word::Later, Action::Later),
            grow(),
            quiet_if(unsaved, Word::Copy, Action::Copy),
            quiet_if(skip, Word::Skip, Action::Skip),
            element("button", main, vec![text(words.get(label))]),
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
    let person = owner.person_url.as_ref().map(|url| {
        element("span", attributes![], vec![text(words.get(Word::Talk)), text(" "), link(url, words.get(Word::Person))])
    });
    let privacy = owner.privacy_url.as_ref().map(|url| link(url, words.get(Word::Privacy)));
    if person.is_none() && privacy.is_none() {
        return nothing();
    }
    element("footer", attributes![], vec![person.unwrap_or_else(nothing), privacy.unwrap_or_else(nothing)])
}

fn link(url: &str, label: &str) -> Html {
    element("a", attributes!["href": url, "target": "_blank", "rel": "noopener noreferrer"], vec![text(label)])
}
