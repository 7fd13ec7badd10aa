//! Bytes as they come, from a Blob or from an address.

use std::cell::RefCell;
use std::collections::VecDeque;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Headers, MessageChannel, ReadableStream, ReadableStreamDefaultReader, RequestInit, Response};

use super::failure::Failure;
use super::gunzip::{Gunzip, PIECE};
use super::protocol::Token;

#[wasm_bindgen]
extern "C" {
    /// The one of a window or of a worker.
    fn fetch(address: &str, init: &RequestInit) -> Promise;
}

/// Chunks, one after the other. What was not read is cancelled when this is dropped.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
    /// Bytes there are, where the source says so.
    pub total: Option<u64>,
    packed: Option<RefCell<Packed>>,
    /// What was looked at and is still to be read.
    ahead: RefCell<VecDeque<Uint8Array>>,
}

/// What is unpacked as it comes, and what has come and was not unpacked yet.
#[derive(Default)]
struct Packed {
    unpacking: Gunzip,
    rest: Uint8Array,
}

impl Stream {
    /// Starts reading.
    pub fn new(stream: &ReadableStream, total: Option<u64>) -> Result<Self, JsValue> {
        let reader = ReadableStreamDefaultReader::new(stream)?;
        Ok(Self { reader, total, packed: None, ahead: RefCell::default() })
    }

    /// Starts reading what is compressed by gzip.
    pub fn unpacked(stream: &ReadableStream) -> Result<Self, JsValue> {
        let mut unpacked = Self::new(stream, None)?;
        unpacked.packed = Some(RefCell::default());
        Ok(unpacked)
    }

    /// The first bytes, `most` of them where there are so many; they are still to be read.
    pub async fn peek(&self, most: usize) -> Result<Vec<u8>, JsValue> {
        let (mut seen, mut head) = (Vec::new(), Vec::new());
        let end = loop {
            if head.len() >= most {
                break Ok(head);
            }
            match self.next().await {
                Ok(Some(chunk)) => {
                    head.extend(chunk.to_vec());
                    seen.push(chunk);
                }
                Ok(None) => break Ok(head),
                Err(error) => break Err(error),
            }
        };
        self.ahead.borrow_mut().extend(seen);
        end
    }

    /// The next chunk, or nothing at the end.
    pub async fn next(&self) -> Result<Option<Uint8Array>, JsValue> {
        let ahead = self.ahead.borrow_mut().pop_front();
        if ahead.is_some() {
            return Ok(ahead);
        }
        let Some(packed) = &self.packed else { return self.step().await };
        loop {
            let rest = packed.borrow().rest.clone();
            let rest = if rest.length() > 0 { Some(rest) } else { self.step().await? };
            let packed = &mut *packed.borrow_mut();
            let unpacked = match &rest {
                Some(rest) => {
                    packed.rest = rest.subarray(PIECE.min(rest.length()), rest.length());
                    packed.unpacking.take(&rest.subarray(0, PIECE.min(rest.length())).to_vec())
                }
                None => packed.unpacking.finish(),
            };
            let unpacked = unpacked.map_err(|_| JsValue::UNDEFINED)?;
            if !unpacked.is_empty() || rest.is_none() {
                return Ok((!unpacked.is_empty()).then(|| Uint8Array::from(&*unpacked)));
            }
        }
    }

    async fn step(&self) -> Result<Option<Uint8Array>, JsValue> {
        let step = JsFuture::from(self.reader.read()).await?;
        if Reflect::get(&step, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        Ok(Some(Reflect::get(&step, &"value".into())?.unchecked_into()))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // Refused when the stream has failed, which changes nothing and must not be reported as an error.
        drop(JsFuture::from(self.reader.cancel()));
    }
}

/// Asks for what stands at an address.
pub async fn open(url: &str, token: Option<&Token>) -> Result<Stream, Failure> {
    let response = request(url, token).await.map_err(|_| Failure::Network)?;
    if let Some(failure) = Failure::of_status(response.status(), token.is_some()) {
        return Err(failure);
    }
    let header = |name| response.headers().get(name).ok().flatten();
    if header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        return Err(Failure::Page(super::failure::SourceKind::Address));
    }
    // Of a compressed answer the length says nothing about what comes out.
    let whole = header("content-encoding").is_none();
    let total = header("content-length").filter(|_| whole).and_then(|length| length.parse().ok());
    let body = response.body().ok_or(Failure::Network)?;
    let packed = header("content-type").is_some_and(|kind| kind.contains("gzip")) || is_packed_name(url);
    if packed && whole {
        return Stream::unpacked(&body).map_err(|_| Failure::Packed);
    }
    Stream::new(&body, total).map_err(|_| Failure::Network)
}

fn is_packed_name(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("gz"))
}

/// The text that stands at an address.
pub async fn text(url: &str, token: Option<&Token>) -> Result<String, JsValue> {
    let response = request(url, token).await?;
    if !response.ok() {
        return Err(JsValue::UNDEFINED);
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::UNDEFINED)
}

/// The first bytes of a file: they say what it is, whatever it is called.
pub async fn start(file: &Blob) -> Vec<u8> {
    let Ok(start) = file.slice_with_i32_and_i32(0, 64) else { return Vec::new() };
    let start = JsFuture::from(start.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer).to_vec());
    start.unwrap_or_default()
}

/// Whether these begin a file that is compressed by gzip (RFC 1952).
pub fn is_packed(start: &[u8]) -> bool {
    start.starts_with(&[0x1f, 0x8b])
}

/// Changes what stands at an address; the status of the answer.
pub async fn patch(url: &str, token: Option<&Token>, body: &str) -> Result<u16, JsValue> {
    let (init, headers) = ask(token)?;
    headers.set("content-type", "application/json")?;
    init.set_method("PATCH");
    init.set_body(&body.into());
    let response = JsFuture::from(fetch(url, &init)).await?;
    Ok(response.unchecked_into::<Response>().status())
}

async fn request(url: &str, token: Option<&Token>) -> Result<Response, JsValue> {
    let (init, _) = ask(token)?;
    JsFuture::from(fetch(url, &init)).await.map(JsCast::unchecked_into)
}

fn ask(token: Option<&Token>) -> Result<(RequestInit, Headers), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/x-ndjson, application/json")?;
    if let Some(token) = token {
        headers.set("authorization", &token.bearer())?;
    }
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
    Ok((init, headers))
}

/// Gives up a chunk's memory at once, by sending it to a port that is closed. Waiting for the collector instead holds
/// hundreds of megabytes while a large file is read.
pub fn free(chunk: &Uint8Array) {
    let Ok(channel) = MessageChannel::new() else { return };
    channel.port2().close();
    let _ = channel.port1().post_message_with_transferable(&JsValue::NULL, &Array::of1(&chunk.buffer()));
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(work: &Function, ms: i32);
}

/// Lets the browser do what else it has to do.
pub async fn breathe() {
    wait(0).await;
}

/// Waits so many milliseconds.
pub async fn wait(ms: i32) {
    let pause = Promise::new(&mut |resolve, _| set_timeout(&resolve, ms));
    // A timeout does not fail.
    let _ = JsFuture::from(pause).await;
}
