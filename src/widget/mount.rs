//! A survey put into a page: settings read, style sheet adopted, component rendered.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::AppHandle;

use super::bootstrap;
use super::component::{Message, Widget, WidgetProps};
use super::first_paint;
use super::owner;
use super::state::Action;
use crate::browser::callback::callback;
use crate::browser::host::Host;
use crate::browser::page;
use crate::delivery::client::SendFunction;
use crate::features::CUSTOM_SURVEYS;

/// Shows a survey, and returns the function that hears what the loader is told.
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, send: SendFunction) -> JsValue {
    match MountedSurvey::new(host, root, place, send) {
        Some(mounted) => {
            let place = RefCell::new(Some(mounted));
            callback(move |command| match Command::parse(&command) {
                // Everything is given back: whoever held the element holds nothing of ours.
                Some(Command::Leave) => drop(place.take().map(|mounted| mounted.app.destroy())),
                Some(command) => {
                    if let Some(mounted) = place.borrow().as_ref() {
                        mounted.run(command);
                    }
                }
                None => {}
            })
        }
        None => JsValue::UNDEFINED,
    }
}

/// A survey on the page.
pub struct MountedSurvey {
    host: Host,
    app: AppHandle<Widget>,
}

impl MountedSurvey {
    /// Shows a survey in `place`. `None` when the settings cannot be used: the console and an event say why, and the
    /// owner's fallback stays.
    pub fn new(element: HtmlElement, root: ShadowRoot, place: Element, sender: SendFunction) -> Option<Self> {
        let host = Host::new(element, root);
        let props = owner::settings(&host)?;
        first_paint::dress(host.root());
        host.emit("ready", &["survey", props.survey.as_str()]);
        let survey = WidgetProps { props: Rc::new(props), host: host.clone(), sender };
        let here = place.clone();
        let app = yew::Renderer::<Widget>::with_root_and_props(place, survey).render();
        let widget = (*app).clone();
        page::listen(&here, &callback(move |done| widget.send_message(Message::Done(done))));
        Some(Self { host, app })
    }

    /// Carries out what the loader was told.
    pub fn run(&self, command: Command) {
        match command {
            Command::Ask => self.app.send_message(Action::Ask),
            Command::Close => self.app.send_message(Action::Close),
            Command::Withdraw => self.app.send_message(Action::Withdraw),
            Command::Return => self.app.send_message(Action::Return),
            Command::Reset => self.app.send_message(Action::Forget),
            Command::Back => {
                // It may be in another document, where a style sheet of the first means nothing.
                first_paint::dress(self.host.root());
                if CUSTOM_SURVEYS {
                    self.host.accent();
                }
                self.host.surface();
            }
            // Unusable attributes change nothing, nor do those that are no settings.
            Command::Update if bootstrap::changed(&self.host) => {
                if let Some(props) = owner::settings(&self.host) {
                    self.app.send_message(Message::Changed(Rc::new(props)));
                }
            }
            Command::Update | Command::Leave => {}
        }
    }
}

/// What the loader can ask of a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Read the attributes again.
    Update,
    /// Ask, if the survey was closed.
    Ask,
    /// Close the survey.
    Close,
    /// Close it, though nobody has said no.
    Withdraw,
    /// Show again what was withdrawn.
    Return,
    /// Forget what was given.
    Reset,
    /// The element is in the page again.
    Back,
    /// The element has left the page for good.
    Leave,
}

impl Command {
    /// The loader's word for it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "update" => Some(Self::Update),
            "ask" => Some(Self::Ask),
            "close" => Some(Self::Close),
            "withdraw" => Some(Self::Withdraw),
            "return" => Some(Self::Return),
            "reset" => Some(Self::Reset),
            "back" => Some(Self::Back),
            "leave" => Some(Self::Leave),
            _ => None,
        }
    }
}
