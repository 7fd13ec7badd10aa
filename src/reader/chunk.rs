//! Programs that are loaded when they are first needed. The files of all of them stand beside the reader's own.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import)]
    fn import_module(address: &str) -> Promise;

    type ImportMeta;
    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> String;
    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static IMPORT_META: ImportMeta;
}

/// Why there is none.
pub enum Unavailable {
    /// It could not be loaded.
    Unloaded,
    /// It refuses what it was given: why, in a sentence.
    Refused(String),
}

/// A new object of a program's class, from its one argument.
pub async fn made(program: &str, class: &str, of: &JsValue) -> Result<JsValue, Unavailable> {
    let class = self::class(program, class).await.map_err(|_| Unavailable::Unloaded)?;
    Reflect::construct(&class, &Array::of1(of))
        .map_err(|reason| reason.as_string().map_or(Unavailable::Unloaded, Unavailable::Refused))
}

/// A module is evaluated once, however often it is imported; its wasm is started once too.
async fn class(program: &str, class: &str) -> Result<Function, JsValue> {
    let base = IMPORT_META.with(ImportMeta::url);
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let module = JsFuture::from(import_module(&format!("{folder}/{program}.js"))).await?;
    let started = JsValue::from_str("goodwordStarted");
    let class: Function = Reflect::get(&module, &class.into())?.dyn_into()?;
    if !Reflect::get(&class, &started)?.is_truthy() {
        let init: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
        let wasm = Object::new();
        Reflect::set(&wasm, &"module_or_path".into(), &format!("{folder}/{program}_bg.wasm").into())?;
        JsFuture::from(Promise::resolve(&init.call1(&JsValue::UNDEFINED, &wasm)?)).await?;
        Reflect::set(&class, &started, &JsValue::TRUE)?;
    }
    Ok(class)
}
