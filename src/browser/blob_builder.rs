//! Bytes kept outside of memory: gathered into Blobs, which a browser may keep on disk, so that any range can be read
//! again.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// Bytes gathered before they become a Blob.
const PART: u32 = 4 << 20;

/// A Blob in the making.
#[derive(Default)]
pub struct BlobBuilder {
    pending: Array,
    pending_bytes: u32,
    blobs: Array,
}

impl BlobBuilder {
    /// Adds bytes at the end. They must not change afterwards.
    pub fn add(&mut self, bytes: &Uint8Array) -> Result<(), JsValue> {
        self.pending.push(bytes);
        self.pending_bytes += bytes.length();
        if self.pending_bytes >= PART { self.settle() } else { Ok(()) }
    }

    fn settle(&mut self) -> Result<(), JsValue> {
        let blob = Blob::new_with_u8_array_sequence(&self.pending)?;
        self.blobs.push(&blob);
        self.pending = Array::new();
        self.pending_bytes = 0;
        Ok(())
    }

    /// All of it, as one Blob.
    pub fn finish(mut self, kind: &str) -> Result<Blob, JsValue> {
        self.settle()?;
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        Blob::new_with_blob_sequence_and_options(&self.blobs, &options)
    }
}
