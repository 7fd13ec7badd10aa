//! Two collectors on one PostgreSQL: a response is new once, and who reads on behind the last one misses none.

use std::collections::HashMap;

use futures_util::future::join_all;
use goodword_collector::store::{Outcome, ResponseFilter, ResponseRow, Store};
use goodword_core::{ResponseId, Zone};
use serde_json::{Value, json};

use crate::cluster::{self, Cluster};
use crate::collector::{id, response};
use crate::conformance::{all, counted, row};

async fn two() -> [Store; 2] {
    let url = Cluster::shared().database().0;
    [cluster::open(&url).await, cluster::open(&url).await]
}

fn of(survey: &str, number: u64) -> ResponseRow {
    let mut body = response(&id(number));
    body["survey"] = survey.into();
    row(&body)
}

fn name(number: u64) -> String {
    format!("survey-{number}")
}

/// Each of `posts`, by itself and all at once.
async fn put(store: &Store, posts: &[(String, u64)]) -> Vec<Outcome> {
    let puts = posts.iter().map(|(survey, number)| store.put(vec![of(survey, *number)]));
    join_all(puts).await.into_iter().map(|outcomes| outcomes.unwrap()[0]).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_response_is_new_once_whichever_takes_it() {
    for surveys in [1, 7] {
        let pair = two().await;
        for round in 0..4 {
            let numbers = round * 100..round * 100 + 140;
            let posts: Vec<_> = numbers.map(|number| (name(number % surveys), number)).collect();
            let (mine, yours) = tokio::join!(put(&pair[0], &posts), put(&pair[1], &posts));
            for ((mine, yours), (_, number)) in mine.into_iter().zip(yours).zip(&posts) {
                let came_before = round > 0 && number - round * 100 < 40;
                let expect = [if came_before { Outcome::Same } else { Outcome::Created }, Outcome::Same];
                let mut both = [mine, yours];
                both.sort_by_key(|outcome| *outcome == Outcome::Same);
                assert_eq!(both, expect, "{number} of round {round}");
            }
        }
        for survey in (0..surveys).map(name) {
            let tally = pair[0].tally(survey.clone(), None, &Zone::utc()).await.unwrap();
            assert_eq!(tally, counted(&pair[1], &survey, None, &Zone::utc()).await);
            let (revision, stored) = (pair[1].revision(survey.clone()).await.unwrap(), all(&pair[0], &survey).await);
            let last = revision.last.map(|(position, _)| position);
            // No position was given twice, and none was left out.
            assert_eq!((revision.responses, last), (i64::try_from(stored.len()).unwrap(), Some(revision.responses)));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_reads_on_misses_none() {
    for surveys in [1, 5] {
        let pair = two().await;
        let (mut read, mut filters) = (HashMap::<String, Vec<String>>::new(), HashMap::new());
        let posts = |store: u64| -> Vec<_> {
            (0..1500).map(|number| (name(number % surveys), store * 10_000 + number)).collect()
        };
        let writing = pair.clone().into_iter().zip(0..).map(|(store, at)| {
            let posts = posts(at);
            tokio::spawn(async move {
                for some in posts.chunks(50) {
                    put(&store, some).await;
                }
            })
        });
        let mut writing: Vec<_> = writing.collect();
        while !writing.is_empty() {
            writing.retain(|writer| !writer.is_finished());
            for survey in (0..surveys).map(name) {
                let filter = filters.entry(survey.clone()).or_insert_with(|| ResponseFilter::all(&survey));
                let page = pair[0].page(filter.clone()).await.unwrap();
                if !page.bodies.is_empty() {
                    filter.after = page.last;
                    read.entry(survey).or_default().extend(page.bodies);
                }
            }
        }
        for survey in (0..surveys).map(name) {
            let stored = all(&pair[1], &survey).await;
            let after = stored.len() - all_after(&pair[1], &filters[&survey]).await;
            assert!(read[&survey] == stored[..after] && after > 0, "{survey} was not read as it is stored");
        }
    }
}

async fn all_after(store: &Store, filter: &ResponseFilter) -> usize {
    let (mut filter, mut count) = (filter.clone(), 0);
    loop {
        let page = store.page(filter.clone()).await.unwrap();
        if page.bodies.is_empty() {
            return count;
        }
        count += page.bodies.len();
        filter.after = page.last;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_erased_stays_so_in_any_company() {
    for surveys in [1, 3] {
        let pair = two().await;
        let posts: Vec<_> = (0..30).map(|number| (name(number % surveys), number)).collect();
        assert_eq!(put(&pair[0], &posts).await, vec![Outcome::Created; 30]);
        let key = |number: u64| ResponseId::parse(&id(number)).unwrap();
        for number in [3, 4] {
            assert!(pair[1].erase_response(name(number % surveys), key(number)).await.unwrap());
        }
        // Nothing else speaks against the batch: all others are new.
        let late: Vec<_> = [3, 4].into_iter().chain(30..60).map(|number| (name(number % surveys), number)).collect();
        let mut expect = vec![Outcome::Created; 32];
        expect[..2].fill(Outcome::Erased);
        assert_eq!(put(&pair[0], &late).await, expect);
        expect[2..].fill(Outcome::Same);
        assert_eq!(put(&pair[1], &late).await, expect);
    }
}

#[tokio::test]
async fn rows_that_belong_together_are_stored_together() {
    let [store, _] = two().await;
    let both = || vec![of("a", 1), of("b", 1)];
    assert_eq!(store.put(both()).await.unwrap(), vec![Outcome::Created; 2]);
    let mut later: Value = response(&id(1));
    later["survey"] = "a".into();
    later["seq"] = json!(2);
    assert_eq!(store.put(vec![row(&later), of("b", 2)]).await.unwrap(), [Outcome::Replaced, Outcome::Created]);
    let twice = store.put(vec![of("a", 3), of("a", 3)]).await.unwrap();
    assert_eq!(twice, [Outcome::Created, Outcome::Same]);
}
