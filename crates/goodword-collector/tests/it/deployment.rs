//! How it is run for real: by systemd, at a socket, behind nginx and Caddy as `packaging/` proposes.

mod board;
mod proxy;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{Program, goodword};

/// A collector at a socket.
pub struct AtSocket {
    child: Child,
    pub socket: PathBuf,
}

impl AtSocket {
    pub fn start(folder: &Path) -> Self {
        let socket = folder.join("goodword.sock");
        let listen = format!("unix:{}", socket.display());
        let mut program = goodword(folder, &["serve", "--listen", &listen, "--trusted-proxy", "127.0.0.1"]);
        let mut child = program.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == format!("listening on {listen}")), "it ended before it listened");
        Self { child, socket }
    }

    fn post(&self, number: u64) -> String {
        let (mut stream, body) = (UnixStream::connect(&self.socket).unwrap(), response(&id(number)).to_string());
        let length = body.len();
        let head = "POST /v1/responses HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json";
        write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }

    fn end(mut self, signal: &str) {
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap();
    }
}

impl Drop for AtSocket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_socket_is_listened_at_by_one_and_taken_over_from_one_that_was_killed() {
    let folder = TempDir::new().unwrap();
    let first = AtSocket::start(folder.path());
    assert!(first.post(1).starts_with("HTTP/1.1 201"));
    assert_eq!(fs::metadata(&first.socket).unwrap().permissions().mode() & 0o777, 0o666);
    let listen = format!("unix:{}", first.socket.display());
    let second = goodword(folder.path(), &["serve", "--listen", &listen]).output().unwrap();
    assert!(String::from_utf8_lossy(&second.stderr).contains("somebody listens on"), "{second:?}");
    assert!(first.post(2).starts_with("HTTP/1.1 201"), "the other took nothing away");
    first.end("KILL");
    let third = AtSocket::start(folder.path());
    assert!(third.post(2).starts_with("HTTP/1.1 200"), "it is stored already");
    let socket = third.socket.clone();
    third.end("TERM");
    assert!(!socket.exists());
    fs::write(&socket, "a file of somebody").unwrap();
    let fourth = goodword(folder.path(), &["serve", "--listen", &listen]).output().unwrap();
    assert_eq!(
        (fourth.status.code(), fs::read_to_string(&socket).unwrap()),
        (Some(2), "a file of somebody".to_owned())
    );
}

#[test]
fn systemd_is_told_when_it_is_ready_and_when_it_stops() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notify");
    let supervisor = UnixDatagram::bind(&path).unwrap();
    supervisor.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let told = || {
        let mut text = [0; 256];
        let length = supervisor.recv(&mut text).unwrap();
        String::from_utf8(text[..length].to_vec()).unwrap()
    };
    let mut program = Program::start_in(folder, |mut program| {
        program.env("NOTIFY_SOCKET", &path);
        program
    });
    assert_eq!(told().trim_end(), "READY=1");
    assert_eq!(program.request("GET /readyz HTTP/1.1", b"").unwrap().0, 200);
    program.signal("HUP");
    assert_eq!(told().trim_end(), "STATUS=the settings were read anew");
    program.stop();
    assert_eq!(told().trim_end(), "STOPPING=1");
}

#[test]
fn a_line_of_the_log_names_the_trace_that_a_request_belongs_to() {
    let mut program = Program::start_in(TempDir::new().unwrap(), |mut program| {
        program.args(["--log-format", "json", "--log", "info"]).env_remove("GOODWORD_LOG").stderr(Stdio::piped());
        program
    });
    let lines = BufReader::new(program.child.stderr.take().unwrap()).lines();
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let head = |value: &str| format!("GET /livez HTTP/1.1\r\ntraceparent: {value}");
    program.request(&head(&format!("00-{trace}-00f067aa0ba902b7-01")), b"").unwrap();
    program.request(&head("00-\"}{-00f067aa0ba902b7-01"), b"").unwrap();
    program.stop();
    let lines: Vec<Value> = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    let traces: Vec<_> = lines.iter().filter(|line| line["route"] == "/livez").map(|line| &line["trace"]).collect();
    assert_eq!(traces, [&Value::from(trace), &Value::Null]);
}
