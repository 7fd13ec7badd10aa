//! The `goodword-cross` binary: figures of any two things beside each other, for the reader, which loads it when that is asked
//! for.

use wasm_bindgen::prelude::*;

/// Counts of two things.
#[wasm_bindgen]
pub struct Cross(String);

#[wasm_bindgen]
impl Cross {
    /// Of counts as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(counts: String) -> Self {
        Self(counts)
    }

    /// The result, and what the view shows of it: JSON.
    pub fn finish(&self) -> Option<String> {
        goodword::cross::found(&self.0)
    }
}

fn main() {}
