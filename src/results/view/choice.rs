//! One of a few, chosen by a row of buttons or from a list.

use yew::prelude::*;

use crate::browser::keyboard;

/// A row of buttons, of which one is pressed.
pub fn choice<T: Copy + PartialEq + 'static>(
    label: &str,
    options: &[(T, &'static str)],
    chosen: T,
    choose: impl Fn(T) + Clone + 'static,
) -> Html {
    let button = |(value, name): &(T, &'static str)| {
        let (value, choose) = (*value, choose.clone());
        let onclick = Callback::from(move |_: MouseEvent| choose(value));
        let pressed = if value == chosen { "true" } else { "false" };
        html! { <button type="button" aria-pressed={pressed} {onclick}>{ *name }</button> }
    };
    html! { <div class="choice" role="group" aria-label={label.to_owned()}>{ for options.iter().map(button) }</div> }
}

/// One line of a list: its value and its name.
pub type ListOption = (String, String);

/// A list in which one line is chosen. `set` says that it is not the usual one.
pub fn list(label: &str, lines: &[ListOption], chosen: &str, set: bool, choose: impl Fn(String) + 'static) -> Html {
    let onchange = Callback::from(move |event: Event| choose(keyboard::value(&event)));
    let option = |(value, name): &ListOption| {
        html! { <option value={value.clone()} selected={value == chosen}>{ name }</option> }
    };
    html! {
        <select class={classes!("pill", set.then_some("set"))} aria-label={label.to_owned()} {onchange}>
            { for lines.iter().map(option) }
        </select>
    }
}
