//! Settings: a file says what flags say, a flag says it louder, and what is wrong is told with its line.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{ID, response};
use crate::program::{Program, database, request, run, stdout};

fn folder(config: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("goodword.toml"), config).unwrap();
    folder
}

fn check(config: &str, line: &str) {
    let folder = folder(config);
    for command in ["check-config", "serve"] {
        let output = run(folder.path(), &[command, "--config", "goodword.toml"]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.starts_with(&format!("goodword: {line}")) && error.lines().count() == 1, "{config}: {error}");
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]));
    }
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_line_and_its_rule() {
    check("listen = \"127.0.0.1:0\"\nport = 80\n", "goodword.toml:2: unknown field `port`, expected one of `listen`");
    check("\ndatabase = \"goodword.db\"\n", "goodword.toml:2: must be sqlite://");
    check("dist = \"nowhere\"\n", "there is no folder nowhere");
    check("max-connections = 0\n", "max-connections must be 1 or more");
    check("listen = \"127.0.0.1:8787\"\nmetrics-listen = \"127.0.0.1:8787\"", "metrics-listen must be another address");
    let output = run(TempDir::new().unwrap().path(), &["check-config", "--config", "missing.toml"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot read missing.toml"));
}

#[test]
fn what_the_settings_come_to_is_printed() {
    let folder =
        folder("listen = \"0.0.0.0:80\"\ndatabase = \"sqlite://file.db\"\nallow-origin = [\"https://shop.example\"]\n");
    let told = stdout(folder.path(), &["check-config", "--config", "goodword.toml"]);
    for part in ["0.0.0.0:80", "file.db", "https://shop.example", "not here: this takes a public-url of https"] {
        assert!(told.contains(part), "{told}");
    }
    let louder =
        ["check-config", "--config", "goodword.toml", "--listen", "127.0.0.1:81", "--database", "sqlite://flag.db"];
    let told = stdout(folder.path(), &louder);
    assert!(told.contains("127.0.0.1:81") && told.contains("flag.db") && told.contains("cookie goodword"), "{told}");
    assert!(!folder.path().join("file.db").exists(), "a check makes no database");
}

#[test]
fn every_command_finds_the_database_of_the_file() {
    let folder = folder("database = \"sqlite://file.db\"\n");
    database(folder.path());
    fs::rename(folder.path().join("goodword.db"), folder.path().join("file.db")).unwrap();
    stdout(folder.path(), &["token", "create", "--scope", "read", "--name", "a", "--config", "goodword.toml"]);
}

/// The page of `/metrics`.
fn page(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page
}

#[test]
fn figures_stand_at_an_address_of_their_own_and_name_nobody() {
    let metrics = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let program = Program::start_in(TempDir::new().unwrap(), |mut program| {
        program.args(["--metrics-listen", &metrics]);
        program
    });
    for _ in 0..3 {
        program.post(&response(ID).to_string()).unwrap();
    }
    program.post("{}").unwrap();
    request(&program.address, "GET /private-words?email=a@b.example HTTP/1.1", b"").unwrap();
    assert_eq!(program.request("GET /metrics HTTP/1.1", b"").unwrap().0, 404);
    let page = page(&metrics);
    for line in [
        "goodword_responses_total{outcome=\"created\"} 1",
        "goodword_responses_total{outcome=\"same\"} 2",
        "goodword_problems_total{problem=\"invalid-response\"} 1",
        "goodword_requests_total{method=\"POST\",route=\"/v1/responses\",status=\"201\"} 1",
        "goodword_request_seconds_count{route=\"/v1/responses\"} 4",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(!page.contains("private") && !page.contains("b.example") && !page.contains("support"), "{page}");
}

#[test]
fn the_log_is_json_where_that_is_asked_and_holds_no_answer_and_no_address() {
    let folder = TempDir::new().unwrap();
    let log = fs::File::create(folder.path().join("log")).unwrap();
    let mut program = Program::start_in(folder, |mut program| {
        program.args(["--log-format", "json"]).env("GOODWORD_LOG", "info").stderr(Stdio::from(log));
        program
    });
    let mut body = response(ID);
    body["answers"]["comment"] = "Confidential words".into();
    body["follow_up"] = serde_json::json!({"contact": "person@private.example", "within_hours": 24});
    program.post(&body.to_string()).unwrap();
    request(&program.address, "GET /private-words HTTP/1.1", b"").unwrap();
    program.stop();
    let log = fs::read_to_string(program.folder.path().join("log")).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let posted = lines.iter().find(|line| line["route"] == "/v1/responses").unwrap();
    assert_eq!((&posted["status"], &posted["method"], &posted["level"]), (&201.into(), &"POST".into(), &"INFO".into()));
    assert!(["Confidential", "private", "127.0.0.1"].iter().all(|word| !log.contains(word)), "{log}");
}
