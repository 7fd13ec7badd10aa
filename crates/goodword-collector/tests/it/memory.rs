//! Memory stays what it is, however long an export is and whatever visitors name.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use tempfile::TempDir;

use crate::collector::{ID, id, response};
use crate::program::{Program, stdout};

const ROWS: &str = "48000";
/// Of so many, each with a cube, nothing is small.
const VALUES: u64 = 20_000;

/// A line of `/proc/PID/status`, in bytes.
fn status(program: &Program, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", program.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_matches(|letter: char| !letter.is_ascii_digit()).parse::<u64>().unwrap() * 1024
}

/// The bytes of a reply, and by how much memory grew beyond what it was at most while it was read.
fn read(program: &Program, token: &str, path: &str) -> (u64, u64) {
    // From here on the highest that memory has been is counted anew.
    fs::write(format!("/proc/{}/clear_refs", program.child.id()), "5").unwrap();
    let before = status(program, "VmRSS:");
    let mut stream = TcpStream::connect(&program.address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let (mut bytes, mut piece) = (0, vec![0; 1 << 16]);
    loop {
        match stream.read(&mut piece).unwrap() {
            0 => break,
            read => bytes += read as u64,
        }
    }
    (bytes, status(program, "VmHWM:").saturating_sub(before))
}

#[test]
fn an_export_takes_no_more_memory_however_long_it_is() {
    let folder = TempDir::new().unwrap();
    let seeded = stdout(folder.path(), &["seed", ROWS, "--survey", "shop"]);
    fs::write(folder.path().join("seed.ndjson"), seeded).unwrap();
    stdout(folder.path(), &["import", "seed.ndjson"]);
    let program = Program::start_in(folder, |program| program);
    let token = program.admin.clone().unwrap();
    // The first one fills what the database keeps at hand.
    let export = |format| read(&program, &token, &format!("/v1/surveys/shop/responses?format={format}"));
    export("ndjson");
    for format in ["ndjson", "json", "csv"] {
        let (bytes, grown) = export(format);
        println!("{format}: {bytes} bytes sent, memory grew by {grown}");
        assert!(bytes > 12_000_000 && grown < bytes / 2, "{format}: {bytes} bytes sent, memory grew by {grown}");
    }
}

#[test]
fn a_tally_takes_no_more_memory_however_many_values_visitors_name() {
    let folder = TempDir::new().unwrap();
    // A page, a question, an answer and a question reached of each one's own.
    let lines = (0..VALUES).map(|number| {
        let id = id(number);
        format!(
            r#"{{"id":"{id}","survey":"shop","submitted_at":"2026-03-14T09:26:53Z","answers":{{"q{number}":"v{number}","one":"v{number}"}},"order":["r{number}"],"context":{{"url":"https://a.example/{number}"}}}}"#
        ) + "\n"
    });
    fs::write(folder.path().join("many.ndjson"), lines.collect::<String>()).unwrap();
    stdout(folder.path(), &["import", "many.ndjson"]);
    let program = Program::start_in(folder, |program| program);
    let token = program.admin.clone().unwrap();
    let (bytes, grown) = read(&program, &token, "/v1/surveys/shop/tally?by=page");
    println!("{bytes} bytes sent, memory grew by {grown}");
    assert!(bytes < 100_000 && grown < 30_000_000, "{bytes} bytes sent, memory grew by {grown}");
}

#[test]
fn bodies_that_are_never_finished_hold_no_more_than_their_share() {
    const CONNECTIONS: u32 = 3_000;
    rlimit::increase_nofile_limit(8_192).unwrap();
    let program = Program::start();
    let before = status(&program, "VmRSS:");
    let head =
        b"POST /v1/responses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 65500\r\n\r\n";
    let body = vec![b' '; 65_000];
    let open: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let mut stream = TcpStream::connect(&program.address).unwrap();
            stream.write_all(head).unwrap();
            let _ = stream.write_all(&body);
            stream
        })
        .collect();
    // Whoever is small is still answered.
    assert_eq!(program.post(&response(ID).to_string()).unwrap().0, 201);
    let each = status(&program, "VmHWM:").saturating_sub(before) / u64::from(CONNECTIONS);
    println!("{each} bytes for each of {CONNECTIONS}");
    assert!(each < 80_000, "{each} bytes for each of {CONNECTIONS}");
    drop(open);
}
