//! A 2xx means: on disk. Shown at a stop, a full disk and a restart.

use std::collections::HashSet;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{Program, request, stdout};

/// The ids that the database holds, read by the program itself.
fn stored(program: &Program) -> HashSet<String> {
    let lines = stdout(program.folder.path(), &["export", "--survey", "support"]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    lines.lines().map(id).collect()
}

#[test]
fn what_was_acknowledged_before_the_end_is_there_after_it() {
    let mut program = Program::start();
    let (address, stopping) = (program.address.clone(), AtomicBool::new(false));
    let posted = AtomicUsize::new(0);
    let acknowledged: HashSet<String> = thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|client| {
                let (address, stopping, posted) = (&address, &stopping, &posted);
                scope.spawn(move || post_until(address, client, stopping, posted))
            })
            .collect();
        while posted.load(Ordering::Relaxed) < 200 {
            thread::sleep(Duration::from_millis(5));
        }
        let status = program.stop();
        assert_eq!(status.code(), Some(0));
        stopping.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    assert!(acknowledged.len() >= 200, "{}", acknowledged.len());
    let log = program.folder.path().join("goodword.db-wal");
    assert!(log.metadata().map_or(0, |log| log.len()) == 0, "the write-ahead log was not emptied");
    let stored = stored(&program);
    assert!(acknowledged.is_subset(&stored), "{} acknowledged, {} stored", acknowledged.len(), stored.len());
}

/// Posts one after the other, and gives the ids that were acknowledged.
fn post_until(address: &str, client: u64, stopping: &AtomicBool, posted: &AtomicUsize) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0..100_000 {
        let id = id(client * 1_000_000 + number);
        let head = "POST /v1/responses HTTP/1.1\r\nContent-Type: application/json";
        match request(address, head, response(&id).to_string().as_bytes()) {
            Ok((201, _)) => {
                acknowledged.push(id);
                posted.fetch_add(1, Ordering::Relaxed);
            }
            _ if stopping.load(Ordering::Relaxed) => break,
            _ => thread::sleep(Duration::from_millis(1)),
        }
    }
    acknowledged
}

#[test]
fn a_kill_loses_nothing_that_was_acknowledged() {
    let mut program = Program::start();
    let mut acknowledged = HashSet::new();
    for number in 0..50 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
        acknowledged.insert(id(number));
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    assert_eq!(stored(&program), acknowledged);
}

/// Files of this process may grow to `blocks` of 512 bytes, and a write beyond fails as on a full disk.
fn limited(blocks: u32) -> Program {
    Program::start_in(TempDir::new().unwrap(), |command| {
        let mut shell = Command::new("sh");
        let program = command.get_program().to_owned();
        shell.current_dir(command.get_current_dir().unwrap()).env("GOODWORD_LOG", "off");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" \"$@\"")]);
        shell.arg(program).args(command.get_args());
        shell
    })
}

#[test]
fn a_full_disk_is_told_survived_and_over_without_a_restart() {
    let program = limited(400);
    let ready = || program.request("GET /readyz HTTP/1.1", b"").unwrap().0;
    assert_eq!(ready(), 200);
    let mut acknowledged = HashSet::new();
    let full = (0..2000).find_map(|number| {
        let mut body = response(&id(number));
        body["answers"]["comment"] = "x".repeat(9000).into();
        let (status, reply) = program.post(&body.to_string()).unwrap();
        if status == 201 {
            acknowledged.insert(id(number));
        }
        (status != 201).then_some((status, reply))
    });
    let (status, reply) = full.expect("the disk was never full");
    assert!(status == 507 && reply.contains("urn:goodword:problem:storage-full"), "{reply}");
    assert!(reply.to_lowercase().contains("retry-after: "), "{reply}");
    assert_eq!(ready(), 503, "a full disk is called ready");
    let pid = program.child.id().to_string();
    assert!(Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"]).status().unwrap().success());
    let start = Instant::now();
    while ready() != 200 {
        assert!(start.elapsed() < Duration::from_secs(20), "it never became ready again");
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(program.post(&response(&id(9999)).to_string()).unwrap().0, 201);
    acknowledged.insert(id(9999));
    assert!(!acknowledged.is_empty());
    assert_eq!(stored(&program), acknowledged);
}

#[test]
fn a_body_that_is_far_too_large_gets_its_reply_over_a_socket() {
    let program = Program::start();
    let (status, reply) = program.post(&" ".repeat(2_000_000)).unwrap();
    assert!(status == 413 && reply.contains("urn:goodword:problem:too-large"), "{reply}");
    assert!(reply.to_lowercase().contains("access-control-allow-origin: *"), "{reply}");
}
