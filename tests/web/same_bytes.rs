//! Two hundred Summaries by chance, and one of real counts, are the command line's to the byte.

use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../../crates/goodword-core/tests/random_tallies.rs"]
mod random_tallies;

#[wasm_bindgen_test]
fn summaries_are_the_native_ones_to_the_byte() {
    assert_eq!(random_tallies::fingerprint(), random_tallies::FINGERPRINT);
}
