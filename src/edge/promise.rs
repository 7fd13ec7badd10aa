//! Browser requests as futures.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Waits until one of two callbacks runs.
pub async fn settled(register: impl FnOnce(&Function, &Function)) -> Result<JsValue, JsValue> {
    let mut register = Some(register);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(register) = register.take() {
            register(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await
}

/// The result of `work`, or an error after `ms` milliseconds.
pub async fn before<T>(ms: i32, work: impl Future<Output = Result<T, JsValue>>) -> Result<T, JsValue> {
    let late = settled(|_, reject| {
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(reject, ms);
        }
    });
    let (mut work, mut late) = (pin!(work), pin!(late));
    poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Pending => late.as_mut().poll(context).map(|late| Err(late.err().unwrap_or_default())),
        ready @ Poll::Ready(_) => ready,
    })
    .await
}

/// Starts work that nobody waits for.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
