//! The `goodword-words` binary: counts what sets the comments of two groups apart, for the reader, which loads it when that is
//! asked for.

use goodword::keyness::CommentKeyness;
use goodword_core::keyness::Side;
use wasm_bindgen::prelude::*;

/// The comments of two groups.
#[wasm_bindgen]
pub struct Words(Option<CommentKeyness>);

#[wasm_bindgen]
impl Words {
    /// None yet; the same comments are drawn for the same `seed`.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32) -> Self {
        Self(Some(CommentKeyness::new(seed.into())))
    }

    /// Counts comments that belong to both groups.
    pub fn leave_out(&mut self, comments: u32) {
        self.change(|keyness| keyness.leave_out(comments.into()));
    }

    /// Takes lines of the first group, or of the second: the numbers of their rows, the length of each, and all of them.
    pub fn push(&mut self, second: bool, rows: &[u32], lengths: &[u32], text: &[u8]) {
        let text = std::str::from_utf8(text).unwrap_or_default();
        self.change(|keyness| keyness.push(if second { Side::B } else { Side::A }, rows, lengths, text));
    }

    /// Begins to count, by the names of the groups.
    pub fn begin(&mut self, a: &str, b: &str) {
        self.change(|keyness| keyness.begin(a, b));
    }

    /// Counts so many more; whether there are more.
    pub fn count(&mut self, comments: usize) -> bool {
        self.0.as_mut().is_some_and(|keyness| keyness.count(comments))
    }

    /// The rows of the comments that were drawn.
    pub fn drawn(&mut self) -> Vec<u32> {
        let Some((keyness, rows)) = self.0.take().map(CommentKeyness::drawn) else { return Vec::new() };
        self.0 = Some(keyness);
        rows
    }

    /// Takes the line of one of them.
    pub fn fill(&mut self, row: u32, line: &str) {
        self.change(|keyness| keyness.fill(row, line));
    }

    /// The result, and what the view shows of it: JSON.
    pub fn finish(&mut self) -> Option<String> {
        let found = self.0.take().and_then(CommentKeyness::finish);
        found.and_then(|found| serde_json::to_string(&found).ok())
    }

    fn change(&mut self, change: impl FnOnce(&mut CommentKeyness)) {
        if let Some(keyness) = &mut self.0 {
            change(keyness);
        }
    }
}

fn main() {}
