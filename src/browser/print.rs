//! Paper.

use gloo::events::EventListener;

/// Opens the browser's print dialog.
pub fn page() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Calls `hear` before the page is printed, with `true`, and after, for as long as the answer is kept.
#[must_use]
pub fn listen(hear: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listener = |name: &'static str, printing| {
        let hear = hear.clone();
        EventListener::new(&window, name, move |_| hear(printing))
    };
    vec![listener("beforeprint", true), listener("afterprint", false)]
}
