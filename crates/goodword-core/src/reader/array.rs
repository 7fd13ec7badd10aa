//! Where the elements of a JSON array begin and end, without judging what is in them.

use memchr::memchr2;

use super::piece::is_blank;

/// What a byte of an array ends, if anything.
pub enum Step {
    /// It belongs to an element, or to the blank space after the array.
    On,
    /// The comma after an element.
    Next,
    /// The closing bracket of the array.
    Close,
    /// The first byte that follows the closing bracket and is not blank.
    Follows,
}

/// Where the next byte stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Position {
    /// In the array, outside of a text.
    #[default]
    Plain,
    /// Between the quotes of a text.
    Text,
    /// In a text, behind a backslash.
    Escape,
    /// Behind the closing bracket.
    After,
    /// Behind something that follows it.
    Followed,
}

/// The state between two bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scan {
    depth: u64,
    position: Position,
}

impl Scan {
    /// Passes one byte. A closing bracket of the wrong kind closes all the same: one broken element stays one.
    pub fn step(&mut self, byte: u8) -> Step {
        match (self.position, byte) {
            (Position::After, byte) if is_blank(byte) => {}
            (Position::After, _) => {
                self.position = Position::Followed;
                return Step::Follows;
            }
            (Position::Escape, _) | (Position::Plain, b'"') => self.position = Position::Text,
            (Position::Text, b'\\') => self.position = Position::Escape,
            (Position::Text, b'"') => self.position = Position::Plain,
            (Position::Plain, b'{' | b'[') => self.depth = self.depth.saturating_add(1),
            (Position::Plain, b'}' | b']') if self.depth > 0 => self.depth -= 1,
            (Position::Plain, b',') if self.depth == 0 => return Step::Next,
            (Position::Plain, b']') => {
                self.position = Position::After;
                return Step::Close;
            }
            (Position::Plain | Position::Text | Position::Followed, _) => {}
        }
        Step::On
    }

    /// How many of the bytes to come change nothing: in a text, those before its end or the next escape.
    pub fn dull(self, rest: &[u8]) -> usize {
        match self.position {
            Position::Text => memchr2(b'"', b'\\', rest).unwrap_or(rest.len()),
            _ => 0,
        }
    }

    /// Whether the closing bracket has passed.
    pub fn closed(self) -> bool {
        matches!(self.position, Position::After | Position::Followed)
    }

    /// Whether no element is open.
    pub fn is_between(self) -> bool {
        self.depth == 0 && self.position == Position::Plain
    }
}
