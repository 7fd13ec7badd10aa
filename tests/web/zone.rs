//! Time zones, as the browser tells them.

use goodword::browser::time_zone;
use wasm_bindgen_test::wasm_bindgen_test;

#[track_caller]
fn check(name: &str, unix_s: i64, east_s: i32) {
    let zone = time_zone::named(name).unwrap();
    assert_eq!(zone.offset(unix_s * 1000), east_s, "{name} at {unix_s}");
}

#[wasm_bindgen_test]
fn offsets_change_in_the_second_they_change() {
    // 2026-03-29 01:00 UTC: clocks in Berlin go forward.
    check("Europe/Berlin", 1_774_746_000 - 1, 3600);
    check("Europe/Berlin", 1_774_746_000, 7200);
    // 2026-11-01 06:00 UTC: clocks in New York go back.
    check("America/New_York", 1_793_512_800 - 1, -4 * 3600);
    check("America/New_York", 1_793_512_800, -5 * 3600);
    check("Asia/Kolkata", 0, 19_800);
    check("UTC", 1_774_746_000, 0);
}

#[wasm_bindgen_test]
fn a_zone_that_is_none_is_nothing() {
    assert!(time_zone::named("Mars/Olympus").is_none());
    assert!(time_zone::named("").is_none());
    assert!(time_zone::named(&time_zone::here()).is_some(), "the browser knows its own zone");
}
