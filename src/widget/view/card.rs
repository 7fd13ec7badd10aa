//! The card of one question: progress, the question, and the way on.

use yew::html::Scope;
use yew::prelude::*;

use super::{Widget, field};
use crate::locale::{Messages, fill};
use crate::widget::props::Props;
use crate::widget::question::Kind;
use crate::widget::state::{Action, Phase, State};
use crate::widget::thanks;

pub fn view(state: &State, words: &'static Messages, owner: &Props, heading: &NodeRef, link: &Scope<Widget>) -> Html {
    let Some(question) = state.question() else { return Html::default() };
    let (n, total) = (state.step + 1, state.questions.len());
    let last = state.is_last();
    let submit = link.callback(move |event: SubmitEvent| {
        event.prevent_default();
        if last { Action::Send } else { Action::Next }
    });
    let label = match &question.kind {
        Kind::Text { .. } if question.id == "comment" => thanks::prompt(state, words),
        _ => &question.label,
    };
    frame(
        words,
        owner,
        link,
        html! {
            <form onsubmit={submit} novalidate=true>
                { progress(words, n, total, link) }
                <fieldset key={state.step} class="step">
                    <legend><h2 ref={heading} tabindex="-1">{ label }</h2></legend>
                    { field::view(question, label, state.current(), link) }
                </fieldset>
                <p class="status" role="status">{ if state.phase == Phase::Unsaved { words.unsaved } else { "" } }</p>
                { actions(state, words, link) }
                { foot(words, owner) }
            </form>
        },
    )
}

/// The card itself: a dialog that floats and can be closed with Escape, or a region of the page.
pub fn frame(words: &'static Messages, owner: &Props, link: &Scope<Widget>, inside: Html) -> Html {
    let role = if owner.floats { "dialog" } else { "region" };
    let floats = owner.floats;
    let keys = link.batch_callback(move |event: KeyboardEvent| {
        // What is typed here is no shortcut of the page's.
        event.stop_propagation();
        (floats && event.key() == "Escape").then_some(Action::Close.into())
    });
    html! { <section class="card" part="card" role={role} aria-label={words.title} lang={words.lang} onkeydown={keys}>{ inside }</section> }
}

fn progress(words: &'static Messages, n: usize, total: usize, link: &Scope<Widget>) -> Html {
    // Half a step for the question that is being answered: nothing is claimed that is not done.
    let (value, max) = ((2 * n - 1).to_string(), (2 * total).to_string());
    let (n, total) = (n.to_string(), total.to_string());
    let text = |words| fill(words, &[("n", &n), ("total", &total)]);
    html! {
        <div class="top">
            <progress value={value} max={max} aria-label={text(words.progress)}></progress>
            <span class="count" aria-hidden="true">{ text(words.progress_short) }</span>
            { close(words, link) }
        </div>
    }
}

/// The way out, always there.
fn close(words: &'static Messages, link: &Scope<Widget>) -> Html {
    html! {
        <button type="button" class="close" aria-label={words.close} onclick={click(link, Action::Close)}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
        </button>
    }
}

/// A button beside the main one.
pub fn quiet(label: &'static str, action: Action, link: &Scope<Widget>) -> Html {
    html! { <button type="button" class="quiet" onclick={click(link, action)}>{ label }</button> }
}

fn click(link: &Scope<Widget>, action: Action) -> Callback<MouseEvent> {
    link.callback(move |_| action.clone())
}

fn actions(state: &State, words: &'static Messages, link: &Scope<Widget>) -> Html {
    let unsaved = state.phase == Phase::Unsaved;
    let (label, disabled) = match (unsaved, state.is_last()) {
        (true, _) => (words.retry, false),
        (false, true) => (words.send, !state.is_answered() || state.phase == Phase::Saving),
        (false, false) => (words.next, false),
    };
    html! {
        <div class="actions">
            if state.step > 0 { { quiet(words.back, Action::Back, link) } }
            <span class="grow"></span>
            if unsaved { { quiet(words.copy, Action::Copy, link) } }
            if !state.is_last() { { quiet(words.skip, Action::Skip, link) } }
            <button type="submit" class="main" part="button" disabled={disabled}>{ label }</button>
        </div>
    }
}

/// A way to a real person, and what becomes of the answer.
pub fn foot(words: &'static Messages, owner: &Props) -> Html {
    let (person, privacy) = (owner.person_url.as_ref(), owner.privacy_url.as_ref());
    let link = |url: Option<&String>, label: &str| {
        html! {
            <a href={url.cloned()} target="_blank" rel="noopener noreferrer">{ label }</a>
        }
    };
    html! {
        if person.is_some() || privacy.is_some() {
            <footer>
                if person.is_some() { <span>{ words.talk }{ " " }{ link(person, words.person) }</span> }
                if privacy.is_some() { { link(privacy, words.privacy) } }
            </footer>
        }
    }
}
