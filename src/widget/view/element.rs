//! Elements, made by plain functions. `html!` would write their making out anew at every place, and a guest pays for each.

use std::rc::Rc;

use goodword_core::json::digits;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

/// Every attribute that an element of ours can have. All of them share this one list, so that Yew compares two elements
/// place by place and its ways to compare attributes by name are not in the binary.
const NAMES: &[&str] = &[
    "on",
    "type",
    "name",
    "class",
    "id",
    "part",
    "popover",
    "role",
    "lang",
    "dir",
    "tabindex",
    "value",
    "min",
    "max",
    "rows",
    "maxlength",
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
    "aria-labelledby",
    "aria-describedby",
    "aria-invalid",
    "aria-required",
    "aria-hidden",
    "aria-haspopup",
    "aria-expanded",
];

/// Names and values of attributes; one whose value is empty is left out.
macro_rules! attributes {
    ($($name:literal: $value:expr),*) => {
        $crate::widget::view::element::set(
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
pub fn set(places: &[usize], values: &[&str]) -> Attributes {
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

/// Nodes beside each other. Where a list is at one time, a list is always: Yew would ask an element in its place for a key,
/// and that is not in the binary.
pub fn list(nodes: Vec<Html>) -> Html {
    VList::with_children(nodes, None).into()
}

/// A text.
pub fn text(text: &str) -> Html {
    VText { text: AttrValue::Rc(Rc::from(text)) }.into()
}

/// The id of an element that belongs to the question at a place.
pub fn id(name: &str, at: usize) -> String {
    [name, &digits(at as u64)].concat()
}

/// What stands where an element may stand or not. An empty list would do, but where a list takes the place of an element
/// Yew asks for keys, which cost 1 KB after brotli.
pub fn nothing() -> Html {
    text("")
}

/// The room between what leads back and what leads on.
pub fn grow() -> Html {
    element("span", attributes!["class": "grow"], vec![])
}
