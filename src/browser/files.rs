//! Files that were chosen or dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
pub use web_sys::File;
use web_sys::{DragEvent, Event, FileList, HtmlInputElement, Node};

/// The files of a file input's `change` event. The input is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = list(input.files());
    input.set_value("");
    files
}

/// The files of a `drop` event.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    list(event.data_transfer().and_then(|carried| carried.files()))
}

/// Whether what is dragged holds files.
pub fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|carried| carried.types().iter().any(|kind| kind == "Files"))
}

/// Tells the text of a file; an empty one where it cannot be read.
pub fn text(file: &File, hear: impl FnOnce(String) + 'static) {
    let text = file.text();
    spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        hear(text.unwrap_or_default());
    });
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|at| files.get(at)).collect())
}

/// Whether what is dragged has left the element that listens, rather than one of its children.
pub fn left(event: &DragEvent) -> bool {
    let listens = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let entered = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    !listens.is_some_and(|listens| entered.is_some_and(|entered| listens.contains(Some(&entered))))
}
