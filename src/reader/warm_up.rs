//! A reading of nobody's, while nobody waits: a browser compiles a function when it is first called, and compiling those that
//! read a file takes longer than they take for a small one.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageChannel};

use super::protocol::{Envelope, Origin, Request};
use super::sample;
use super::selection::Options;
use crate::browser::message_port::Port;
use crate::browser::time_zone;

/// What was asked before the reader listened comes first: it is told in a few milliseconds.
pub const LATER_MS: i32 = 30;

/// The reading of a file as one that is given: where nobody hears what was found, what is asked, and the file beside it.
pub fn reading() -> Result<(Port, Envelope<Request>, JsValue), JsValue> {
    let nobody: Port = MessageChannel::new()?.port1().unchecked_into();
    let text = Array::of1(&sample::responses().into());
    let file = File::new_with_str_sequence(&text, "made-up.ndjson")?;
    let body = Request::Read {
        origin: Origin::Files,
        zone: time_zone::here(),
        survey: None,
        definition: None,
        selection: Options::default(),
    };
    Ok((nobody, Envelope { job: 0, body }, Array::of1(&file).into()))
}
