//! The page on paper.

/// Asks the browser to print it.
pub fn page() {
    if let Some(window) = web_sys::window() {
        // Where printing is not allowed, nothing happens.
        let _ = window.print();
    }
}
