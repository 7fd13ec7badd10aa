//! What went wrong and what can be done, with everything at hand to do it.

use std::rc::Rc;

use yew::prelude::*;

use super::bad_lines::bad_lines;
use super::chooser::dropzone;
use crate::browser::form;
use crate::reader::failure::Failure;
use crate::reader::protocol::{BadLines, Token};
use crate::results::controller::Controller;

/// The failure, the form or the button that may mend it, and the file chooser.
pub fn failed(label: &str, failure: &Failure, bad: &BadLines, controller: &Rc<Controller>) -> Html {
    let has_remedy = failure.may_pass() || matches!(failure, Failure::Locked { .. });
    // Of any other failure the first line would say the same in other words.
    let is_listed = matches!(failure, Failure::OnlyBad(_));
    html! {
        <section class="card alone">
            { for (!label.is_empty()).then(|| html! { <p class="kicker">{ label }</p> }) }
            <div role="alert">
                <h2>{ failure.what() }</h2>
                <p class="lead">{ failure.advice() }</p>
            </div>
            { mend(failure, controller) }
            { for is_listed.then(|| bad_lines(bad, true)) }
            { dropzone(if has_remedy { "" } else { "primary" }, controller) }
        </section>
    }
}

fn mend(failure: &Failure, controller: &Rc<Controller>) -> Html {
    if let Failure::Locked { .. } = failure {
        return token_form("Read token", "Show answers", controller);
    }
    let controller = controller.clone();
    let onclick = Callback::from(move |_: MouseEvent| controller.again());
    html! {
        { for failure.may_pass().then(|| html! {
            <p><button type="button" class="button primary" {onclick}>{ "Try again" }</button></p>
        }) }
    }
}

/// The field has no value of ours: what is typed is taken out of it when it is sent, and nowhere else.
pub fn token_form(name: &str, button: &str, controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(token) = form::take(&event, "token").as_deref().and_then(Token::new) {
            controller.unlock(token);
        }
    });
    html! {
        <form class="token" {onsubmit}>
            <label for="gw-token">{ name }</label>
            <input id="gw-token" name="token" type="password" required=true autocomplete="off" spellcheck="false" />
            <button type="submit" class="button primary">{ button }</button>
        </form>
    }
}
