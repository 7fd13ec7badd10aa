//! An attacker who may read, and who reads after whatever happens, learns nothing of fewer people than the smallest group.
//!
//! Two attacks. Each person gives an answer of their own, so that every sum that is told names the people in it: no
//! difference of such sums may be of few. And in a twin of each history the people of a release have each other's answers,
//! question by question, while those of whom nothing was told have others: every byte of every reply must be the same, so
//! that no reply can depend on more than the sums.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, header};
use goodword_collector::clock;
use goodword_collector::token::Scope;
use goodword_core::cube::Cube;
use goodword_core::{ResponseId, Tally};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::collector::{Collector, id};
use crate::conformance::row_at;

const PEOPLE: u64 = 48;
const LEAST: u32 = 3;
const DAY: i64 = 24 * 3_600_000;
const SURVEY: &str = "/v1/surveys/support";

#[derive(Debug, Clone)]
enum Event {
    /// They answer, or go on with their answer.
    Answer(Vec<Answer>),
    Erase(u64),
    EraseDepartment(u8),
    /// What was received in the first so many of ten days goes.
    Sweep(u32),
    Raise(u32),
    /// What is refused, or changes nothing that was promised.
    Loosen(u8),
    Close(bool),
    Look,
}

#[derive(Debug, Clone)]
struct Answer {
    person: u64,
    seq: u32,
    complete: bool,
    day: i64,
}

/// What a person says, whenever they say it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    department: Option<u8>,
    /// Which option only this person has chosen.
    mark: u64,
    empathy: Option<u64>,
    promise: Option<&'static str>,
    recommend: Option<u64>,
    effort: Option<u64>,
    comment: bool,
}

