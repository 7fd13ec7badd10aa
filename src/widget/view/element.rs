//! Elements, made by plain functions. `html!` would write their making out anew at every place, and a guest pays for each.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};
use yew::TargetCast;
use yew::html::Scope;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VTag, VText};

use super::Widget;
use crate::widget::question::Given;
use crate::widget::state::Action;

/// Names and values of attributes; one whose value is empty is left out.
macro_rules! attributes {
    ($($name:literal: $value:expr),*) => {
        $crate::widget::view::element::pairs(&[$($name),*], &[$($value),*])
    };
}
pub(super) use attributes;

/// What `attributes!` makes.
pub fn pairs(keys: &'static [&'static str], values: &[&str]) -> Attributes {
    let mut given = Vec::with_capacity(values.len());
    for value in values {
        let some = !value.is_empty();
        given.push(some.then(|| AttributeOrProperty::Attribute(AttrValue::Rc(Rc::from(*value)))));
    }
    Attributes::Dynamic { keys, values: given.into() }
}

/// An element that can still be given a key or a reference.
pub fn tag(name: &'static str, attributes: Attributes, children: Vec<Html>) -> VTag {
    let mut tag = VTag::new(name);
    tag.attributes = attributes;
    if let Some(place) = tag.children_mut() {
        *place = list(children);
    }
    tag
}

/// An element.
pub fn element(name: &'static str, attributes: Attributes, children: Vec<Html>) -> Html {
    tag(name, attributes, children).into()
}

/// Nodes beside each other.
pub fn list(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// A text.
pub fn text(text: &str) -> Html {
    VText { text: AttrValue::Rc(Rc::from(text)) }.into()
}

/// What a visitor can do to an element, and the action it is.
pub enum On {
    /// Pressed it.
    Click(Action),
    /// Chose it, for the question at this place.
    Choose(usize, Given),
    /// Wrote in it, for the question at this place.
    Write(usize),
    /// Wrote where to be answered.
    Contact,
    /// Sent it, as a form.
    Submit(Action),
    /// Pressed a key in it; the action is that of Escape.
    Key(Option<Action>),
}

impl On {
    /// The element, listening.
    pub fn listen(self, mut tag: VTag, link: &Scope<Widget>) -> Html {
        let listener: Rc<dyn Listener> = Rc::new(Listening { on: self, link: link.clone() });
        tag.set_listeners(Box::new([Some(listener)]));
        tag.into()
    }

    fn action(&self, event: &Event) -> Option<Action> {
        match self {
            Self::Click(action) => Some(action.clone()),
            Self::Choose(at, given) => Some(Action::At(*at, given.clone())),
            Self::Write(at) => Some(Action::At(*at, Given::Text(written(event)))),
            Self::Contact => Some(Action::Contact(written(event))),
            Self::Submit(action) => {
                event.prevent_default();
                Some(action.clone())
            }
            Self::Key(escape) => {
                // What is typed here is no shortcut of the page's.
                event.stop_propagation();
                let event: &KeyboardEvent = event.unchecked_ref();
                escape.clone().filter(|_| event.key() == "Escape")
            }
        }
    }
}

/// What stands in the field. A text area's value is read in the same way as that of an input.
fn written(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

struct Listening {
    on: On,
    link: Scope<Widget>,
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        match self.on {
            On::Click(_) => ListenerKind::onclick,
            On::Choose(..) => ListenerKind::onchange,
            On::Write(_) | On::Contact => ListenerKind::oninput,
            On::Submit(_) => ListenerKind::onsubmit,
            On::Key(_) => ListenerKind::onkeydown,
        }
    }

    fn handle(&self, event: Event) {
        if let Some(action) = self.on.action(&event) {
            self.link.send_message(action);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}
