//! What the fields hold that are checked and not counted: the limits of [`Response::parse`](crate::Response::parse),
//! as a table.

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// A text of 1 to so many characters.
    Text(usize),
    /// A whole number in a range.
    Whole(u64, u64),
    /// A time.
    Time,
    /// `true` or `false`.
    Truth,
    /// An object of these fields, and others that are dropped.
    Strict(&'static [(&'static str, Rule)]),
}

/// What the widget says of itself.
pub const CLIENT: Rule = Rule::Strict(&[("lost", Rule::Whole(0, COUNT)), ("refused", Rule::Whole(0, COUNT))]);

const COUNT: u64 = 0xffff_ffff;
