//! How wide an element is, whenever that changes.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, ResizeObserver, ResizeObserverEntry};

/// Watches for as long as it is kept.
pub struct ResizeWatch {
    observer: ResizeObserver,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells the width of `node` in pixels, now and whenever it changes.
pub fn width(node: Option<Node>, tell: impl Fn(f64) + 'static) -> Option<ResizeWatch> {
    let element: Element = node?.dyn_into().ok()?;
    let heard = Closure::new(move |entries: Array| {
        if let Some(entry) = entries.iter().last() {
            tell(entry.unchecked_into::<ResizeObserverEntry>().content_rect().width());
        }
    });
    let observer = ResizeObserver::new(heard.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(ResizeWatch { observer, _heard: heard })
}
