//! Any history of posts, partials, retries, erasures and sweeps: what is stored is what a model says, and the kept counts
//! are those of the stored responses.

use std::collections::{BTreeMap, BTreeSet};

use goodword_collector::store::{Outcome, Settings, Store, Subject};
use goodword_core::{Columns, Line, Record, ResponseId, Segment, Zone};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::collector::id;
use crate::conformance::{all, counted, row_at};

/// What happens next.
#[derive(Debug, Clone)]
enum Event {
    /// Responses arrive together.
    Post(Vec<Posted>),
    Erase(u64),
    EraseContact(u8),
    /// Everything is removed that was received in the first so many of ten days.
    Sweep(i64),
}

#[derive(Debug, Clone)]
struct Posted {
    number: u64,
    seq: u32,
    shape: u8,
    quarter: u64,
    day: i64,
    contact: Option<u8>,
}

const DAY: i64 = 24 * 3_600_000;

impl Posted {
    fn body(&self) -> Value {
        let mut body = json!({
            "id": id(self.number), "survey": "support", "seq": self.seq, "complete": self.seq > 1,
            "submitted_at": format!("2026-03-{:02}T{:02}:{:02}:30Z", 14 + self.quarter / 96, self.quarter / 4 % 24, self.quarter % 4 * 15),
        });
        body["answers"] = match self.shape % 5 {
            0 => json!({}),
            1 => json!({"recommend": self.shape % 11}),
            2 => json!({"empathy": 1 + self.shape % 5, "promise": "broken", "comment": "x"}),
            3 => json!({"effort": self.shape, "why": ["slow", "late"]}),
            _ => json!({"effort": 0.5, "recommend": 9}),
        };
        if self.shape.is_multiple_of(2) {
            let device = if self.shape.is_multiple_of(4) { "mobile" } else { "desktop" };
            body["context"] = json!({"device": device});
            body["order"] = json!(["recommend", "effort", "comment"]);
            body["timing_ms"] = json!({"answered": 100 * u64::from(self.shape)});
        }
        if self.shape.is_multiple_of(3) {
            body["fields"] = json!({"plan": self.shape % 4});
        }
        if let Some(contact) = self.contact {
            body["follow_up"] = json!({"contact": format!("{contact}@b.example"), "within_hours": 1});
        }
        body
    }
}

fn posted() -> impl Strategy<Value = Posted> {
    let contact = prop::option::weighted(0.2, 0_u8..3);
    (0_u64..12, 0_u32..4, 0_u8..30, select(vec![0, 1, 40, 92, 95, 96, 97, 150]), 0_i64..10, contact)
        .prop_map(|(number, seq, shape, quarter, day, contact)| Posted { number, seq, shape, quarter, day, contact })
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        8 => prop::collection::vec(posted(), 1..6).prop_map(Event::Post),
        1 => (0_u64..12).prop_map(Event::Erase),
        1 => (0_u8..3).prop_map(Event::EraseContact),
        1 => (0_i64..6).prop_map(Event::Sweep),
    ];
    prop::collection::vec(event, 1..25)
}

/// What should be stored, and which ids are gone for good.
#[derive(Default)]
struct Model {
    stored: BTreeMap<u64, Posted>,
    gone: BTreeSet<u64>,
}

impl Model {
    fn post(&mut self, posted: &Posted) -> Outcome {
        if self.gone.contains(&posted.number) {
            return Outcome::Erased;
        }
        let outcome = match self.stored.get(&posted.number) {
            None => Outcome::Created,
            Some(stored) if posted.seq < stored.seq => return Outcome::Older,
            Some(stored) if posted.seq > stored.seq => Outcome::Replaced,
            Some(stored) if posted.body() == stored.body() => return Outcome::Same,
            Some(_) => return Outcome::Conflict,
        };
        self.stored.insert(posted.number, posted.clone());
        outcome
    }

