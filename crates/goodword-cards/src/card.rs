//! One finding: a sentence, a drawing, the words around it, and the same numbers as a table.

use std::rc::Rc;

use crate::Table;
use crate::chart::Drawing;

/// Draws in so many pixels.
pub type DrawFunction = Rc<dyn Fn(f64) -> Drawing>;

/// What a card shows.
pub struct Card {
    /// Tells it from the others; the class `at-NAME` places it.
    pub name: &'static str,
    /// Tells it from others of its name.
    pub id: String,
    /// What was asked, in few words.
    pub kicker: String,
    /// The figure, large; nothing when there are too few answers.
    pub figure: Option<String>,
    /// The finding.
    pub title: String,
    /// The drawing; nothing when there is nothing to draw.
    pub chart: Option<DrawFunction>,
    /// What else there is to say.
    pub says: Vec<String>,
    /// The numbers.
    pub table: Option<Table>,
}

impl Card {
    /// An empty card.
    pub fn new(name: &'static str, kicker: &str, title: String) -> Self {
        let (id, kicker) = (name.to_owned(), kicker.to_owned());
        Self { name, id, kicker, figure: None, title, chart: None, says: Vec::new(), table: None }
    }
}
