//! A survey put into a page: settings read, style sheet adopted, component rendered.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::AppHandle;

use super::OWN;
use super::props::Props;
use super::state::Action;
use super::view::{Message, Survey, Widget, report};
use crate::edge::ear::ear;
use crate::edge::host::Host;
use crate::edge::page;
use crate::edge::submit::Sender;

const STYLES: &str = if OWN {
    concat!(include_str!("../../styles/widget.css"), include_str!("../../styles/widget-own.css"))
} else {
    include_str!("../../styles/widget.css")
};

/// Shows a survey, and returns the function that hears what the loader is told.
pub fn mount(host: HtmlElement, root: ShadowRoot, place: Element, send: Sender) -> JsValue {
    match Mounted::new(host, root, place, send) {
        Some(mounted) => ear(move |command| {
            if let Some(command) = Command::parse(&command) {
                mounted.run(command);
            }
        }),
        None => JsValue::UNDEFINED,
    }
}

/// A survey on the page.
pub struct Mounted {
    host: Host,
    app: AppHandle<Widget>,
}

impl Mounted {
    /// Shows a survey in `place`. `None` when the settings cannot be used: the console and an event say why, and the
    /// owner's fallback stays.
    pub fn new(element: HtmlElement, root: ShadowRoot, place: Element, sender: Sender) -> Option<Self> {
        let host = Host::new(element, root);
        let props = read(&host)?;
        host.adopt(STYLES);
        host.emit("ready", &["survey", props.survey.as_str()]);
        let survey = Survey { props: Rc::new(props), host: host.clone(), sender };
        let here = place.clone();
        let app = yew::Renderer::<Widget>::with_root_and_props(place, survey).render();
        let widget = (*app).clone();
        page::hear(&here, &ear(move |done| widget.send_message(Message::Done(done))));
        Some(Self { host, app })
    }

    /// Carries out what the loader was told.
    pub fn run(&self, command: Command) {
        match command {
            Command::Ask => {
                if OWN {
                    self.host.want();
                }
                self.app.send_message(Action::Ask);
            }
            Command::Close => self.app.send_message(Action::Close),
            // Unusable attributes change nothing, nor do those that are no settings.
            Command::Update if self.host.changed() => {
                if let Some(props) = read(&self.host) {
                    self.app.send_message(Message::Settings(Rc::new(props)));
                }
            }
            Command::Update => {}
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
}

impl Command {
    /// The loader's word for it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "update" => Some(Self::Update),
            "ask" => Some(Self::Ask),
            "close" => Some(Self::Close),
            _ => None,
        }
    }
}

/// Reads the owner's settings; what cannot be used of them is said.
pub fn read(host: &Host) -> Option<Props> {
    match Props::read(&host.attributes(), page::resolve) {
        Ok((props, warnings)) => {
            for warning in &warnings {
                page::warn(&["Goodword: ", &warning.to_text()].concat());
            }
            Some(props)
        }
        Err(problem) => {
            report(host, "default", "settings", &problem.to_text());
            None
        }
    }
}
