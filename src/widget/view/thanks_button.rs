//! Where the thank-you leads on, in the owner's words.

use yew::prelude::*;

use super::element::{attributes, element, nothing, text};
use super::scene::Scene;
use crate::features::CUSTOM_SURVEYS;
use crate::widget::thanks::Mood;

/// A link that looks like a button; nobody who was let down is sent on, as nobody reads the owner's thanks then.
pub fn view(scene: &Scene, mood: Mood) -> Html {
    let button = scene.definition.thanks_button.as_ref().filter(|_| CUSTOM_SURVEYS && mood != Mood::LetDown);
    let Some(button) = button else { return nothing() };
    let link = attributes![
        "class": "main onward", "part": "button", "href": &button.url, "target": "_blank", "rel": "noopener noreferrer"
    ];
    element("a", link, vec![text(&button.label)])
}
