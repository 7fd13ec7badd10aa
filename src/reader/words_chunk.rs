//! The program that counts the words of comments, as the reader sees it: loaded when somebody asks what comments say.

use wasm_bindgen::prelude::*;

use super::chunk::{self, Unavailable};

const WORDS: &str = "goodword-words";

#[wasm_bindgen]
extern "C" {
    /// The comments of two groups.
    pub type WordsChunk;

    #[wasm_bindgen(method, catch)]
    pub fn leave_out(this: &WordsChunk, comments: u32) -> Result<(), JsValue>;
    /// Lines of one of the groups: the numbers of their rows, the length of each, and all of them.
    #[wasm_bindgen(method, catch)]
    pub fn push(this: &WordsChunk, second: bool, rows: &[u32], lengths: &[u32], text: &[u8]) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn begin(this: &WordsChunk, a: &str, b: &str) -> Result<(), JsValue>;
    /// Counts so many more; whether there are more.
    #[wasm_bindgen(method, catch)]
    pub fn count(this: &WordsChunk, comments: u32) -> Result<bool, JsValue>;
    /// The rows of the comments that were drawn.
    #[wasm_bindgen(method, catch)]
    pub fn drawn(this: &WordsChunk) -> Result<Vec<u32>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn fill(this: &WordsChunk, row: u32, line: &str) -> Result<(), JsValue>;
    /// The result, and what is shown of it: JSON.
    #[wasm_bindgen(method, catch)]
    pub fn finish(this: &WordsChunk) -> Result<Option<String>, JsValue>;
}

/// Loads the program where it was not, and begins with no comments.
pub async fn begin(seed: u32) -> Result<WordsChunk, Unavailable> {
    chunk::made(WORDS, "Words", &seed.into()).await.map(JsCast::unchecked_into)
}
