//! The programs that read what is not ours, as the reader sees them. Each is loaded with the first file that needs it.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What reads other programs' rows. The files of all of them stand beside the reader's own.
const IMPORT: &str = "goodword-import";
/// What makes a CSV of a table in a binary format.
pub const WORKBOOK: &str = "goodword-workbook";
pub const PARQUET: &str = "goodword-parquet";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import)]
    fn import_module(address: &str) -> Promise;

    type ImportMeta;
    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> String;
    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static IMPORT_META: ImportMeta;

    /// One file on its way in.
    #[derive(Clone)]
    pub type ImportChunk;

    /// Whose a file is that begins so: 0 ours, 1 nobody's who is known, 2 to be read by it.
    #[wasm_bindgen(method, catch)]
    pub fn start(this: &ImportChunk, head: &Uint8Array) -> Result<u8, JsValue>;
    /// Looks through the next bytes.
    #[wasm_bindgen(method, catch)]
    pub fn look(this: &ImportChunk, bytes: &Uint8Array) -> Result<(), JsValue>;
    /// Whether it has to be looked through once more.
    #[wasm_bindgen(method, catch)]
    pub fn looked(this: &ImportChunk) -> Result<bool, JsValue>;
    /// Makes ready to read, or to ask: JSON.
    #[wasm_bindgen(method, catch)]
    pub fn begin(this: &ImportChunk, ask: bool) -> Result<String, JsValue>;
    /// The next bytes as lines of NDJSON.
    #[wasm_bindgen(method, catch)]
    pub fn convert(this: &ImportChunk, bytes: &Uint8Array) -> Result<Uint8Array, JsValue>;
    /// The last lines and what became of the rows, as JSON.
    #[wasm_bindgen(method, catch)]
    pub fn finish(this: &ImportChunk) -> Result<Option<String>, JsValue>;
    /// What the dialog shows after a change, as JSON.
    #[wasm_bindgen(method, catch)]
    pub fn edit(this: &ImportChunk, edit: &str) -> Result<Option<String>, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// One table in a binary format on its way in.
    pub type TableChunk;

    /// How it is read, a sentence on each line.
    #[wasm_bindgen(method, catch)]
    pub fn notes(this: &TableChunk) -> Result<String, JsValue>;
    /// The next bytes of its CSV; none behind the last.
    #[wasm_bindgen(method, catch)]
    pub fn piece(this: &TableChunk) -> Result<Uint8Array, JsValue>;
}

/// Why there is none.
pub enum Unavailable {
    /// It could not be loaded.
    Unloaded,
    /// The mapping is none, or the table cannot be read: why, in a sentence.
    Refused(String),
}

/// Loads the program where it was not, and begins a file, read by `mapping` where one is given.
pub async fn begin(mapping: Option<&str>) -> Result<ImportChunk, Unavailable> {
    let mapping = mapping.map_or(JsValue::UNDEFINED, JsValue::from);
    made(IMPORT, &mapping).await.map(JsCast::unchecked_into)
}

/// Opens a whole table by the program of that name.
pub async fn open(program: &str, bytes: &Uint8Array) -> Result<TableChunk, Unavailable> {
    made(program, bytes).await.map(JsCast::unchecked_into)
}

async fn made(program: &str, of: &JsValue) -> Result<JsValue, Unavailable> {
    let class = class(program).await.map_err(|_| Unavailable::Unloaded)?;
    Reflect::construct(&class, &Array::of1(of))
        .map_err(|reason| reason.as_string().map_or(Unavailable::Unloaded, Unavailable::Refused))
}

/// A module is evaluated once, however often it is imported; its wasm is started once too.
async fn class(program: &str) -> Result<Function, JsValue> {
    let base = IMPORT_META.with(ImportMeta::url);
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let module = JsFuture::from(import_module(&format!("{folder}/{program}.js"))).await?;
    let started = JsValue::from_str("goodwordStarted");
    let class: Function = Reflect::get(&module, &"Import".into())?.dyn_into()?;
    if !Reflect::get(&class, &started)?.is_truthy() {
        let init: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
        let wasm = Object::new();
        Reflect::set(&wasm, &"module_or_path".into(), &format!("{folder}/{program}_bg.wasm").into())?;
        JsFuture::from(Promise::resolve(&init.call1(&JsValue::UNDEFINED, &wasm)?)).await?;
        Reflect::set(&class, &started, &JsValue::TRUE)?;
    }
    Ok(class)
}
