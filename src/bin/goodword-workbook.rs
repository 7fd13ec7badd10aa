//! The `goodword-workbook` binary: workbooks (XLSX) as the CSV that they would be saved as, for the reader, which loads it for such files
//! alone.

use goodword_tables::{Pieces, Table};
use wasm_bindgen::prelude::*;

/// One table on its way in.
#[wasm_bindgen]
pub struct Import {
    notes: String,
    pieces: Pieces,
}

#[wasm_bindgen]
impl Import {
    /// Opens a whole file. Throws why it cannot be read, with no words where it is something else.
    #[allow(clippy::needless_pass_by_value, reason = "JavaScript hands over what it hands over")]
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Self, JsValue> {
        let table = Table::workbook(&bytes).map_err(JsValue::from)?;
        Ok(Self { notes: table.notes().join("\n"), pieces: table.pieces() })
    }

    /// How it is read, a sentence on each line.
    pub fn notes(&self) -> String {
        self.notes.clone()
    }

    /// The next bytes of its CSV; none behind the last.
    pub fn piece(&mut self) -> Result<Vec<u8>, JsValue> {
        let piece = self.pieces.next().transpose().map_err(JsValue::from)?;
        Ok(piece.map(|piece| piece.to_vec()).unwrap_or_default())
    }
}

fn main() {}
