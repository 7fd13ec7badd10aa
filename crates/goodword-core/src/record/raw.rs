//! What stands in a line, not taken apart yet.

/// A value of an owner's field or question, as it is written.
#[derive(Debug, Clone, Copy)]
pub enum Raw<'a> {
    /// With its quotation marks, and whether nothing between them is escaped.
    Text(&'a str, bool),
    /// A list of texts.
    List(&'a str),
    /// `true` or `false`.
    Truth(bool),
    /// A number.
    Number(&'a str),
}
