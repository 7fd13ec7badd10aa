//! Surveys to begin with.

use std::rc::Rc;

use goodword_studio::Draft;
use goodword_studio::template::{TEMPLATES, Template};
use yew::prelude::*;

use crate::studio::controller::Controller;
use crate::studio::state::Action;

pub fn templates(controller: &Rc<Controller>) -> Html {
    html! {
        <>
            <h2>{ "Begin with what others ask" }</h2>
            <p class="soft">{ "Or add questions one by one, or open a file: ours, or a definition of Formbricks, PostHog, SurveyJS or Typeform. Undo brings back what was here." }</p>
            <ul class="templates">{ for TEMPLATES.iter().map(|template| offered(template, controller)) }</ul>
        </>
    }
}

fn offered(template: &'static Template, controller: &Rc<Controller>) -> Html {
    let controller = controller.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        controller.act(Action::Begin(Box::new(Draft::of(template.definition())), Vec::new()));
    });
    html! {
        <li>
            <button type="button" class="template" {onclick}>
                <b>{ template.title }</b>
                <small>{ format!("{} questions", template.count()) }</small>
                <span>{ template.says }</span>
            </button>
        </li>
    }
}
