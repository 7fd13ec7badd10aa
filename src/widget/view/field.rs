//! What takes the answer: native radios, a joined row of numbers, a box for words.

use web_sys::HtmlTextAreaElement;
use yew::html::Scope;
use yew::prelude::*;

use super::Widget;
use crate::widget::question::{Choice, Given, Kind, Question};
use crate::widget::state::Action;

pub fn view(question: &Question, label: &str, current: Option<&Given>, link: &Scope<Widget>) -> Html {
    match &question.kind {
        Kind::Choice(options) => html! {
            <div class="options">{ options.iter().map(|option| choice(question, option, current, link)).collect::<Html>() }</div>
        },
        Kind::Scale { min, max, low, high } => html! {
            <>
                <div class="scale">{ (*min..=*max).map(|number| cell(question, number, current, link)).collect::<Html>() }</div>
                <div class="ends"><span>{ low }</span><span>{ high }</span></div>
            </>
        },
        Kind::Text { max_chars } => text(label, *max_chars, current, link),
    }
}

fn choice(question: &Question, option: &Choice, current: Option<&Given>, link: &Scope<Widget>) -> Html {
    let class = if option.apart { "option apart" } else { "option" };
    html! { <label class={class}>{ radio(question, &option.value, current, link) }<span>{ &option.label }</span></label> }
}

fn cell(question: &Question, number: u8, current: Option<&Given>, link: &Scope<Widget>) -> Html {
    html! { <label class="cell">{ radio(question, &Given::Number(number), current, link) }<span>{ number.to_string() }</span></label> }
}

fn radio(question: &Question, value: &Given, current: Option<&Given>, link: &Scope<Widget>) -> Html {
    let given = value.clone();
    let change = link.callback(move |_: Event| Action::Answer(given.clone()));
    let text = match value {
        Given::Number(number) => number.to_string(),
        Given::Word(text) | Given::Text(text) => text.clone(),
    };
    html! { <input type="radio" name={question.id.clone()} value={text} checked={current == Some(value)} onchange={change} /> }
}

fn text(label: &str, max_chars: usize, current: Option<&Given>, link: &Scope<Widget>) -> Html {
    let value = match current {
        Some(Given::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let input = link.callback(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
        Action::Answer(Given::Text(text.unwrap_or_default()))
    });
    html! {
        <textarea aria-label={label.to_owned()} rows="4" maxlength={max_chars.to_string()} value={value} oninput={input} part="field" />
    }
}
