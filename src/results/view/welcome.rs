//! What is shown before there is anything to show.

use std::rc::Rc;

use yew::prelude::*;

use super::chooser::dropzone;
use crate::results::desk::Desk;

/// What this is, and how to fill it.
pub fn welcome(desk: &Rc<Desk>) -> Html {
    html! {
        <section class="card alone">
            <h2>{ "What people said, and how sure you can be" }</h2>
            <p class="lead">
                { "Open the responses of a survey to see the scores, each with the range that chance leaves it, and the comments." }
            </p>
            { dropzone("primary", desk) }
            <h3>{ "Where the files come from" }</h3>
            <ul class="plain">
                <li>{ "From a collector: " }<code>{ "/v1/surveys/NAME/responses" }</code>{ ", or the command " }<code>{ "goodword export" }</code>{ "." }</li>
                <li>{ "To try it: " }<code>{ "goodword seed 1000 > answers.ndjson" }</code></li>
            </ul>
        </section>
    }
}
