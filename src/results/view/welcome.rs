//! What is shown before there is anything to show.

use std::rc::Rc;

use yew::prelude::*;

use super::chooser::dropzone;
use crate::results::controller::Controller;

/// What this is, how to fill it, and how to try it.
pub fn welcome(controller: &Rc<Controller>) -> Html {
    let desk_of = controller.clone();
    let sample = Callback::from(move |_: MouseEvent| desk_of.sample());
    html! {
        <section class="card alone">
            <h2>{ "What people said, and how sure you can be" }</h2>
            <p class="lead">
                { "Open the responses of a survey: whether people would recommend you, whether promises were kept and how people score after a broken one, whether they felt understood. Each figure comes with the range that chance leaves it." }
            </p>
            { dropzone("primary", controller) }
            <h3>{ "No responses yet?" }</h3>
            <p class="lead">{ "See what you will get, with answers that nobody gave." }</p>
            <button type="button" class="button" onclick={sample}>{ "Try it on 500 made-up responses" }</button>
            <h3>{ "Where real ones come from" }</h3>
            <ul class="plain">
                <li>{ "From a collector: its address " }<code>{ "/v1/surveys/NAME/responses" }</code>{ ", or the command " }<code>{ "goodword export" }</code>{ "." }</li>
                <li>{ "From this browser alone, when the survey has " }<code>{ "keep=\"30\"" }</code>{ ": " }<code>{ "src=\"local:\"" }</code>{ "." }</li>
                <li>{ "From any endpoint of yours that stores one response on each line." }</li>
            </ul>
        </section>
    }
}
