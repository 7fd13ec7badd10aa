//! Where the elements of a JSON array begin and end, without judging what is in them.

use memchr::memchr2;

/// What a byte does.
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

/// Where a byte stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// In the array, outside of a text.
    #[default]
    Plain,
    /// In a text.
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
    place: Place,
}

impl Scan {
    /// Passes one byte. A closing bracket of the wrong kind closes all the same: one broken element stays one.
    pub fn step(&mut self, byte: u8) -> Step {
        match (self.place, byte) {
            (Place::After, byte) if super::is_blank(byte) => {}
            (Place::After, _) => {
                self.place = Place::Followed;
                return Step::Follows;
            }
            (Place::Escape, _) | (Place::Plain, b'"') => self.place = Place::Text,
            (Place::Text, b'\\') => self.place = Place::Escape,
            (Place::Text, b'"') => self.place = Place::Plain,
            (Place::Plain, b'{' | b'[') => self.depth = self.depth.saturating_add(1),
            (Place::Plain, b'}' | b']') if self.depth > 0 => self.depth -= 1,
            (Place::Plain, b',') if self.depth == 0 => return Step::Next,
            (Place::Plain, b']') => {
                self.place = Place::After;
                return Step::Close;
            }
            (Place::Plain | Place::Text | Place::Followed, _) => {}
        }
        Step::On
    }

    /// How many of the bytes to come change nothing: in a text, those before its end or the next escape.
    pub fn dull(self, rest: &[u8]) -> usize {
        match self.place {
            Place::Text => memchr2(b'"', b'\\', rest).unwrap_or(rest.len()),
            _ => 0,
        }
    }

    /// Whether the closing bracket has passed.
    pub fn closed(self) -> bool {
        matches!(self.place, Place::After | Place::Followed)
    }

    /// Whether no element is open.
    pub fn is_between(self) -> bool {
        self.depth == 0 && self.place == Place::Plain
    }
}
