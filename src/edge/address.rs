//! Addresses as the page would resolve them.

use web_sys::{Url, window};

use crate::results::address::Address;

/// Takes an address apart. Nothing when it is none.
pub fn resolve(text: &str) -> Option<Address> {
    let window = window()?;
    let base = window.document()?.base_uri().ok()??;
    let url = Url::new_with_base(text, &base).ok()?;
    let same_origin = window.location().origin().is_ok_and(|origin| origin == url.origin());
    Some(Address { href: url.href(), protocol: url.protocol(), hostname: url.hostname(), same_origin })
}
