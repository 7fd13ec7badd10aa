//! The `goodword-reader` binary: reads and counts responses away from the page's own thread.

use goodword::edge::{port::Port, session};
use wasm_bindgen::prelude::*;

/// Listens at `port`: a worker's own global, or one end of a `MessageChannel`.
#[wasm_bindgen]
pub fn start(port: &Port) {
    session::start(port);
}

fn main() {}
