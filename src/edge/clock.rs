//! Clocks and random bytes.

use web_sys::window;

/// The visitor's clock, in Unix milliseconds.
pub fn now_ms() -> u64 {
    whole(js_sys::Date::now())
}

/// Milliseconds since the page began to load; never runs backwards.
pub fn page_ms() -> u64 {
    whole(window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now()))
}

/// Ten random bytes, from the browser's cryptographic source.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // A refusal leaves zeros; the time in the id then still tells responses apart.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clocks fit, and `as` saturates")]
fn whole(ms: f64) -> u64 {
    ms as u64
}
