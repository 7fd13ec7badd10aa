//! What every engine does alike. Each test runs on each.

use goodword_collector::acceptance::{Channel, accept};
use goodword_collector::store::{Outcome, ResponseFilter, ResponseRow, Store};
use goodword_core::{Response, ResponseId, Segment, Tally, Zone};
use serde_json::Value;

use crate::collector::{id, response};

macro_rules! on_every_engine {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let folder = tempfile::TempDir::new().unwrap();
                super::$name(goodword_collector::store::Store::sqlite(&folder.path().join("goodword.db")).unwrap()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::cluster::store().await).await;
            })*
        }
    };
}

mod bounds;
mod messages;
mod owner;
mod people;
mod proofs;
mod releases;
mod responses;

pub fn row(body: &Value) -> ResponseRow {
    row_at(body, 1_800_000_000_000)
}

pub fn row_at(body: &Value, now_ms: i64) -> ResponseRow {
    let response = Response::parse(&body.to_string()).unwrap();
    accept(response, &goodword_collector::store::Definitions::default(), Channel::Public, now_ms).unwrap()
}

#[allow(clippy::needless_pass_by_value, reason = "so that a test can write `json!` at the place")]
fn with(number: u64, fields: Value) -> Value {
    let mut body = response(&id(number));
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

fn key(number: u64) -> ResponseId {
    ResponseId::parse(&id(number)).unwrap()
}

async fn put(store: &Store, body: Value) -> Outcome {
    store.put(vec![row(&body)]).await.unwrap()[0]
}

/// Every stored text of a survey.
pub async fn all(store: &Store, survey: &str) -> Vec<String> {
    let (mut filter, mut bodies) = (ResponseFilter::all(survey), Vec::new());
    loop {
        let page = store.page(filter.clone()).await.unwrap();
        if page.bodies.is_empty() {
            return bodies;
        }
        filter.after = page.last;
        bodies.extend(page.bodies);
    }
}

async fn ids(store: &Store, survey: &str) -> Vec<String> {
    let id = |body: &String| serde_json::from_str::<Value>(body).unwrap()["id"].as_str().unwrap().to_owned();
    all(store, survey).await.iter().map(id).collect()
}

/// The tally of the export, counted one by one.
pub async fn counted(store: &Store, survey: &str, by: Option<&Segment>, zone: &Zone) -> Tally {
    let mut tally = Tally::by(zone, by.map(std::slice::from_ref).unwrap_or_default());
    for body in all(store, survey).await {
        tally.push(&Response::parse(&body).unwrap(), zone);
    }
    tally
}
