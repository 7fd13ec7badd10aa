//! The outbox on disk: one IndexedDB database, written durably before the first request.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, window};

use super::promise::settled;
use crate::widget::outbox::Entry;
use crate::widget::props::ContentType;

const DATABASE: &str = "goodword";
const VERSION: u32 = 1;
const OUTBOX: &str = "outbox";

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, for the options that web-sys does not bind on stable.
    type Durable;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &Durable, store: &str, mode: &str, options: &JsValue) -> Result<IdbTransaction, JsValue>;
}

/// Writes an entry. Returns only when it is on disk.
pub async fn put(entry: &Entry) -> Result<(), JsValue> {
    let (transaction, store) = write(&open().await?)?;
    store.put(&to_object(entry))?;
    complete(&transaction).await
}

/// Forgets a delivered entry.
pub async fn delete(id: &str) -> Result<(), JsValue> {
    let (transaction, store) = write(&open().await?)?;
    store.delete(&JsValue::from_str(id))?;
    complete(&transaction).await
}

/// Every entry that waits. One that this version cannot read is left alone.
pub async fn all() -> Result<Vec<Entry>, JsValue> {
    let store = open().await?.transaction_with_str(OUTBOX)?.object_store(OUTBOX)?;
    let entries = done(&store.get_all()?).await?;
    Ok(Array::from(&entries).iter().filter_map(|object| from_object(&object)).collect())
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, VERSION)?;
    let opened = request.clone();
    let upgrade = Closure::once(move || {
        let database = opened.result().ok()?.dyn_into::<IdbDatabase>().ok()?;
        let parameters = object(&[("keyPath", &"id".into())]);
        let create = Reflect::get(&database, &"createObjectStore".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
        create.call2(&database, &OUTBOX.into(), &parameters).ok()
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let database: IdbDatabase = done(&request).await?.dyn_into()?;
    // A newer version of us in another tab must not wait for this one.
    let closing = database.clone();
    database.set_onversionchange(Some(Closure::once_into_js(move || closing.close()).unchecked_ref()));
    Ok(database)
}

fn write(database: &IdbDatabase) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let strict = object(&[("durability", &"strict".into())]);
    let transaction = database.unchecked_ref::<Durable>().transaction(OUTBOX, "readwrite", &strict)?;
    let store = transaction.object_store(OUTBOX)?;
    Ok((transaction, store))
}

async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settled(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await?;
    request.result()
}

async fn complete(transaction: &IdbTransaction) -> Result<(), JsValue> {
    settled(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onabort(Some(reject));
    })
    .await
    .map(|_| ())
}

fn object(entries: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

fn to_object(entry: &Entry) -> JsValue {
    let kind = if entry.content_type == ContentType::Text { "text" } else { "json" };
    object(&[
        ("v", &1.into()),
        ("id", &entry.id.as_str().into()),
        ("survey", &entry.survey.as_str().into()),
        ("endpoint", &entry.endpoint.as_str().into()),
        ("type", &kind.into()),
        ("body", &entry.body.as_str().into()),
    ])
}

fn from_object(object: &JsValue) -> Option<Entry> {
    let get = |name: &str| Reflect::get(object, &name.into()).ok();
    let text = |name: &str| get(name)?.as_string();
    if get("v")? != 1 {
        return None;
    }
    let content_type = if text("type")? == "text" { ContentType::Text } else { ContentType::Json };
    Some(Entry {
        id: text("id")?,
        survey: text("survey")?,
        endpoint: text("endpoint")?,
        content_type,
        body: text("body")?,
    })
}
