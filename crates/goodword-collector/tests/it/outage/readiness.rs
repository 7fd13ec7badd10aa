//! `/readyz` says what the next post will hear, and costs the database little, whoever asks.

use std::fs::File;
use std::os::unix::fs::FileExt;

use axum::body::Body;
use axum::http::Request;

use super::{database, post, ready, start, within};
use crate::collector::Collector;
use crate::program::Program;

#[tokio::test]
async fn the_disk_is_asked_once_a_second_whoever_asks() {
    let collector = Collector::new();
    let before = collector.store.commits();
    let asked = || collector.send(Request::get("/readyz").body(Body::empty()).unwrap());
    for _ in 0..20 {
        let replies = futures_util::future::join_all((0..10).map(|_| asked())).await;
        assert!(replies.iter().all(|reply| reply.status == 200));
    }
    let probes = collector.store.commits() - before;
    assert!((1..=3).contains(&probes), "{probes} probes");
}

#[test]
fn it_is_not_ready_while_every_survey_is_locked() {
    let (url, session) = database();
    let program = start(&url);
    assert_eq!((post(&program, "support", 0).0, ready(&program)), (201, 200));
    session.run("BEGIN; LOCK TABLE survey IN EXCLUSIVE MODE");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(ready(&program), 503);
    session.run("ROLLBACK");
    within(5, "it is ready", || ready(&program) == 200);
}

#[test]
fn a_locked_survey_leaves_it_ready_for_the_others_and_is_told() {
    let (url, session) = database();
    let program = start(&url);
    let told = || program.request("GET /readyz HTTP/1.1", b"").unwrap();
    assert_eq!(post(&program, "support", 0).0, 201);
    assert!(told().1.contains("surveys: any (1 of 1000 begun by the public)"), "{}", told().1);
    session.run("BEGIN; SELECT * FROM survey FOR UPDATE");
    assert_eq!(post(&program, "support", 1).0, 503);
    let (status, reply) = told();
    assert!(status == 200 && reply.contains("locks: somebody else holds a survey"), "{reply}");
    assert_eq!(post(&program, "other", 1).0, 201);
    session.run("ROLLBACK");
    assert_eq!((post(&program, "support", 1).0, ready(&program)), (201, 200));
}

#[test]
fn whoever_waits_for_a_locked_survey_does_not_make_it_unready() {
    let (url, session) = database();
    let program = Program::start_in(tempfile::TempDir::new().unwrap(), |mut command| {
        command.args(["--database", &url]).env("GOODWORD_DATABASE_TIMEOUT", "14");
        command
    });
    assert_eq!(post(&program, "support", 0).0, 201);
    session.run("BEGIN; SELECT * FROM survey FOR UPDATE");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| post(&program, "support", 1));
        while !waiting.is_finished() {
            assert_eq!(ready(&program), 200);
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        assert_eq!(waiting.join().unwrap().0, 503);
    });
}

#[test]
fn what_would_go_into_a_file_that_was_moved_is_not_said_to_be_stored() {
    let program = Program::start();
    assert_eq!(post(&program, "support", 0).0, 201);
    let (path, moved) = (program.folder.path().join("goodword.db"), program.folder.path().join("moved.db"));
    std::fs::rename(&path, &moved).unwrap();
    assert_eq!((post(&program, "support", 1).0, ready(&program)), (503, 503));
    std::fs::rename(&moved, &path).unwrap();
    assert!([200, 201].contains(&post(&program, "support", 1).0), "what it is unknown of is sent again");
    within(12, "it is ready", || ready(&program) == 200);
}

#[test]
fn damaged_pages_are_seen() {
    let program = Program::start();
    for number in 0..400 {
        assert_eq!(post(&program, "support", number).0, 201);
    }
    assert_eq!(ready(&program), 200);
    let path = program.folder.path().join("goodword.db");
    let checkpoint = rusqlite::Connection::open(&path).unwrap();
    checkpoint.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let root: u32 = checkpoint
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'response'", [], |row| row.get(0))
        .unwrap();
    drop(checkpoint);
    let file = File::options().write(true).open(&path).unwrap();
    file.write_all_at(&[0xff; 4096], u64::from(root - 1) * 4096).unwrap();
    // The writer may still hold the page: another process's commit has it read anew.
    rusqlite::Connection::open(&path).unwrap().execute("UPDATE probe SET probed_ms = 1", []).unwrap();
    let (status, reply) = post(&program, "support", 1000);
    assert_eq!(status, 500, "{reply}");
    assert_eq!(ready(&program), 503);
}
