//! Bytes to a file of the reader's choice, through an `<a download>`.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a browser may take to begin saving, in milliseconds, before the address is given up.
const GRACE_MS: u32 = 60_000;

/// A Blob of text of this media type.
pub fn text(text: &str, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()
}

/// Offers `blob` as a file called `name`.
pub fn save(blob: &Blob, name: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(anchor) = document.create_element("a").map(JsCast::unchecked_into::<HtmlAnchorElement>) else { return };
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    gloo::timers::callback::Timeout::new(GRACE_MS, move || drop(Url::revoke_object_url(&address))).forget();
}
