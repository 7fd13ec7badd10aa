//! Connections that nothing ends and on which nothing comes any more: after a failover behind a proxy, a paused machine.

use std::thread;
use std::time::{Duration, Instant};

use super::proxy::Proxy;
use super::{post, post_to, ready, start, within};
use crate::cluster::Cluster;

#[test]
fn a_mute_connection_costs_the_posts_on_it_and_no_others() {
    let (cluster, (_, name)) = (Cluster::shared(), Cluster::shared().database());
    let proxy = Proxy::start(cluster);
    let program = start(&proxy.url(&name));
    for number in 0..3 {
        assert_eq!(post(&program, "support", number).0, 201);
    }
    assert_eq!(ready(&program), 200);
    proxy.mute_opened();
    let (status, reply) = post(&program, "support", 3);
    assert!(status == 503 && reply.contains("not-ready") && reply.contains("retry-after"), "{reply}");
    assert_eq!(ready(&program), 503, "the last write failed");
    let (status, reply) = post(&program, "support", 4);
    assert_eq!(status, 201, "a new connection works: {reply}");
    assert_eq!(ready(&program), 200);
    // What was asked for on the mute connection may have been stored or not; the next try finds out.
    assert!(matches!(post(&program, "support", 3).0, 200 | 201));
}

#[test]
fn reading_does_not_hang_on_a_mute_connection_either() {
    let (cluster, (_, name)) = (Cluster::shared(), Cluster::shared().database());
    let proxy = Proxy::start(cluster);
    let program = start(&proxy.url(&name));
    let read = || program.request("GET /v1/surveys/support HTTP/1.1", b"").unwrap().0;
    assert_eq!(read(), 404);
    proxy.mute_opened();
    within(5, "a survey is read", || read() == 404);
}

#[test]
fn while_nothing_answers_it_is_not_ready_and_a_stop_ends() {
    let (cluster, (_, name)) = (Cluster::shared(), Cluster::shared().database());
    let proxy = Proxy::start(cluster);
    let mut program = start(&proxy.url(&name));
    assert_eq!(post(&program, "support", 0).0, 201);
    proxy.mute_all();
    let address = program.address.clone();
    let posting = thread::spawn(move || post_to(&address, "support", 1).0);
    within(8, "it is not ready", || ready(&program) == 503);
    assert_eq!(posting.join().unwrap(), 503);
    let stop = Instant::now();
    program.signal("TERM");
    within(30, "it ends", || program.child.try_wait().unwrap().is_some());
    assert!(stop.elapsed() < Duration::from_secs(15), "{:?}", stop.elapsed());
}
