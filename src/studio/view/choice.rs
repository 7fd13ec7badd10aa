//! The options of a choice.

use std::rc::Rc;

use goodword_studio::Edit;
use goodword_studio::question::{Answer, Choice};
use goodword_studio::text::TextPlace;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::field::{edits, line, number, tick};
use crate::studio::controller::Controller;
use crate::studio::state::StudioState;

pub fn choice(state: &StudioState, controller: &Rc<Controller>, at: usize, choice: &Choice) -> Html {
    let options =
        choice.options.iter().enumerate().map(|(place, option)| one(state, controller, at, place, option, choice));
    let limits = choice.multiple.then(|| {
        html! {
            <div class="two">
                { number("At least", choice.least, controller, move |least| Edit::Least(at, least)) }
                { number("At most", choice.most, controller, move |most| Edit::Most(at, most)) }
            </div>
        }
    });
    html! {
        <fieldset>
            <legend>{ "Options" }</legend>
            <ol class="options">{ for options }</ol>
            { paste(controller, at) }
            { tick("Several may be chosen", choice.multiple, controller, move |yes| Edit::Multiple(at, yes)) }
            { for limits }
            { tick("Own words are taken too", choice.other, controller, move |yes| Edit::Other(at, yes)) }
            { tick("In an order of its own for each visitor", choice.shuffle, controller, move |yes| Edit::Shuffle(at, yes)) }
        </fieldset>
    }
}

fn one(
    state: &StudioState,
    controller: &Rc<Controller>,
    at: usize,
    place: usize,
    option: &Answer,
    choice: &Choice,
) -> Html {
    let (language, text_place) = (state.language.clone(), TextPlace::Option(at, place));
    let label = state.survey().text(language.as_deref(), text_place).unwrap_or_default();
    let name = format!("Option {}", place + 1);
    let last = choice.options.len() - 1;
    html! {
        <li>
            { line(&name, label, controller, move |text| Edit::Write(language.clone(), text_place, text)) }
            <div class="acts">
                { edits("Up", "quiet", place == 0, controller, Edit::MoveOption(at, place, place.saturating_sub(1))) }
                { edits("Down", "quiet", place == last, controller, Edit::MoveOption(at, place, place + 1)) }
                { edits("Remove", "quiet", last == 0, controller, Edit::RemoveOption(at, place)) }
                if choice.multiple {
                    { tick("Alone", option.exclusive, controller, move |yes| Edit::Exclusive(at, place, yes)) }
                }
                if choice.shuffle {
                    { tick("Stays here", option.pinned, controller, move |yes| Edit::Pinned(at, place, yes)) }
                }
            </div>
            if option.label() != option.value {
                <p class="soft">{ "In the data: " }<b>{ &option.value }</b></p>
            }
        </li>
    }
}

/// Lines become options when the field is left.
fn paste(controller: &Rc<Controller>, at: usize) -> Html {
    let controller = controller.clone();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        controller.edit(Edit::PasteOptions(at, field.value()));
        field.set_value("");
    });
    html! {
        <label class="field"><span>{ "More options, one on each line" }</span><textarea rows="2" {onchange} /></label>
    }
}
