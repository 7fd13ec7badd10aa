//! One end of a conversation: a Worker, a worker's own global, or a `MessagePort`.

use js_sys::{Array, Function};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

#[wasm_bindgen]
extern "C" {
    /// Whatever has `postMessage` and `onmessage`.
    #[derive(Debug, Clone)]
    pub type Port;

    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &Port, message: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &Port, listener: Option<&Function>);
}

impl Port {
    /// Sends a sentence as JSON text and, beside it, what JSON cannot hold.
    pub fn send<T: Serialize>(&self, sentence: &T, beside: &JsValue) {
        let Ok(text) = serde_json::to_string(sentence) else { return };
        // A port that is closed has no one left to tell.
        let _ = self.post_message(&Array::of2(&text.into(), beside));
    }

    /// Calls `hear` with every sentence that comes, until the returned value is dropped.
    #[must_use]
    pub fn listen<T: DeserializeOwned + 'static>(&self, mut hear: impl FnMut(T, JsValue) + 'static) -> Listening {
        let listener = Closure::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let text = message.get(0).as_string().unwrap_or_default();
            if let Ok(sentence) = serde_json::from_str(&text) {
                hear(sentence, message.get(1));
            }
        });
        self.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Listening { port: self.clone(), _listener: listener }
    }
}

/// Listens to a port for as long as it is kept.
pub struct Listening {
    port: Port,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
    }
}
