//! The program that sets two things beside each other, as the reader sees it: loaded when somebody asks for it.

use wasm_bindgen::prelude::*;

use super::chunk::{self, Unavailable};

const CROSS: &str = "goodword-cross";

#[wasm_bindgen]
extern "C" {
    /// Counts of two things.
    type CrossChunk;

    /// The result, and what is shown of it: JSON.
    #[wasm_bindgen(method, catch)]
    fn finish(this: &CrossChunk) -> Result<Option<String>, JsValue>;
}

/// Loads the program where it was not; the figures of counts, both JSON.
pub async fn found(counts: &str) -> Result<Option<String>, Unavailable> {
    let chunk: CrossChunk = chunk::made(CROSS, "Cross", &counts.into()).await.map(JsCast::unchecked_into)?;
    chunk.finish().map_err(|_| Unavailable::Unloaded)
}
