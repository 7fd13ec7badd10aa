//! What this browser keeps for this site: texts under names. Where it keeps nothing, nothing is read and writing does nothing.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The text under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name, and says whether it is kept: a full disk keeps nothing more; what is shown stays until the page
/// is left.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Calls `hear` with what another tab has written under a name, for as long as the answer is kept.
#[must_use]
pub fn on_change(name: &'static str, hear: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let event: &StorageEvent = event.unchecked_ref();
        if let Some(text) = event.new_value().filter(|_| event.key().as_deref() == Some(name)) {
            hear(text);
        }
    }))
}
