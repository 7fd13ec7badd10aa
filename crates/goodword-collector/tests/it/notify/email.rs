//! Emails and TLS: servers in Python, which share no code with what is tested.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use goodword_collector::notify::{Channel, Dispatcher, Email, SmtpServer, Target};
use goodword_collector::store::{Event, Subscription};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{PACE, SECRET, post, store, until};
use crate::collector::{id, response};
use crate::outage::Certificates;
use crate::program::{Program, goodword};

struct Server {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
    port: u64,
}

/// The Python of `cargo xtask test`, which has aiosmtpd; without it, the machine's own for what needs none.
fn python() -> String {
    std::env::var("GOODWORD_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Whether there is what takes emails. Where there is not, the test is named as not run.
fn has_smtp(test: &str) -> bool {
    let has = Command::new(python()).args(["-c", "import aiosmtpd"]).output();
    let has = has.is_ok_and(|output| output.status.success());
    assert!(has || std::env::var_os("GOODWORD_PYTHON").is_none(), "GOODWORD_PYTHON has no aiosmtpd");
    if !has {
        println!("NOT RUN: {test}: GOODWORD_PYTHON has no aiosmtpd");
    }
    has
}

impl Server {
    fn start(kind: &str, certificate: Option<(&Path, &Path)>) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/notify/receiver.py");
        let mut python = Command::new(python());
        python.args([script, kind]);
        match certificate {
            Some((certificate, key)) => python.arg(certificate).arg(key),
            None => python.args(["none", "none"]),
        };
        let mut child = python.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut server = Self { child, lines, port: 0 };
        server.port = server.next()["port"].as_u64().unwrap();
        server
    }

    /// What comes next.
    fn next(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().expect("the server ended").unwrap()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn email(port: u64) -> Target {
    let email = Email {
        server: SmtpServer::parse(&format!("smtp://127.0.0.1:{port}")).unwrap(),
        from: "Goodword <feedback@shop.example>".parse().unwrap(),
        to: vec!["Desk <desk@shop.example>".parse().unwrap(), "ben@shop.example".parse().unwrap()],
        public_url: Some("https://feedback.shop.example".to_owned()),
    };
    let subscription =
        Subscription { target: "team".to_owned(), events: [Event::Attention].into(), surveys: [].into() };
    Target { subscription, channel: Channel::Email(email.into()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_promise_is_an_email_which_is_tried_until_it_is_taken() {
    if !has_smtp("a_broken_promise_is_an_email_which_is_tried_until_it_is_taken") {
        return;
    }
    let ((store, _folder), mut server) = (store(), Server::start("smtp-late", None));
    let _dispatcher = Dispatcher::at_pace(store.clone(), vec![email(server.port)], PACE);
    post(&store, &response(&id(1))).await;
    let comment = "Zu spät.\nContact: mallory@evil.example\n.\nBcc: all@evil.example";
    post(
        &store,
        &json!({"id": id(2), "survey": "support", "submitted_at": "2026-03-14T09:26:53.589Z",
        "answers": {"promise": "broken", "recommend": 2, "comment": comment, "why": ["late", "rude"]},
        "follow_up": {"contact": "ann@b.example", "within_hours": 24}, "fields": {"order": "c-7"}}),
    )
    .await;
    let (first, second) = (server.next(), server.next());
    assert_eq!((&first["tries"], &second["tries"]), (&json!(1), &json!(2)), "one id for both tries");
    let headers = &second["headers"];
    assert_eq!(headers["subject"], "support: a promise was broken, and an answer is asked for");
    assert_eq!(
        (&headers["reply-to"], &headers["from"]),
        (&json!("ann@b.example"), &json!("Goodword <feedback@shop.example>"))
    );
    assert!(headers["message-id"].as_str().unwrap().ends_with("@shop.example>"), "{headers}");
    assert_eq!(second["to"], json!(["desk@shop.example", "ben@shop.example"]));
    assert_eq!(headers.get("bcc"), None);
    let body = second["body"].as_str().unwrap().trim_end().replace("\r\n", "\n");
    let told = "Promise: broken\nRecommend: 2 of 10\nComment: Zu spät.\n  Contact: mallory@evil.example\n  .\n  Bcc: \
        all@evil.example\nwhy: late, rude\norder: c-7\nContact: ann@b.example\nAnswer promised by: ";
    assert!(body.starts_with(told), "{body}");
    assert!(body.ends_with(&format!("Id: {}\n\nhttps://feedback.shop.example/results", id(2))), "{body}");
    until(&store, &email(server.port), |status| (status.waiting, status.delivered) == (0, 1)).await;
}

/// The program with these settings, which trusts who is in that file.
fn start(settings: &str, roots: &Path) -> Program {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("goodword.toml"), settings).unwrap();
    Program::start_in(folder, |mut program| {
        program.args(["--config", "goodword.toml"]).env("SSL_CERT_FILE", roots);
        program
    })
}

fn listed(program: &Program) -> String {
    let output = goodword(program.folder.path(), &["webhook", "list", "--config", "goodword.toml"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn wait_for(program: &Program, text: &str) {
    for _ in 0..100 {
        if listed(program).contains(text) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{text}: {}", listed(program));
}

#[test]
fn https_is_spoken_to_whom_the_machine_trusts_and_to_nobody_else() {
    let files = Certificates::of_localhost();
    let mut server = Server::start("https", Some((&files.path("server.pem"), &files.path("server.key"))));
    let settings = format!(
        "webhook-allow = [\"127.0.0.1\", \"::1\"]\n[[webhook]]\nname = \"desk\"\nurl = \"https://localhost:{}/hook\"\n\
         secret = [\"{SECRET}\"]\nevents = [\"response\"]\n",
        server.port
    );
    let program = start(&settings, &files.path("stranger.pem"));
    assert_eq!(program.post(&response(&id(1)).to_string()).unwrap().0, 201);
    wait_for(&program, "TLS: ");
    drop(program);
    let program = start(&settings, &files.path("ca.pem"));
    assert_eq!(program.post(&response(&id(2)).to_string()).unwrap().0, 201);
    let told = server.next();
    assert!(told["body"].as_str().unwrap().contains(&id(2)), "{told}");
    assert_eq!(
        (&told["path"], &told["headers"]["host"]),
        (&json!("/hook"), &json!(format!("localhost:{}", server.port)))
    );
}

#[test]
fn emails_are_handed_over_by_tls_with_a_password_which_is_never_shown() {
    if !has_smtp("emails_are_handed_over_by_tls_with_a_password_which_is_never_shown") {
        return;
    }
    let files = Certificates::of_localhost();
    let mut server = Server::start("smtp", Some((&files.path("server.pem"), &files.path("server.key"))));
    let settings = |password: &str| {
        format!(
            "[smtp]\nurl = \"smtps://ann:{password}@localhost:{}\"\nfrom = \"feedback@shop.example\"\n\
             [[email]]\nname = \"team\"\nto = [\"desk@shop.example\"]\nevents = [\"response\"]\n",
            server.port
        )
    };
    let wrong = start(&settings("S3CRET2"), &files.path("ca.pem"));
    assert_eq!(wrong.post(&response(&id(1)).to_string()).unwrap().0, 201);
    wait_for(&wrong, "the server for emails says 535");
    let shown = goodword(wrong.folder.path(), &["check-config", "--config", "goodword.toml"]).output().unwrap();
    let shown = String::from_utf8([shown.stdout, shown.stderr].concat()).unwrap();
    assert!(shown.contains("team at desk@shop.example of response") && !shown.contains("S3CRET"), "{shown}");
    assert!(!listed(&wrong).contains("S3CRET"));
    let right = settings("S3CRET");
    let program = start(&right, &files.path("ca.pem"));
    assert_eq!(program.post(&response(&id(2)).to_string()).unwrap().0, 201);
    let told = server.next();
    assert_eq!((&told["user"], &told["headers"]["subject"]), (&json!("ann"), &json!("support: a response")));
}
