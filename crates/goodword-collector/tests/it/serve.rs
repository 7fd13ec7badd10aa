//! Whoever sends slowly, takes slowly or comes in thousands keeps nobody else out.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::collector::{ID, id, response};
use crate::program::Program;

/// A connection that says the beginning of a request.
fn begun(program: &Program) -> TcpStream {
    let mut stream = TcpStream::connect(&program.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    stream.write_all(b"POST /v1/responses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n").unwrap();
    stream
}

fn serving(arguments: &[&str]) -> Program {
    Program::start_in(TempDir::new().unwrap(), |mut program| {
        program.args(arguments);
        program
    })
}

#[test]
fn who_sends_a_head_drop_by_drop_is_cut_and_makes_room() {
    let program = serving(&["--max-connections", "32"]);
    let mut slow: Vec<_> = (0..32).map(|_| begun(&program)).collect();
    let stored = thread::scope(|scope| {
        let visitor = scope.spawn(|| program.post(&response(ID).to_string()));
        while !visitor.is_finished() {
            // One that is cut already cannot be written to.
            for stream in &mut slow {
                drop(stream.write_all(b"x: y\r\n"));
            }
            thread::sleep(Duration::from_millis(250));
        }
        visitor.join().unwrap()
    });
    assert_eq!(stored.unwrap().0, 201);
    for mut stream in slow {
        let mut rest = Vec::new();
        // Cut with a reset, or with an end.
        let _ = stream.read_to_end(&mut rest);
        assert!(!String::from_utf8_lossy(&rest).contains(" 201 "), "{rest:?}");
    }
}

#[test]
fn a_body_that_comes_drop_by_drop_is_refused_in_words() {
    let program = Program::start();
    let mut stream = begun(&program);
    let mut writer = stream.try_clone().unwrap();
    write!(writer, "Origin: https://shop.example\r\nContent-Length: 60000\r\n\r\n{{").unwrap();
    let writing = thread::spawn(move || {
        while writer.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(250));
        }
    });
    let mut reply = vec![0; 2000];
    let length = stream.read(&mut reply).unwrap();
    let reply = String::from_utf8_lossy(&reply[..length]).to_lowercase();
    assert!(reply.starts_with("http/1.1 408") && reply.contains("urn:goodword:problem:timeout"), "{reply}");
    assert!(reply.contains("access-control-allow-origin: *"), "{reply}");
    drop(stream);
    writing.join().unwrap();
}

#[test]
fn ten_thousand_connections_keep_nobody_out() {
    let allowed = rlimit::increase_nofile_limit(10_400).unwrap();
    let most = usize::try_from(allowed.saturating_sub(400)).unwrap().min(10_000);
    println!("{most} connections");
    let program = serving(&["--max-connections", &(most + 100).to_string()]);
    let mut open: Vec<_> = (0..most).map(|_| TcpStream::connect(&program.address).unwrap()).collect();
    for number in 0..10 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
    }
    let last = open.last_mut().unwrap();
    write!(last, "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut reply = String::new();
    last.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

#[test]
fn before_it_stops_it_says_that_it_is_not_ready_and_still_takes_answers() {
    let mut program = serving(&["--linger", "3"]);
    let ready = || program.request("GET /readyz HTTP/1.1", b"").unwrap();
    assert_eq!(ready().0, 200);
    program.signal("TERM");
    let refused = loop {
        let (status, reply) = ready();
        if status != 200 {
            break reply;
        }
    };
    assert!(refused.contains("urn:goodword:problem:not-ready") && refused.contains("about to stop"), "{refused}");
    assert_eq!(program.post(&response(ID).to_string()).unwrap().0, 201);
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
}
