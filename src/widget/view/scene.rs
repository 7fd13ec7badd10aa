//! What is drawn.

use yew::NodeRef;

use super::listener::Listeners;
use crate::locale::Messages;
use crate::widget::definition::Definition;
use crate::widget::settings::Settings;
use crate::widget::state::State;

/// What is drawn, and what the drawing listens for.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Where the visitor stands.
    pub state: &'a State,
    /// The texts of the language.
    pub words: &'a Messages,
    /// The owner's settings.
    pub owner: &'a Settings,
    /// The owner's own survey.
    pub definition: &'a Definition,
    /// The heading that gets the focus when the step changes.
    pub heading: &'a NodeRef,
    /// Where elements say what they listen for.
    pub listeners: &'a Listeners,
    /// Whether it is drawn for its height alone: nobody sees it, and nothing in it takes an answer.
    pub ghost: bool,
}
