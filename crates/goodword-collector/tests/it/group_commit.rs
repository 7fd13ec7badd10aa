//! Many at once: all are stored, in groups, and who cannot wait is told to come back.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::http::header;
use futures_util::future::{join_all, maybe_done};
use goodword_collector::store::{Error, Outcome, ResponseRow};
use goodword_collector::token::Scope;
use goodword_core::Response;

use crate::collector::{Collector, id, response};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn posts_that_come_together_are_committed_together() {
    let collector = std::sync::Arc::new(Collector::new());
    let before = collector.store.commits();
    let posts = (0..256).map(|number| {
        let collector = std::sync::Arc::clone(&collector);
        tokio::spawn(async move { collector.post(&response(&id(number))).await.status.as_u16() })
    });
    for post in posts.collect::<Vec<_>>() {
        assert_eq!(post.await.unwrap(), 201);
    }
    let commits = collector.store.commits() - before;
    assert!((1..128).contains(&commits), "{commits} commits for 256 rows");
    assert_eq!(collector.stored("support").await.len(), 256);
}

#[tokio::test]
async fn one_at_a_time_is_one_commit_each() {
    let collector = Collector::new();
    let before = collector.store.commits();
    for number in 0..5 {
        assert_eq!(collector.post(&response(&id(number))).await.status, 201);
    }
    assert_eq!(collector.store.commits() - before, 5);
}

fn row(number: u64) -> ResponseRow {
    ResponseRow::new(Response::parse(&response(&id(number)).to_string()).unwrap(), 0)
}

#[tokio::test]
async fn what_is_stored_already_is_told_among_many_that_are_new() {
    let collector = Collector::new();
    let put = async |numbers: &[u64]| collector.store.put(numbers.iter().map(|number| row(*number)).collect()).await;
    assert_eq!(put(&[3, 20]).await, Ok(vec![Outcome::Created; 2]));
    // More than one statement inserts; in the last comes a response twice.
    let numbers: Vec<u64> = (0..48).map(|number| if number == 47 { 40 } else { number }).collect();
    let told = |number: usize| if [3, 20, 47].contains(&number) { Outcome::Same } else { Outcome::Created };
    assert_eq!(put(&numbers).await, Ok((0..48).map(told).collect()));
    assert_eq!(collector.stored("support").await.len(), 47);
    let counted = collector.store.survey("support").await.unwrap().unwrap();
    assert_eq!(counted.responses, 47);
}

#[tokio::test]
async fn what_may_not_wait_is_refused_and_not_stored() {
    let collector = Collector::new();
    let other = rusqlite::Connection::open(collector.folder.path().join("goodword.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let puts = join_all((0..1500).map(|number| collector.store.put(vec![row(number)])));
    let refused = async {
        // Polled after the puts. The writer has taken its group out of the queue by then, or has it still to take: either
        // way as much waits as may once there were more.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let puts = join_all((3000..3300).map(|number| collector.store.put(vec![row(number)])));
        let mut more = pin!(maybe_done(puts));
        let _ = poll_fn(|context| Poll::Ready(more.as_mut().poll(context))).await;
        let reply = collector.post(&response(&id(2000))).await;
        reply.problem(503, "busy");
        assert!((5..=30).contains(&reply.header(header::RETRY_AFTER).parse::<u32>().unwrap()));
        other.execute_batch("ROLLBACK").unwrap();
        more.as_mut().await;
        more.take_output().unwrap()
    };
    let (outcomes, more) = tokio::join!(puts, refused);
    let outcomes = [outcomes, more].concat();
    assert!(outcomes.iter().all(|outcome| !matches!(outcome, Err(error) if *error != Error::Busy)));
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!((1024..=1024 + 256).contains(&stored), "{stored}");
    assert_eq!(collector.stored("support").await.len(), stored);
    assert_eq!(collector.post(&response(&id(2000))).await.status, 201);
}

#[tokio::test]
async fn a_closed_store_refuses_and_has_kept_what_came_before() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Read]).await;
    let puts = join_all((0..100).map(|number| collector.store.put(vec![row(number)])));
    let (outcomes, ()) = tokio::join!(puts, collector.store.close());
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(collector.store.put(vec![row(100)]).await, Err(Error::Closed));
    assert_eq!(collector.stored_for(&token, "support").await.len(), 100);
    collector.post(&response(&id(101))).await.problem(503, "busy");
    let request = axum::http::Request::get("/readyz").body(axum::body::Body::empty()).unwrap();
    collector.send(request).await.problem(503, "not-ready");
}
