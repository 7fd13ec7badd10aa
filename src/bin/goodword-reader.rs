//! The `goodword-reader` binary: reads and counts responses away from the page's own thread.

use goodword::browser::message_port::Port;
use goodword::reader::dispatch;
use wasm_bindgen::prelude::*;

/// Listens at `port`: a worker's own global, or one end of a `MessageChannel`.
#[wasm_bindgen]
pub fn start(port: &Port) {
    dispatch::start(port);
}

fn main() {}
