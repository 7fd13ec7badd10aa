//! A goal, and notes on days: what an analyst adds to a trend, kept in this browser.

use goodword_cards::trend::TrendMetric;
use goodword_core::Day;
use goodword_core::words::number::decimal;
use yew::prelude::*;

use super::trend_metric::{self, aim};
use crate::browser::keyboard;
use crate::results::memory::Memory;

/// The goal of the figure, the notes by their numbers, and the way to add one.
pub fn marks(memory: &Memory, of: TrendMetric, remember: &Callback<Memory>) -> Html {
    let notes = memory.notes.iter().enumerate();
    html! {
        <details class="fold marks" open={!memory.notes.is_empty()}>
            <summary>{ "Goal and notes" }</summary>
            { goal(memory, of, remember) }
            <ol>{ for notes.map(|(at, note)| noted(at, note, memory, remember)) }</ol>
            <NewNote memory={memory.clone()} remember={remember.clone()} />
            <p>{ "Kept in this browser alone." }</p>
        </details>
    }
}

fn goal(memory: &Memory, of: TrendMetric, remember: &Callback<Memory>) -> Html {
    let now = trend_metric::goal(of, memory).map(|goal| decimal(goal, 0)).unwrap_or_default();
    let (memory, remember) = (memory.clone(), remember.clone());
    let onchange = Callback::from(move |event: Event| {
        let mut memory = memory.clone();
        aim(of, &mut memory, keyboard::value(&event).trim().parse().ok());
        remember.emit(memory);
    });
    html! { <label>{ "Goal" }<input type="number" class="pill" step="1" value={now} {onchange} /></label> }
}

fn noted(at: usize, (day, text): &(Day, String), memory: &Memory, remember: &Callback<Memory>) -> Html {
    let (memory, remember) = (memory.clone(), remember.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let mut memory = memory.clone();
        memory.forget_note(at);
        remember.emit(memory);
    });
    html! {
        <li key={format!("{day}{text}")}>
            <span dir="auto">{ format!("{day}: {text} ") }</span>
            <button type="button" class="quiet" {onclick}>{ "Take away" }<span class="hidden">{ format!(": {text}") }</span></button>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewNoteProps {
    memory: Memory,
    remember: Callback<Memory>,
}

/// Two fields and a button.
#[component]
fn NewNote(props: &NewNoteProps) -> Html {
    let day = use_state_eq(String::new);
    let text = use_state_eq(String::new);
    let write = |to: &UseStateHandle<String>| {
        let to = to.clone();
        Callback::from(move |event: Event| to.set(keyboard::value(&event)))
    };
    let onclick = {
        let (NewNoteProps { memory, remember }, day, text) = (props.clone(), day.clone(), text.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(on) = Day::parse(&day) {
                let mut memory = memory.clone();
                memory.note(on, &text);
                text.set(String::new());
                remember.emit(memory);
            }
        })
    };
    html! {
        <p class="note-fields">
            <label>{ "Day" }<input type="date" class="pill" value={(*day).clone()} onchange={write(&day)} /></label>
            <label>{ "What happened" }<input type="text" class="pill" maxlength="120" value={(*text).clone()} onchange={write(&text)} /></label>
            <button type="button" class="button" {onclick}>{ "Add note" }</button>
        </p>
    }
}
