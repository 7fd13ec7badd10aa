//! A survey put into a page: settings read, style sheet adopted, component rendered.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, HtmlElement, ShadowRoot};
use yew::AppHandle;

use super::props::Props;
use super::state::Action;
use super::view::{Survey, Widget, report};
use crate::edge::host::Host;
use crate::edge::page;
use crate::edge::submit::Sender;

const STYLES: &str = include_str!("../../styles/widget.css");

/// A survey on the page.
pub struct Mounted {
    host: Host,
    sender: Sender,
    app: RefCell<AppHandle<Widget>>,
}

impl Mounted {
    /// Shows a survey in `place`. `None` when the settings cannot be used: the console and an event say why, and the
    /// owner's fallback stays.
    pub fn new(element: HtmlElement, root: ShadowRoot, place: Element, sender: Sender) -> Option<Self> {
        let host = Host::new(element, root);
        let props = read(&host)?;
        host.adopt(STYLES);
        host.emit("ready", &["survey", props.survey.as_str()]);
        let survey = Survey { props: Rc::new(props), host: host.clone(), sender: sender.clone() };
        let app = yew::Renderer::<Widget>::with_root_and_props(place, survey).render();
        Some(Self { host, sender, app: RefCell::new(app) })
    }

    /// Carries out what the loader was told.
    pub fn run(&self, command: Command) {
        match command {
            Command::Update => self.update(),
            Command::Ask => self.send(Action::Ask),
            Command::Close => self.send(Action::Close),
        }
    }

    /// Unusable attributes change nothing.
    fn update(&self) {
        if let Some(props) = read(&self.host) {
            let survey = Survey { props: Rc::new(props), host: self.host.clone(), sender: self.sender.clone() };
            if let Ok(mut app) = self.app.try_borrow_mut() {
                app.update(survey);
            }
        }
    }

    fn send(&self, action: Action) {
        if let Ok(app) = self.app.try_borrow() {
            app.send_message(action);
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

fn read(host: &Host) -> Option<Props> {
    match Props::read(&host.attributes(), page::resolve) {
        Ok((props, warnings)) => {
            for warning in &warnings {
                page::warn(&["Goodword: ", &warning.to_text()].concat());
            }
            Some(props)
        }
        Err(problem) => {
            report(host, &Props::for_survey("default"), "settings", &problem.to_text());
            None
        }
    }
}
