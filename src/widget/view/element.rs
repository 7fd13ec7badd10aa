//! Elements, made by plain functions. `html!` would write their making out anew at every place, and a guest pays for each.

use std::rc::Rc;

use goodword_core::json::digits;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

use super::Scene;
use crate::widget::question::Given;
use crate::widget::state::Action;

/// Every attribute that an element of ours can have. All of them share this one list, so that Yew compares two elements
/// place by place and its ways to compare attributes by name are not in the binary.
const NAMES: &[&str] = &[
    "on",
    "type",
    "name",
    "class",
    "id",
    "part",
    "role",
    "lang",
    "dir",
    "tabindex",
    "value",
    "max",
    "rows",
    "maxlength",
    "placeholder",
    "autocomplete",
    "novalidate",
    "disabled",
    "href",
    "target",
    "rel",
    "viewBox",
    "d",
    "cx",
    "cy",
    "r",
    "aria-label",
    "aria-describedby",
    "aria-invalid",
    "aria-hidden",
];

/// Names and values of attributes; one whose value is empty is left out.
macro_rules! attributes {
    ($($name:literal: $value:expr),*) => {
        $crate::widget::view::element::given(
            const { &[$($crate::widget::view::element::place($name)),*] },
            &[$($value),*],
        )
    };
}
pub(super) use attributes;

/// Where a name stands among `NAMES`; one that is not there does not compile.
#[allow(clippy::indexing_slicing, reason = "it runs while this is compiled, and never later")]
pub const fn place(name: &str) -> usize {
    let mut place = 0;
    while !is_same(NAMES[place].as_bytes(), name.as_bytes()) {
        place += 1;
    }
    place
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([], []) => true,
        ([x, a @ ..], [y, b @ ..]) => *x == *y && is_same(a, b),
        _ => false,
    }
}

/// What `attributes!` makes.
pub fn given(places: &[usize], values: &[&str]) -> Attributes {
    let mut all = vec![None; NAMES.len()];
    for (place, value) in places.iter().zip(values) {
        if let Some(place) = all.get_mut(*place).filter(|_| !value.is_empty()) {
            *place = Some(AttributeOrProperty::Attribute(AttrValue::Rc(Rc::from(*value))));
        }
    }
    Attributes::Dynamic { keys: NAMES, values: all.into() }
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

/// What stands where an element may stand or not. An empty list would do, but where a list takes the place of an element
/// Yew asks for keys, which cost 1 KB after brotli.
pub fn nothing() -> Html {
    text("")
}

/// What a visitor can do to an element, and the action it is. Yew can hear events too, for 1.8 KB more after brotli.
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
    /// What an element carries in its attribute `on` to be heard: the event, and the place among what is listened for.
    pub fn listen(self, scene: &Scene) -> String {
        let event = match self {
            Self::Click(_) => "click",
            Self::Choose(..) => "change",
            Self::Write(_) | Self::Contact => "input",
            Self::Submit(_) => "submit",
            Self::Key(_) => "keydown",
        };
        let mut heard = scene.heard.borrow_mut();
        heard.push(self);
        [event, &digits(heard.len() as u64 - 1)].concat()
    }

    /// What is to be done, where `said` is what was written, or the key.
    pub fn action(&self, said: &str) -> Option<Action> {
        match self {
            Self::Click(action) | Self::Submit(action) => Some(action.clone()),
            Self::Choose(at, given) => Some(Action::At(*at, given.clone())),
            Self::Write(at) => Some(Action::At(*at, Given::Text(said.to_owned()))),
            Self::Contact => Some(Action::Contact(said.to_owned())),
            Self::Key(escape) => escape.clone().filter(|_| said == "Escape"),
        }
    }
}