    fn remove(&mut self, unwanted: impl Fn(&Posted) -> bool) -> u64 {
        let numbers: Vec<u64> = self.stored.values().filter(|one| unwanted(one)).map(|one| one.number).collect();
        self.gone.extend(&numbers);
        self.stored.retain(|number, _| !numbers.contains(number));
        numbers.len().try_into().unwrap()
    }
}

async fn play(store: &Store, events: &[Event]) {
    let (mut model, today) = (Model::default(), goodword_collector::clock::now_ms());
    let received = |posted: &Posted| today - (10 - posted.day) * DAY + DAY / 2;
    for event in events {
        match event {
            Event::Post(posts) => {
                let rows = posts.iter().map(|posted| row_at(&posted.body(), received(posted))).collect();
                let expect: Vec<_> = posts.iter().map(|posted| model.post(posted)).collect();
                assert_eq!(store.put(rows).await.unwrap(), expect, "{posts:?}");
            }
            Event::Erase(number) => {
                let key = ResponseId::parse(&id(*number)).unwrap();
                let erased = store.erase_response("support".to_owned(), key).await.unwrap();
                assert_eq!(u64::from(erased), model.remove(|one| one.number == *number));
            }
            Event::EraseContact(contact) => {
                let subject = Subject::Contact(format!("{contact}@b.example"));
                let erased = store.erase(subject, None).await.unwrap();
                assert_eq!(erased, model.remove(|one| one.contact == Some(*contact)));
            }
            Event::Sweep(days) => {
                let retention_days = Some(u32::try_from(10 - days).unwrap());
                let settings = Settings { retention_days, ..Settings::default() };
                store.put_settings("support".to_owned(), settings).await.unwrap();
                assert_eq!(store.sweep().await.unwrap(), model.remove(|one| one.day < *days));
            }
        }
        same_counts(store).await;
    }
    let stored = all(store, "support").await;
    let ids: BTreeSet<String> =
        stored.iter().map(|body| serde_json::from_str::<Value>(body).unwrap()["id"].to_string()).collect();
    let expect: BTreeSet<String> = model.stored.keys().map(|number| json!(id(*number)).to_string()).collect();
    assert_eq!((ids, stored.len()), (expect, model.stored.len()));
}

/// The tally is that of the export: pushed one by one, and read as the results view reads it.
async fn same_counts(store: &Store) {
    let zones = [Zone::utc(), Zone::new("Asia/Kathmandu", vec![(1_773_500_000, 20_700)], -12_600)];
    for zone in &zones {
        for by in [None, Some("device"), Some("order"), Some("fields.plan")] {
            let by = by.map(|by| Segment::parse(by).unwrap());
            let tally = store.tally("support".to_owned(), by.as_ref(), zone).await.unwrap();
            assert_eq!(tally, counted(store, "support", by.as_ref(), zone).await);
            assert_eq!(tally, read(store, by.as_ref(), zone).await);
        }
    }
}

async fn read(store: &Store, by: Option<&Segment>, zone: &Zone) -> goodword_core::Tally {
    let by = by.map(std::slice::from_ref).unwrap_or_default();
    let mut columns = Columns::with(by);
    for (body, number) in all(store, "support").await.iter().zip(1..) {
        let body = Record::parse(body).map_err(|_| String::new());
        columns.read(Line { number, offset: 0, len: 0, body });
    }
    columns.dedupe();
    columns.tally_where(&goodword_core::columns::Filter::default(), by, zone).unwrap()
}

fn run(cases: u32, events: impl Strategy<Value = Vec<Event>>, open: impl AsyncFn() -> (Store, Option<TempDir>)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let played = runner.run(&events, |events| {
        runtime.block_on(async {
            let (store, _folder) = open().await;
            play(&store, &events).await;
        });
        Ok(())
    });
    played.unwrap();
}

#[test]
fn any_history_on_sqlite() {
    run(40, events(), async || {
        let folder = TempDir::new().unwrap();
        (Store::sqlite(&folder.path().join("goodword.db")).unwrap(), Some(folder))
    });
}

#[test]
fn any_history_on_postgresql() {
    run(8, events(), async || (crate::cluster::store().await, None));
}
