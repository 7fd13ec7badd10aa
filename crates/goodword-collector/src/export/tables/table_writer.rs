//! What a table is written by.

use anyhow::Result;

/// Takes rows, one after another.
pub trait TableWriter {
    /// A cell for each column; `None` is absent.
    fn row(&mut self, cells: Vec<Option<String>>) -> Result<()>;
    /// Writes what is held, and the end.
    fn finish(self: Box<Self>) -> Result<()>;
}
