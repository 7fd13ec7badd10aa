//! The thank-you: a sentence that fits the answers, and the truth about where they are.

use yew::html::Scope;
use yew::prelude::*;

use super::{Widget, card};
use crate::locale::Messages;
use crate::widget::props::Props;
use crate::widget::state::{Action, Fate, State};
use crate::widget::thanks::Mood;

pub fn view(
    state: &State,
    words: &'static Messages,
    owner: &Props,
    fate: Fate,
    heading: &NodeRef,
    link: &Scope<Widget>,
) -> Html {
    let fate = match fate {
        Fate::Sending => "",
        Fate::Waiting => words.waiting,
        Fate::Kept => words.kept,
        Fate::Arrived => words.arrived,
    };
    card::frame(
        words,
        owner,
        link,
        html! {
            <div class="thanks">
                <svg class="leaf" viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="22" /><path d="M14 22.5l6 6 10.5-12" /></svg>
                <h2 ref={heading} tabindex="-1">{ words.thanks }</h2>
                <p>{ Mood::of(state).sentence(words) }</p>
                <p class="status" role="status">{ fate }</p>
                <div class="actions">
                    <span class="grow"></span>
                    { card::quiet(words.close, Action::Close, link) }
                </div>
                { card::foot(words, owner) }
            </div>
        },
    )
}
