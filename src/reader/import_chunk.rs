//! The programs that read what is not ours, as the reader sees them. Each is loaded with the first file that needs it.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

pub use super::chunk::Unavailable;
use super::chunk::made;

/// What reads other programs' rows. The files of all of them stand beside the reader's own.
const IMPORT: &str = "goodword-import";
/// What makes a CSV of a table in a binary format.
pub const WORKBOOK: &str = "goodword-workbook";
pub const PARQUET: &str = "goodword-parquet";
/// What each of them exports.
const CLASS: &str = "Import";

#[wasm_bindgen]
extern "C" {
    /// One file on its way in.
    #[derive(Clone)]
    pub type ImportChunk;

    /// Whose a file is that begins so: 0 ours, 1 nobody's who is known, 2 to be read by it.
    #[wasm_bindgen(method, catch)]
    pub fn start(this: &ImportChunk, head: &Uint8Array) -> Result<u8, JsValue>;
    /// Looks through the next bytes.
    #[wasm_bindgen(method, catch)]
    pub fn look(this: &ImportChunk, bytes: &Uint8Array) -> Result<(), JsValue>;
    /// Whether it has to be looked through once more.
    #[wasm_bindgen(method, catch)]
    pub fn looked(this: &ImportChunk) -> Result<bool, JsValue>;
    /// Makes ready to read, or to ask: JSON.
    #[wasm_bindgen(method, catch)]
    pub fn begin(this: &ImportChunk, ask: bool) -> Result<String, JsValue>;
    /// The next bytes as lines of NDJSON.
    #[wasm_bindgen(method, catch)]
    pub fn convert(this: &ImportChunk, bytes: &Uint8Array) -> Result<Uint8Array, JsValue>;
    /// The last lines and what became of the rows, as JSON.
    #[wasm_bindgen(method, catch)]
    pub fn finish(this: &ImportChunk) -> Result<Option<String>, JsValue>;
    /// What the dialog shows after a change, as JSON.
    #[wasm_bindgen(method, catch)]
    pub fn edit(this: &ImportChunk, edit: &str) -> Result<Option<String>, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// One table in a binary format on its way in.
    pub type TableChunk;

    /// How it is read, a sentence on each line.
    #[wasm_bindgen(method, catch)]
    pub fn notes(this: &TableChunk) -> Result<String, JsValue>;
    /// The next bytes of its CSV; none behind the last.
    #[wasm_bindgen(method, catch)]
    pub fn piece(this: &TableChunk) -> Result<Uint8Array, JsValue>;
}

/// Loads the program where it was not, and begins a file, read by `mapping` where one is given.
pub async fn begin(mapping: Option<&str>) -> Result<ImportChunk, Unavailable> {
    let mapping = mapping.map_or(JsValue::UNDEFINED, JsValue::from);
    made(IMPORT, CLASS, &mapping).await.map(JsCast::unchecked_into)
}

/// Opens a whole table by the program of that name.
pub async fn open(program: &str, bytes: &Uint8Array) -> Result<TableChunk, Unavailable> {
    made(program, CLASS, bytes).await.map(JsCast::unchecked_into)
}
