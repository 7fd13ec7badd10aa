//! What stands on the wire: heads that are no heads, addresses that are no names, and connections that end early.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use axum::http::{Method, Request, header};
use goodword_collector::token::Scope;

use crate::collector::{Collector, ID, response};
use crate::program::Program;

/// What comes back for these bytes, by whoever then says no more.
fn said(program: &Program, bytes: &str) -> String {
    let mut stream = TcpStream::connect(&program.address).unwrap();
    // Who says too much may be cut off before the end.
    let _ = stream.write_all(bytes.as_bytes());
    let _ = stream.shutdown(Shutdown::Write);
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply);
    String::from_utf8(reply).unwrap().to_lowercase()
}

#[track_caller]
fn refused(program: &Program, bytes: &str, status: u16, problem: &str) {
    let reply = said(program, bytes);
    let start = format!("http/1.1 {status} ");
    let (head, shown) = (reply.starts_with(&start), &reply[..reply.len().min(600)]);
    assert!(head && reply.contains(&format!("urn:goodword:problem:{problem}\"")), "{shown}");
    assert!(reply.contains("access-control-allow-origin: *"), "{shown}");
}

#[test]
fn what_is_wrong_with_a_head_is_told_where_a_page_can_read_it() {
    let program = Program::start();
    refused(&program, "GET /livez HTTP/1.1\r\n\r\n", 400, "bad-request");
    refused(&program, "GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "bad-request");
    refused(&program, "GET livez HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request");
    refused(&program, "CONNECT livez:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request");
    assert!(said(&program, "GET http://a/livez HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("http/1.1 200 "));
    assert!(said(&program, "GET /livez HTTP/1.0\r\n\r\n").starts_with("http/1.0 200 "));
    let long = "x".repeat(9_000);
    refused(&program, &format!("GET /livez?{long} HTTP/1.1\r\nHost: a\r\n\r\n"), 414, "uri-too-long");
    let large = format!("Cookie: a={}\r\n", "x".repeat(33_000));
    refused(&program, &format!("GET /livez HTTP/1.1\r\nHost: a\r\n{large}\r\n"), 431, "head-too-large");
    let huge = format!("Cookie: a={}\r\n", "x".repeat(500_000));
    let reply = said(&program, &format!("GET /livez HTTP/1.1\r\nHost: a\r\n{huge}\r\n"));
    assert!(!reply.contains(" 200 "), "{reply}");
}

#[test]
fn who_closes_its_side_after_a_request_hears_the_answer() {
    let program = Program::start();
    let body = response(ID).to_string();
    let length = body.len();
    let head = "POST /v1/responses HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    let reply = said(&program, &format!("{head}Content-Length: {length}\r\n\r\n{body}"));
    assert!(reply.starts_with("http/1.1 201 "), "{reply}");
}

#[test]
fn a_connection_waits_for_its_next_request_as_long_as_is_said() {
    let program = Program::start_in(tempfile::TempDir::new().unwrap(), |mut program| {
        program.args(["--keep-alive", "2"]);
        program
    });
    let mut stream = TcpStream::connect(&program.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut ask = |pause: Duration| {
        std::thread::sleep(pause);
        stream.write_all(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        let mut reply = [0; 1000];
        stream.read(&mut reply).unwrap()
    };
    assert!(ask(Duration::ZERO) > 0 && ask(Duration::from_millis(900)) > 0);
    let start = Instant::now();
    assert_eq!(stream.read(&mut [0; 10]).unwrap_or_default(), 0);
    assert!((1..8).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[tokio::test]
async fn an_address_that_can_be_no_name_names_nothing() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    for name in ["%00", "%ff", "a%20b", "%2e", "%F0%9F%98%80"] {
        let get = Request::get(format!("/v1/surveys/{name}")).body(axum::body::Body::empty()).unwrap();
        collector.send(get).await.problem(404, "not-found");
        for (method, path) in [
            (Method::PUT, format!("/v1/surveys/{name}")),
            (Method::GET, format!("/v1/surveys/{name}/settings")),
            (Method::PUT, format!("/v1/surveys/{name}/settings")),
            (Method::GET, format!("/v1/surveys/{name}/responses")),
            (Method::GET, format!("/v1/surveys/{name}/tally")),
            (Method::GET, format!("/v1/surveys/{name}/follow-ups")),
            (Method::DELETE, format!("/v1/responses/{name}")),
            (Method::PATCH, format!("/v1/responses/{name}/follow-up")),
        ] {
            collector.ask(method.clone(), &path, &token).await.problem(404, "not-found");
            // Who may not ask learns nothing about names.
            collector.ask(method.clone(), &path, "gw_sec_wrong").await.problem(401, "unauthorized");
            let other = collector.token_for(&[Scope::Admin], Some("other")).await;
            if path.starts_with("/v1/surveys") {
                collector.ask(method, &path, &other).await.problem(403, "forbidden");
            }
        }
    }
}

#[tokio::test]
async fn what_is_compressed_is_not_taken() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    for (path, method, media_type) in [
        ("/v1/responses", Method::POST, "application/json"),
        ("/v1/responses", Method::POST, "application/x-ndjson"),
        ("/v1/surveys/support/settings", Method::PUT, "application/json"),
    ] {
        for (encoding, status) in [("gzip", 415), ("br", 415), ("identity, gzip", 415), ("Identity", 0)] {
            let request = Request::builder()
                .method(method.clone())
                .uri(path)
                .header(header::CONTENT_TYPE, media_type)
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .header(header::CONTENT_ENCODING, encoding);
            let reply = collector.send(request.body("{}".into()).unwrap()).await;
            match status {
                0 => assert_ne!(reply.status, 415, "{encoding}"),
                _ => drop(reply.problem(status, "media-type")),
            }
        }
    }
}
