//! Fields of a form, each with its label.

use std::rc::Rc;

use goodword_studio::Edit;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::studio::controller::Controller;
use crate::studio::state::Action;

/// What is typed into an input.
pub fn typed(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

/// What is chosen of a list.
pub fn chosen(event: &Event) -> String {
    event.target_unchecked_into::<HtmlSelectElement>().value()
}

/// Whether a box is ticked.
pub fn ticked(event: &Event) -> bool {
    event.target_unchecked_into::<HtmlInputElement>().checked()
}

/// Whoever leaves a field has ended what is undone at once.
fn pause(controller: &Rc<Controller>) -> Callback<FocusEvent> {
    let controller = controller.clone();
    Callback::from(move |_| controller.act(Action::Pause))
}

/// A line of text.
pub fn line(label: &str, value: &str, controller: &Rc<Controller>, edit: impl Fn(String) -> Edit + 'static) -> Html {
    let onblur = pause(controller);
    let controller = controller.clone();
    let oninput = Callback::from(move |event: InputEvent| controller.edit(edit(typed(&event))));
    html! {
        <label class="field"><span>{ label }</span><input type="text" value={value.to_owned()} {oninput} {onblur} /></label>
    }
}

/// A text of several lines.
pub fn lines(label: &str, value: &str, controller: &Rc<Controller>, edit: impl Fn(String) -> Edit + 'static) -> Html {
    let onblur = pause(controller);
    let controller = controller.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        controller.edit(edit(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    });
    html! {
        <label class="field"><span>{ label }</span><textarea rows="3" value={value.to_owned()} {oninput} {onblur} /></label>
    }
}

/// A whole number, or none.
pub fn number(
    label: &str,
    value: Option<i64>,
    controller: &Rc<Controller>,
    edit: impl Fn(Option<i64>) -> Edit + 'static,
) -> Html {
    let onblur = pause(controller);
    let controller = controller.clone();
    let oninput = Callback::from(move |event: InputEvent| controller.edit(edit(typed(&event).trim().parse().ok())));
    let value = value.map(|value| value.to_string()).unwrap_or_default();
    html! {
        <label class="field"><span>{ label }</span><input type="number" {value} {oninput} {onblur} /></label>
    }
}

/// One of several words, each with what it is called.
pub fn select(label: &str, value: &str, of: &[(&str, &str)], choose: Callback<String>) -> Html {
    let onchange = Callback::from(move |event: Event| choose.emit(chosen(&event)));
    let option = |(word, called): &(&str, &str)| {
        html! { <option value={(*word).to_owned()} selected={*word == value}>{ called }</option> }
    };
    html! {
        <label class="field"><span>{ label }</span><select {onchange}>{ for of.iter().map(option) }</select></label>
    }
}

/// Something that holds or not.
pub fn tick(label: &str, holds: bool, controller: &Rc<Controller>, edit: impl Fn(bool) -> Edit + 'static) -> Html {
    let controller = controller.clone();
    let onchange = Callback::from(move |event: Event| controller.edit(edit(ticked(&event))));
    html! {
        <label class="tick"><input type="checkbox" checked={holds} {onchange} /><span>{ label }</span></label>
    }
}

/// A button that does one thing.
pub fn button(label: &str, class: &'static str, disabled: bool, act: impl Fn() + 'static) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| act());
    html! { <button type="button" class={classes!("button", class)} {disabled} {onclick}>{ label }</button> }
}

/// A button that does one thing to the draft.
pub fn edits(label: &str, class: &'static str, disabled: bool, controller: &Rc<Controller>, edit: Edit) -> Html {
    let controller = controller.clone();
    button(label, class, disabled, move || controller.edit(edit.clone()))
}
