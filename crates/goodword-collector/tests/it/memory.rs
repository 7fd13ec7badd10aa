//! An export takes no more memory however long it is.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use tempfile::TempDir;

use crate::program::{Program, stdout};

const ROWS: &str = "48000";

/// A line of `/proc/PID/status`, in bytes.
fn status(program: &Program, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", program.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_matches(|letter: char| !letter.is_ascii_digit()).parse::<u64>().unwrap() * 1024
}

/// The bytes of an export, and by how much memory grew beyond what it was at most while it was read.
fn export(program: &Program, token: &str, format: &str) -> (u64, u64) {
    // From here on the highest that memory has been is counted anew.
    fs::write(format!("/proc/{}/clear_refs", program.child.id()), "5").unwrap();
    let before = status(program, "VmRSS:");
    let mut stream = TcpStream::connect(&program.address).unwrap();
    let path = format!("/v1/surveys/shop/responses?format={format}");
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
    export(&program, &token, "ndjson");
    for format in ["ndjson", "json", "csv"] {
        let (bytes, grown) = export(&program, &token, format);
        println!("{format}: {bytes} bytes sent, memory grew by {grown}");
        assert!(bytes > 12_000_000 && grown < bytes / 2, "{format}: {bytes} bytes sent, memory grew by {grown}");
    }
}
