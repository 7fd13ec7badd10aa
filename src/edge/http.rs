//! One POST to the owner's endpoint.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCredentials, RequestInit, RequestRedirect, Response, ResponseType, window,
};

use super::page::now_ms;
use super::promise::before;
use crate::widget::outbox::{Entry, Reply};

/// How long the whole exchange may take, body included.
const TIMEOUT_MS: i32 = 15_000;
/// Above this a browser refuses `keepalive`; all requests of a page share 64 KiB of it.
const KEEPALIVE_BYTES: usize = 60_000;

/// Sends an entry once. With `keepalive` first, so that it outlives the tab; when the browser refuses that, without.
pub async fn post(entry: &Entry) -> Reply {
    let body = entry.body_sent_at(now_ms());
    let keepalive = body.len() <= KEEPALIVE_BYTES;
    match exchange(entry, &body, keepalive).await {
        Err(_) if keepalive => exchange(entry, &body, false).await.unwrap_or(Reply::Nothing),
        reply => reply.unwrap_or(Reply::Nothing),
    }
}

async fn exchange(entry: &Entry, body: &str, keepalive: bool) -> Result<Reply, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let abort = AbortController::new()?;
    let init = init(entry, body, keepalive, &abort)?;
    let work = async {
        let response: Response =
            JsFuture::from(window.fetch_with_str_and_init(&entry.endpoint, &init)).await?.dyn_into()?;
        if response.type_() == ResponseType::Opaqueredirect {
            return Ok(Reply::Redirect);
        }
        let text = JsFuture::from(response.text()?).await?;
        Ok(Reply::Status { status: response.status(), id: id_of(&text) })
    };
    let reply = before(TIMEOUT_MS, work).await;
    abort.abort();
    reply
}

fn init(entry: &Entry, body: &str, keepalive: bool, abort: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = Object::new();
    Reflect::set(&headers, &"content-type".into(), &entry.content_type.header().into())?;
    Reflect::set(&headers, &"accept".into(), &"application/json".into())?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body.into());
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Manual);
    init.set_referrer_policy(ReferrerPolicy::StrictOrigin);
    init.set_signal(Some(&abort.signal()));
    Reflect::set(&init, &"keepalive".into(), &keepalive.into())?;
    Ok(init)
}

/// The string `id` of a JSON body, read by the browser's own parser.
fn id_of(text: &JsValue) -> Option<String> {
    let body = js_sys::JSON::parse(&text.as_string()?).ok()?;
    Reflect::get(&body, &"id".into()).ok()?.as_string()
}
