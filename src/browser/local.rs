//! What this browser keeps for this site: texts under names. Where it keeps nothing, nothing is read and writing does nothing.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The text under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name.
pub fn write(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // A full disk keeps nothing more; what is shown stays until the page is left.
        let _ = storage.set_item(name, text);
    }
}
