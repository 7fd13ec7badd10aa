//! The figures of the browser are the figures of the command line, to the last bit.

use goodword_core::{Columns, Reader, Summary, Zone};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

/// What the native tests say the small file amounts to.
const NATIVE: &str =
    include_str!("../../crates/goodword-core/tests/it/snapshots/it__summary__a_small_file_as_a_whole.snap");

#[wasm_bindgen_test]
fn a_summary_is_the_native_one() {
    let mut columns = Columns::new();
    columns.source("test");
    let mut reader = Reader::new();
    let lines = include_bytes!("../../crates/goodword-core/tests/data/small.ndjson");
    reader.push(lines, &mut |line| columns.read(line));
    reader.finish(&mut |line| columns.read(line));
    columns.dedupe();
    let zone = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200)], 3600);
    let summary = serde_json::to_value(Summary::of(&columns.tally(&zone))).unwrap();
    let native = NATIVE.splitn(3, "---\n").nth(2).unwrap();
    assert_eq!(summary, serde_json::from_str::<Value>(native).unwrap());
}
