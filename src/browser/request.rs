//! One request to a server of the page's own choice.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Headers, RequestInit, RequestRedirect, Response};

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The mark of the state that it tells of.
    pub etag: Option<String>,
    /// The body as text.
    pub body: String,
}

/// Sends a request and tells what came back; nothing where nobody answered. A redirect is not followed.
pub fn send(
    method: &str,
    address: &str,
    headers: &[(&str, String)],
    body: Option<&str>,
    hear: impl FnOnce(Option<Reply>) + 'static,
) {
    let options = RequestInit::new();
    options.set_method(method);
    options.set_redirect(RequestRedirect::Manual);
    options.set_cache(web_sys::RequestCache::NoStore);
    if let Some(body) = body {
        options.set_body(&body.into());
    }
    if let Ok(all) = Headers::new() {
        for (name, value) in headers {
            // What no header can hold is refused by the browser; the server answers as if it were not there.
            let _ = all.set(name, value);
        }
        options.set_headers(&all);
    }
    let address = address.to_owned();
    spawn_local(async move { hear(reply(&address, &options).await.ok()) });
}

async fn reply(address: &str, options: &RequestInit) -> Result<Reply, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(address, options)).await?.unchecked_into();
    let body = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Reply { status: response.status(), etag: response.headers().get("etag").ok().flatten(), body })
}