impl Said {
    /// Made of a person's number, a different one in each case.
    fn of(person: u64, seed: u64) -> Self {
        // SplitMix64, as far as a test needs it.
        let of = |salt: u64, most: u64| {
            let mixed = (seed ^ (person * 16 + salt)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            ((mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) % most
        };
        Self {
            department: u8::try_from(of(1, 4)).ok().filter(|department| *department < 3),
            mark: person,
            empathy: (of(2, 5) > 0).then(|| 1 + of(3, 5)),
            promise: (of(4, 5) > 0).then(|| ["broken", "kept", "exceeded", "none"][usize::try_from(of(5, 4)).unwrap()]),
            recommend: (of(6, 6) > 0).then(|| of(7, 11)),
            effort: (of(8, 3) > 0).then(|| 1 + of(9, 7)),
            comment: of(10, 4) == 0,
        }
    }

    /// Everything turned round, but who it is.
    fn other(&self) -> Self {
        Self {
            empathy: self.empathy.map(|score| 6 - score),
            promise: self.promise.map(|state| if state == "kept" { "broken" } else { "kept" }),
            recommend: self.recommend.map(|score| 10 - score),
            effort: self.effort.map(|score| 8 - score),
            ..self.clone()
        }
    }

    fn body(&self, answer: &Answer) -> Value {
        let mut answers = json!({"mark": format!("m{}", self.mark)});
        let given = [("empathy", self.empathy), ("recommend", self.recommend), ("effort", self.effort)];
        for (question, score) in given.into_iter().filter_map(|(question, score)| Some((question, score?))) {
            answers[question] = score.into();
        }
        if let Some(promise) = self.promise {
            answers["promise"] = promise.into();
        }
        if self.comment {
            answers["comment"] = format!("It was {}.", self.mark).into();
        }
        let fields =
            self.department.map_or_else(|| json!({}), |department| json!({"department": format!("d{department}")}));
        json!({"id": id(answer.person), "survey": "support", "seq": answer.seq, "complete": answer.complete,
            "submitted_at": "2026-03-14T09:00:00Z", "answers": answers, "fields": fields,
            "order": ["recommend", "empathy"], "timing_ms": {"answered": 1000 + 100 * self.mark}})
    }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let answer = (0..PEOPLE, 1_u32..4, prop::bool::weighted(0.8), 0_i64..10)
        .prop_map(|(person, seq, complete, day)| Answer { person, seq, complete, day });
    let event = prop_oneof![
        10 => prop::collection::vec(answer, 1..9).prop_map(Event::Answer),
        2 => (0..PEOPLE).prop_map(Event::Erase),
        1 => (0_u8..3).prop_map(Event::EraseDepartment),
        1 => (0_u32..4).prop_map(Event::Sweep),
        1 => (LEAST..6).prop_map(Event::Raise),
        1 => (0_u8..4).prop_map(Event::Loosen),
        2 => any::<bool>().prop_map(Event::Close),
        6 => Just(Event::Look),
    ];
    prop::collection::vec(event, 10..50)
}

/// What is read, as far as it is not another each time.
type View = Vec<String>;

struct World {
    collector: Collector,
    reader: String,
    admin: String,
    today: i64,
    said: Vec<Said>,
    /// The smallest group now.
    least: u32,
    views: Vec<View>,
    told: Vec<(u32, Tally)>,
}

impl World {
    async fn new(said: Vec<Said>, today: i64) -> Self {
        let collector = Collector::new();
        let options: Vec<_> = (0..PEOPLE).map(|person| format!("m{person}")).collect();
        let definition = json!({"id": "support", "segments": ["department"], "questions": [
            {"id": "mark", "kind": "choice", "options": options},
            {"id": "effort", "kind": "scale", "min": 1, "max": 7}]});
        assert_eq!(collector.put_survey("support", &definition.to_string()).await.status, 201);
        let (reader, admin) = (collector.token(&[Scope::Read]).await, collector.token(&[Scope::Admin]).await);
        let world = Self { collector, reader, admin, today, said, least: LEAST, views: Vec::new(), told: Vec::new() };
        assert_eq!(world.set(json!({"min_group": LEAST, "group_by": "department"})).await, 200);
        world
    }

    async fn set(&self, settings: Value) -> u16 {
        let path = format!("{SURVEY}/settings");
        self.collector.ask_json(Method::PATCH, &path, &self.admin, &settings).await.status.as_u16()
    }

    async fn happens(&mut self, event: &Event) {
        match event {
            Event::Answer(answers) => {
                let row = |answer: &Answer| {
                    let body = self.said[usize::try_from(answer.person).unwrap()].body(answer);
                    row_at(&body, self.today - (10 - answer.day) * DAY + DAY / 2)
                };
                self.collector.store.put(answers.iter().map(row).collect()).await.unwrap();
            }
            Event::Erase(person) => {
                self.collector.ask(Method::DELETE, &format!("/v1/responses/{}", id(*person)), &self.admin).await;
            }
            Event::EraseDepartment(department) => {
                let whose = json!({"field": {"name": "department", "value": format!("d{department}")}});
                self.collector.ask_json(Method::POST, "/v1/erase", &self.admin, &whose).await;
            }
            Event::Sweep(days) => {
                assert_eq!(self.set(json!({"retention_days": 10 - days})).await, 200);
                self.collector.store.sweep().await.unwrap();
            }
            Event::Raise(least) => {
                let raised = self.set(json!({"min_group": least})).await == 200;
                self.least = if raised { *least } else { self.least };
            }
            Event::Loosen(how) => self.loosen(*how).await,
            Event::Close(closed) => assert_eq!(self.set(json!({"closed": closed})).await, 200),
            Event::Look => self.look().await,
        }
    }

    /// Tries to have it told of fewer; with nobody there any more that may be.
    async fn loosen(&mut self, how: u8) {
        let anybody = self.collector.store.revision("support".to_owned()).await.unwrap().responses > 0;
        let loosened = [
            json!({"min_group": null, "group_by": null}),
            json!({"min_group": LEAST, "group_by": "mark"}),
            json!({"group_by": null}),
            json!({"min_group": null}),
        ];
        if anybody {
            assert_eq!(self.set(loosened[usize::from(how)].clone()).await, 422);
        }
    }

    /// Everything that a token to read opens, and what it is refused.
    async fn look(&mut self) {
        let mut view = View::new();
        for path in [
            "/v1/surveys".to_owned(),
            SURVEY.to_owned(),
            format!("{SURVEY}/tally"),
            format!("{SURVEY}/tally?by=day,department&tz=Asia/Kathmandu"),
            format!("{SURVEY}/tally?by=day"),
            format!("{SURVEY}/tally?by=order"),
            format!("{SURVEY}/responses?end=1"),
            format!("{SURVEY}/responses?format=csv"),
            format!("{SURVEY}/responses?after={}", id(1)),
            format!("{SURVEY}/follow-ups"),
            format!("{SURVEY}/settings"),
        ] {
            let reply = self.collector.ask(Method::GET, &path, &self.reader).await;
            if path.ends_with("/tally") {
                self.told.push((self.least, serde_json::from_str(&reply.text).unwrap()));
            }
            let mut text = reply.text.clone();
            // A refusal has the number of its request.
            if !reply.status.is_success() {
                text = reply.json()["detail"].to_string();
            }
            view.push(format!("{path} {} {} {text}", reply.status, reply.header(header::ETAG)));
        }
        self.views.push(view);
    }
}

async fn play(said: &[Said], events: &[Event], today: i64) -> World {
    let mut world = World::new(said.to_vec(), today).await;
    for event in events {
        world.happens(event).await;
    }
    world.look().await;
    world
}

fn people(tally: &Tally) -> BTreeSet<String> {
    tally.questions.get("mark").map(|mark| mark.options.keys().cloned().collect()).unwrap_or_default()
}

/// The people who are told of are told of together, in sets of which no two that are ever told apart are small.
fn no_difference_is_small(told: &[(u32, Tally)]) {
    let sets: Vec<_> = told.iter().map(|(_, tally)| people(tally)).collect();
    for ((least, tally), set) in told.iter().zip(&sets) {
        let least = u64::from(*least);
        assert_eq!(u64::try_from(set.len()).unwrap(), tally.responses, "everybody who is told of has a mark");
        let groups = tally.by.values().flat_map(|counts| counts.values.values().chain([&counts.missing]));
        for n in groups.map(Cube::total).chain([tally.responses]) {
            assert!(n == 0 || n >= least, "a group of {n} is told of, and {least} must be");
        }
        let answered = [
            tally.total.empathy().iter().sum(),
            tally.total.promise().iter().sum(),
            tally.total.recommend().iter().sum(),
        ];
        for n in answered.into_iter().chain(tally.questions.values().map(|counts| counts.answered)) {
            assert!(n == 0 || n >= least, "{n} answers to a question are told of, and {least} must be");
        }
    }
    // Whatever is added and subtracted is the same for those who are in the same sets, so that these are told of at least.
    let mut together: BTreeMap<Vec<bool>, BTreeSet<&String>> = BTreeMap::new();
    for person in sets.iter().flatten() {
        let of = sets.iter().map(|set| set.contains(person)).collect();
        together.entry(of).or_default().insert(person);
    }
    for few in together.values() {
        assert!(few.len() >= LEAST as usize, "{few:?} are told apart from all others");
    }
}

/// People of whom the same is told in sum: within each release everybody has the next one's answers, question by question.
async fn twin(world: &World) -> Vec<Said> {
    let mut twin: Vec<_> = world.said.iter().map(Said::other).collect();
    for release in world.collector.store.engine().releases("support".to_owned()).await.unwrap() {
        let number = |response: &ResponseId| {
            usize::try_from(u64::from_str_radix(&response.to_text()[24..], 16).unwrap()).unwrap()
        };
        let members: Vec<_> = release.responses.iter().map(number).collect();
        for (step, swap) in SWAPS.iter().enumerate() {
            for (at, person) in members.iter().enumerate() {
                // Further on by another step for each question, so that no two answers of one person stay together.
                let next = members[(at + step + 1) % members.len()];
                swap(&mut twin[*person], &world.said[next]);
            }
        }
    }
    // Who was erased is in no release any more: what they said was summed up while they were there.
    let stored: BTreeSet<_> = crate::conformance::all(&world.collector.store, "support")
        .await
        .iter()
        .map(|body| body[31..43].to_owned())
        .collect();
    for (person, said) in world.said.iter().enumerate() {
        if !stored.contains(&format!("{person:012x}")) {
            twin[person] = said.clone();
        }
    }
    twin
}

const SWAPS: [fn(&mut Said, &Said); 5] = [
    |to, from| to.mark = from.mark,
    |to, from| to.empathy = from.empathy,
    |to, from| to.promise = from.promise,
    |to, from| to.recommend = from.recommend,
    |to, from| to.effort = from.effort,
];

#[test]
fn nobody_who_may_read_tells_a_person_apart() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let told_of = std::cell::Cell::new(0);
    let played = runner.run(&(events(), any::<u64>()), |(events, seed)| {
        let said: Vec<_> = (0..PEOPLE).map(|person| Said::of(person, seed)).collect();
        let today = clock::now_ms();
        runtime.block_on(async {
            let world = play(&said, &events, today).await;
            no_difference_is_small(&world.told);
            told_of.set(told_of.get() + world.told.iter().filter(|(_, tally)| tally.responses > 0).count());
            let twin = play(&twin(&world).await, &events, today).await;
            for (one, other) in world.views.iter().zip(&twin.views) {
                assert_eq!(one, other, "it can be told who said what");
            }
        });
        Ok(())
    });
    played.unwrap();
    assert!(told_of.get() > 0, "nobody was ever told of");
}
