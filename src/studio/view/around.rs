//! What stands before the first question and behind the last.

use std::rc::Rc;

use goodword_studio::Edit;
use goodword_studio::text::TextPlace;
use yew::prelude::*;

use super::field::{line, lines};
use crate::studio::controller::Controller;
use crate::studio::state::StudioState;

pub fn around(state: &StudioState, controller: &Rc<Controller>) -> Html {
    let text = |label, place, long: bool| {
        let language = state.language.clone();
        let text = state.survey().text(language.as_deref(), place).unwrap_or_default();
        let edit = move |text| Edit::Write(language.clone(), place, text);
        if long { lines(label, text, controller, edit) } else { line(label, text, controller, edit) }
    };
    let segments = state.survey().segments.join(", ");
    let names = |text: String| {
        let names = text.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
        Edit::Segments(names.map(str::to_owned).collect())
    };
    html! {
        <>
            <h2>{ "Before the first question" }</h2>
            { text("Heading", TextPlace::IntroductionTitle, false) }
            { text("Text", TextPlace::IntroductionText, true) }
            { text("Button that begins", TextPlace::IntroductionButton, false) }
            <h2>{ "After Send" }</h2>
            <p class="soft">{ "Without a sentence of yours, one stands there that fits the answers: an apology after a broken promise." }</p>
            { text("Your sentence", TextPlace::Thanks, true) }
            { text("Button that leads on", TextPlace::ThanksLabel, false) }
            { text("Where it leads", TextPlace::ThanksUrl, false) }
            <h2>{ "Hidden fields" }</h2>
            { line("Offered as segments, with commas", &segments, controller, names) }
            { for state.draft().fields().into_iter().map(|name| try_field(state, controller, name)) }
        </>
    }
}

/// A value that the survey is tried with.
fn try_field(state: &StudioState, controller: &Rc<Controller>, name: String) -> Html {
    let value = state.draft().try_fields.get(&name).cloned().unwrap_or_default();
    let label = format!("Try with {name}");
    line(&label, &value, controller, move |value| Edit::TryField(name.clone(), value))
}
