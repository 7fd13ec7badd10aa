//! Any history of requests leaves what a simple model says it leaves, and an unchanged tag means unchanged text.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodword_collector::token::Scope;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::collector::{Collector, id};

#[derive(Debug, Clone)]
enum Step {
    Post { number: u64, seq: u32, recommend: u64 },
    Import { number: u64, seq: u32, recommend: u64 },
    Answer { number: u64 },
    Delete { number: u64 },
    Close(bool),
}

/// What the contract says is stored: `seq` and content by id.
#[derive(Default)]
struct Model {
    stored: BTreeMap<u64, (u32, u64)>,
    erased: HashSet<u64>,
    closed: bool,
}

impl Model {
    /// The status that a step gets, and its effect. An import always gets 200.
    fn step(&mut self, step: &Step) -> u16 {
        match *step {
            Step::Post { .. } if self.closed => 410,
            Step::Post { number, seq, recommend } => self.put(number, seq, recommend),
            Step::Import { number, seq, recommend } => {
                self.put(number, seq, recommend);
                200
            }
            Step::Answer { number } => {
                if self.stored.contains_key(&number) {
                    200
                } else {
                    404
                }
            }
            Step::Delete { number } => match self.stored.remove(&number) {
                Some(_) => {
                    self.erased.insert(number);
                    200
                }
                None => 404,
            },
            Step::Close(closed) => {
                self.closed = closed;
                200
            }
        }
    }

    fn put(&mut self, number: u64, seq: u32, recommend: u64) -> u16 {
        if self.erased.contains(&number) {
            return 410;
        }
        match self.stored.get(&number) {
            None => {
                self.stored.insert(number, (seq, recommend));
                201
            }
            Some((stored, _)) if seq > *stored => {
                self.stored.insert(number, (seq, recommend));
                200
            }
            Some((stored, content)) if seq == *stored && recommend != *content => 409,
            Some(_) => 200,
        }
    }
}

fn body(number: u64, seq: u32, recommend: u64) -> Value {
    json!({"id": id(number), "survey": "support", "submitted_at": "2026-03-14T09:26:53.589Z", "seq": seq,
        "answers": {"recommend": recommend}, "follow_up": {"contact": "a@b.example", "within_hours": 24}})
}

async fn play(collector: &Collector, token: &str, step: &Step) -> u16 {
    let json =
        async |method, path: &str, body: Value| collector.ask_json(method, path, token, &body).await.status.as_u16();
    match *step {
        Step::Post { number, seq, recommend } => collector.post(&body(number, seq, recommend)).await.status.as_u16(),
        Step::Import { number, seq, recommend } => {
            collector.import(token, body(number, seq, recommend).to_string()).await.status.as_u16()
        }
        Step::Answer { number } => {
            json(Method::PATCH, &format!("/v1/responses/{}/follow-up", id(number)), json!({"state": "answered"})).await
        }
        Step::Delete { number } => json(Method::DELETE, &format!("/v1/responses/{}", id(number)), json!({})).await,
        Step::Close(closed) => json(Method::PUT, "/v1/surveys/support/settings", json!({"closed": closed})).await,
    }
}

/// The tag and the text of the whole export.
async fn export(collector: &Collector, token: &str) -> (String, String) {
    let request =
        Request::get("/v1/surveys/support/responses").header(header::AUTHORIZATION, format!("Bearer {token}"));
    let reply = collector.send(request.body(Body::empty()).unwrap()).await;
    (reply.header(header::ETAG).to_owned(), reply.text)
}

async fn check(steps: Vec<Step>) {
    let (collector, mut model) = (Collector::new(), Model::default());
    let token = collector.token(&[Scope::Admin]).await;
    let mut texts: HashMap<String, String> = HashMap::new();
    for step in &steps {
        assert_eq!(play(&collector, &token, step).await, model.step(step), "{step:?} in {steps:?}");
        let (etag, text) = export(&collector, &token).await;
        let known = texts.entry(etag).or_insert_with(|| text.clone());
        assert_eq!(*known, text, "one tag for two texts after {step:?} in {steps:?}");
    }
    let entry = |stored: &Value| {
        let number = |value: &Value| value.as_u64().unwrap();
        (stored["id"].as_str().unwrap().to_owned(), (number(&stored["seq"]), number(&stored["answers"]["recommend"])))
    };
    let stored: BTreeMap<_, _> = collector.stored("support").await.iter().map(entry).collect();
    let expect = model.stored.iter().map(|(number, (seq, recommend))| (id(*number), (u64::from(*seq), *recommend)));
    assert_eq!(stored, expect.collect(), "{steps:?}");
}

fn step() -> impl Strategy<Value = Step> {
    let put = (0..5_u64, 1..4_u32, 0..2_u64);
    prop_oneof![
        6 => put.clone().prop_map(|(number, seq, recommend)| Step::Post { number, seq, recommend }),
        2 => put.prop_map(|(number, seq, recommend)| Step::Import { number, seq, recommend }),
        1 => (0..5_u64).prop_map(|number| Step::Answer { number }),
        1 => (0..5_u64).prop_map(|number| Step::Delete { number }),
        1 => any::<bool>().prop_map(Step::Close),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_history_leaves_what_a_model_says(steps in prop::collection::vec(step(), 1..30)) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(check(steps));
    }
}
