//! The description of what is spoken is the one that is committed, and names every route.

use std::fs;
use std::path::Path;

use axum::http::{Method, header};
use goodword_collector::openapi;
use serde_json::Value;

use crate::collector::Collector;

/// With `GOODWORD_RECORD=1` the committed file is written anew.
#[test]
fn the_committed_description_is_this_trees() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let document = openapi::document();
    if std::env::var_os("GOODWORD_RECORD").is_some() {
        fs::write(&file, &document).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    // The order of fields is not the description's: it depends on what else is built.
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    assert!(
        read(&committed) == read(&document),
        "docs/openapi.json is of another tree: run this test with GOODWORD_RECORD=1"
    );
}

#[tokio::test]
async fn it_is_served_and_every_route_that_it_names_is_there() {
    let collector = Collector::new();
    let reply = collector.ask(Method::GET, "/openapi.json", "").await;
    assert_eq!((reply.status.as_u16(), reply.header(header::CONTENT_TYPE)), (200, "application/json"));
    let document = reply.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().unwrap();
    for (path, methods) in paths {
        for method in methods.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace("{survey}", "support").replace("{id}", crate::collector::ID);
            let reply = collector.ask(method.clone(), &path, "gw_sec_0").await;
            assert_ne!(reply.status, 405, "{method} {path}");
            let known = reply.status != 404 || path == "/v1/surveys/support";
            assert!(known, "{method} {path}: {reply:?}");
        }
    }
    let operations: usize = paths.values().map(|methods| methods.as_object().map_or(0, serde_json::Map::len)).sum();
    assert_eq!(operations, 21, "{:?}", paths.keys().collect::<Vec<&String>>());
    assert!(paths.values().all(Value::is_object));
}
