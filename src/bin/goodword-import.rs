//! The `goodword-import` binary: reads what other programs wrote, for the reader, which loads it for such files alone.

use goodword::browser::time_zone;
use goodword::importer::Importer;
use goodword_core::import::Start;
use wasm_bindgen::prelude::*;

/// One file on its way in.
#[wasm_bindgen]
pub struct Import(Importer);

#[wasm_bindgen]
impl Import {
    /// For a file that is read by a mapping, where one is given. Throws why that is none.
    #[allow(clippy::needless_pass_by_value, reason = "JavaScript hands over what it hands over")]
    #[wasm_bindgen(constructor)]
    pub fn new(mapping: Option<String>) -> Result<Self, JsValue> {
        Importer::new(mapping.as_deref()).map(Self).map_err(JsValue::from)
    }

    /// Whose a file is that begins so: 0 ours, 1 nobody's who is known, 2 to be read here.
    pub fn start(&self, head: &[u8]) -> u8 {
        match self.0.start(head) {
            Start::Ours => 0,
            Start::Unknown => 1,
            Start::Foreign => 2,
        }
    }

    /// Looks through the next bytes.
    pub fn look(&mut self, bytes: &[u8]) {
        self.0.look(bytes);
    }

    /// Says that the file has ended; whether it has to be looked through once more.
    pub fn looked(&mut self) -> bool {
        self.0.looked()
    }

    /// Makes ready to read, or to ask: JSON.
    pub fn begin(&mut self, ask: bool) -> String {
        json(&self.0.begin(ask, &time_zone::named))
    }

    /// The next bytes as lines of NDJSON.
    pub fn convert(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.convert(bytes).into_bytes()
    }

    /// Ends the file: its last lines and what became of its rows, as JSON. Nothing where it changed while it was read.
    pub fn finish(&mut self) -> Option<String> {
        self.0.finish().map(|finished| json(&finished))
    }

    /// What the dialog shows after a change, as JSON.
    pub fn edit(&mut self, edit: &str) -> Option<String> {
        self.0.edit(edit, &time_zone::named)
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn main() {}
