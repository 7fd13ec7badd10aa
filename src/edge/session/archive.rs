//! What was read, ready to be read again.

use goodword_core::{Columns, Recommend, Response, Zone};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::edge::spool::Spool;
use crate::results::message::Comment;
use crate::results::newest::newest;
use crate::results::window::windows;

/// Comments that are handed over at once.
pub const PAGE: usize = 20;
/// Bytes that are read again at once.
const WINDOW: u64 = 4 << 20;

/// The rows of a reading and the sources they stand in.
pub struct Archive {
    /// One row per response.
    pub columns: Columns,
    /// The bytes of each source, in the order in which they were read.
    pub sources: Vec<Blob>,
    /// The zone that days are counted by.
    pub zone: Zone,
}

impl Archive {
    /// The next comments behind the newest `after`.
    pub async fn comments(&self, after: usize) -> Result<Vec<Comment>, JsValue> {
        let rows = newest(self.columns.winners().filter(|row| row.has_comment), after, PAGE);
        let mut comments = Vec::with_capacity(rows.len());
        for row in rows {
            let bytes = self.bytes(row.source, row.offset, row.offset + u64::from(row.len)).await?;
            comments.extend(self.comment(&bytes.to_vec()));
        }
        Ok(comments)
    }

    fn comment(&self, line: &[u8]) -> Option<Comment> {
        let response = Response::parse(std::str::from_utf8(line).ok()?).ok()?;
        let answers = response.answers;
        Some(Comment {
            day: self.zone.day(response.submitted_at.unix_ms()),
            text: answers.comment?.as_str().to_owned(),
            recommend: answers.recommend.map(Recommend::score),
            promise: answers.promise,
        })
    }

    /// The responses that count as one JSON array, each as it was written.
    pub async fn responses(&self) -> Result<Blob, JsValue> {
        let (mut spool, mut before) = (Spool::default(), "[\n");
        for window in windows(self.columns.winners(), WINDOW) {
            let bytes = self.bytes(window.source, window.start, window.end).await?.to_vec();
            let mut text = Vec::with_capacity(bytes.len() + 2 * window.rows.len());
            for line in window.lines(&bytes) {
                text.extend_from_slice(before.as_bytes());
                text.extend_from_slice(line);
                before = ",\n";
            }
            spool.add(&Uint8Array::from(text.as_slice()))?;
        }
        let end = if before == "[\n" { "[]\n" } else { "\n]\n" };
        spool.add(&Uint8Array::from(end.as_bytes()))?;
        spool.finish("application/json")
    }

    #[allow(clippy::cast_precision_loss, reason = "offsets are below 2^53")]
    async fn bytes(&self, source: usize, start: u64, end: u64) -> Result<Uint8Array, JsValue> {
        let source = self.sources.get(source).ok_or(JsValue::UNDEFINED)?;
        let slice = source.slice_with_f64_and_f64(start as f64, end as f64)?;
        JsFuture::from(slice.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer))
    }
}
