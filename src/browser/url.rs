//! A URL, taken apart by the browser.

/// An absolute URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// The whole of it.
    pub href: String,
    /// With its colon: `https:`.
    pub protocol: String,
    /// Without the port.
    pub hostname: String,
}
