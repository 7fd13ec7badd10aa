//! By strace: between the write of a row and its 2xx lies a sync of the log; and where a sync fails there is no 2xx.
//! Where processes may not be traced these tests say that they were not run.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{Program, request, stdout};

fn is_traceable(test: &str) -> bool {
    let out = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let may = out.is_ok_and(|out| out.status.success());
    if !may {
        println!("NOT RUN: {test}: strace is missing or may not trace here");
    }
    may
}

/// A collector under strace with these options; its log is `trace` in the folder.
fn traced(options: &[&str]) -> Program {
    Program::start_in(TempDir::new().unwrap(), |command| {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-y", "-s", "8192", "-o", "trace"]).args(options).arg("--");
        strace.arg(command.get_program()).args(command.get_args());
        strace.current_dir(command.get_current_dir().unwrap()).env("GOODWORD_LOG", "off");
        strace
    })
}

/// One call of a process: what was called, and the lines of the log in which it began and ended.
#[derive(Debug)]
struct Call {
    text: String,
    began: usize,
    ended: usize,
}

/// The calls in a log of strace, in which those of several threads cut each other.
fn calls(log: &str) -> Vec<Call> {
    let (mut calls, mut open) = (Vec::<Call>::new(), std::collections::BTreeMap::<&str, usize>::new());
    for (at, line) in log.lines().enumerate() {
        let (thread, rest) = line.split_once(' ').unwrap_or_default();
        let rest = rest.trim_start();
        if let Some(end) = rest.strip_prefix("<... ") {
            if let Some(call) = open.remove(thread).and_then(|call| calls.get_mut(call)) {
                call.text.push_str(end);
                call.ended = at;
            }
            continue;
        }
        let began = rest.strip_suffix("<unfinished ...>");
        if began.is_some() {
            open.insert(thread, calls.len());
        }
        calls.push(Call { text: began.unwrap_or(rest).to_owned(), began: at, ended: at });
    }
    calls
}

#[test]
fn the_log_is_synced_between_a_row_and_its_2xx() {
    if !is_traceable("the_log_is_synced_between_a_row_and_its_2xx") {
        return;
    }
    let mut program = traced(&["-e", "trace=pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync"]);
    for number in 0..8 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
    }
    // strace passes the signal on to nobody: the collector itself is told.
    end(&mut program);
    let log = fs::read_to_string(program.folder.path().join("trace")).unwrap();
    let calls = calls(&log);
    for number in 0..8 {
        let id = id(number);
        let find = |what: &dyn Fn(&Call) -> bool| calls.iter().find(|call| what(call));
        let row = find(&|call| {
            call.text.starts_with("pwrite64(") && call.text.contains("db-wal>") && call.text.contains(&id)
        });
        let row = row.unwrap_or_else(|| panic!("{id} was never written to the log"));
        let reply = find(&|call| {
            !call.text.starts_with("pwrite64(") && call.text.contains("201 Created") && call.text.contains(&id)
        });
        let reply = reply.unwrap_or_else(|| panic!("no 2xx of {id} was sent"));
        let synced = calls.iter().any(|call| {
            let sync = call.text.starts_with("fdatasync(") || call.text.starts_with("fsync(");
            let done = call.text.contains("db-wal>") && call.text.trim_end().ends_with("= 0");
            sync && done && row.ended < call.began && call.ended < reply.began
        });
        assert!(synced, "no sync of the log between line {} and line {} of the trace", row.ended, reply.began);
    }
}

/// Ends the collector that strace runs, and with it strace.
fn end(program: &mut Program) {
    let children = Command::new("pgrep").arg("-P").arg(program.child.id().to_string()).output().unwrap();
    let child = String::from_utf8(children.stdout).unwrap();
    assert!(Command::new("kill").args(["-s", "TERM", child.trim()]).status().unwrap().success());
    program.child.wait().unwrap();
}

#[test]
fn a_sync_that_fails_is_never_followed_by_a_2xx_and_ends_the_process() {
    if !is_traceable("a_sync_that_fails_is_never_followed_by_a_2xx_and_ends_the_process") {
        return;
    }
    let inject = "inject=fsync,fdatasync:error=EIO:when=60+";
    let mut program = traced(&["-e", "trace=fsync,fdatasync", "-e", inject]);
    let (mut acknowledged, address) = (BTreeSet::new(), program.address.clone());
    let head = "POST /v1/responses HTTP/1.1\r\nContent-Type: application/json";
    let failed =
        (0..200).find_map(|number| match request(&address, head, response(&id(number)).to_string().as_bytes()) {
            Ok((201, _)) => {
                acknowledged.insert(id(number));
                None
            }
            other => Some(other),
        });
    let failed = failed.expect("every post was acknowledged, on a disk that syncs nothing");
    assert!(!failed.is_ok_and(|(status, _)| status < 300), "a 2xx after a failed sync");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = program.child.try_wait().unwrap() {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "it goes on after a failed sync");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(!status.success(), "{status}");
    let lines = stdout(program.folder.path(), &["export", "--survey", "support"]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let stored: BTreeSet<String> = lines.lines().map(id).collect();
    assert!(!acknowledged.is_empty() && acknowledged.is_subset(&stored));
}
