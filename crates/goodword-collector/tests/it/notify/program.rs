//! The program, told by its file of settings whom to tell.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::receiver::{Answer, Receiver};
use super::{SECRET, by_id};
use crate::collector::{id, response};
use crate::program::{Program, run, stdout};

fn settings(folder: &Path, receiver: &str, secret: &str) {
    let webhook = format!(
        "[[webhook]]\nname = \"desk\"\nurl = \"{receiver}\"\nsecret = [\"{secret}\"]\nevents = [\"response\"]\n"
    );
    fs::write(folder.join("goodword.toml"), format!("webhook-allow = [\"127.0.0.1\"]\n{webhook}")).unwrap();
}

fn start(folder: TempDir) -> Program {
    Program::start_in(folder, |mut program| {
        program.args(["--config", "goodword.toml"]);
        program
    })
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_commit_and_delivery_it_tells_all_of_it_later_each_under_one_id() {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    settings(folder.path(), &format!("http://127.0.0.1:{port}/"), SECRET);
    let mut program = start(folder);
    for number in 0..20 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
    }
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let receiver = Receiver::start_at(port, &[Answer::Status(503)]).await;
    let folder = std::mem::replace(&mut program.folder, TempDir::new().unwrap());
    let program = start(folder);
    for _ in 0..600 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let listed = stdout(program.folder.path(), &["webhook", "list", "--config", "goodword.toml"]);
        if listed.contains("0 waiting\t20 delivered") {
            break;
        }
    }
    let told = receiver.received();
    let ids: std::collections::BTreeSet<_> = told
        .iter()
        .map(|told| {
            let body: Value = serde_json::from_str(&told.body).unwrap();
            body["data"]["response"]["id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!((ids.len(), by_id(&told).len()), (20, 20), "{told:?}");
    assert!(told.iter().all(|told| told.is_signed_by(SECRET)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_brings_another_secret_and_the_administrator_is_told_how_it_stands() {
    let (folder, receiver) = (TempDir::new().unwrap(), Receiver::start(&[]).await);
    settings(folder.path(), &receiver.url("/"), SECRET);
    let program = start(folder);
    assert_eq!(program.post(&response(&id(1)).to_string()).unwrap().0, 201);
    assert!(receiver.wait(1).await[0].is_signed_by(SECRET));
    let other = "whsec_dGhpcyBpcyBhbm90aGVyIHNlY3JldCBvZiBvdXJz";
    settings(program.folder.path(), &receiver.url("/"), other);
    program.signal("HUP");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(program.post(&response(&id(2)).to_string()).unwrap().0, 201);
    assert!(receiver.wait(2).await[1].is_signed_by(other));
    let admin = program.admin.as_ref().unwrap();
    let mut listed = Value::Null;
    for _ in 0..100 {
        let (status, reply) =
            program.request(&format!("GET /v1/targets HTTP/1.1\r\nAuthorization: Bearer {admin}"), b"").unwrap();
        assert_eq!(status, 200, "{reply}");
        listed = serde_json::from_str(reply.split_once("\r\n\r\n").unwrap().1).unwrap();
        if listed["targets"][0]["delivered"] == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        (&listed["targets"][0]["name"], &listed["targets"][0]["delivered"]),
        (&"desk".into(), &2.into()),
        "{listed}"
    );
    assert_eq!(program.request("GET /v1/targets HTTP/1.1", b"").unwrap().0, 401);
    let again = stdout(
        program.folder.path(),
        &["webhook", "replay", "desk", "--since", "2026-01-01", "--config", "goodword.toml"],
    );
    assert_eq!(again, "2 messages are told again\n");
    assert_eq!(by_id(&receiver.wait(4).await).len(), 2);
    let unknown =
        run(program.folder.path(), &["webhook", "replay", "crm", "--since", "2026-01-01", "--config", "goodword.toml"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn settings_that_cannot_be_used_are_told_without_their_secret() {
    let folder = TempDir::new().unwrap();
    let check = |url: &str, secret: &str, more: &str| {
        settings(folder.path(), url, secret);
        let file = folder.path().join("goodword.toml");
        fs::write(&file, fs::read_to_string(&file).unwrap() + more).unwrap();
        let output = run(folder.path(), &["check-config", "--config", "goodword.toml"]);
        (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let (fine, told) = check("https://hooks.example/T0/S3CRET", SECRET, "");
    assert!(fine && told.contains("desk at https://hooks.example of response"), "{told}");
    assert!(!told.contains("S3CRET") && !told.contains("MfKQ9r8"), "{told}");
    let wrong = [
        ("ftp://a.example", SECRET, "", "its url must be https"),
        ("https://u:S3CRET@a.example", SECRET, "", "must hold no user"),
        ("https://a.example", "whsec_MfKQ9r8=", "", "must be whsec_"),
        ("https://a.example", SECRET, "surveys = [\"\"]\n", "names of surveys"),
        ("https://a.example", SECRET, "unknown = 1\n", "unknown field"),
        (
            "https://a.example",
            SECRET,
            "[[webhook]]\nname = \"desk\"\nurl = \"https://b.example\"\nsecret = [\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]\n",
            "two are told by the name desk",
        ),
    ];
    for (url, secret, more, rule) in wrong {
        let (fine, told) = check(url, secret, more);
        assert!(
            !fine && told.contains(rule) && !told.contains("S3CRET") && !told.contains("MfKQ9r8"),
            "{rule}: {told}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_of_a_survey_name_who_is_told_of_it_alone() {
    let (folder, receiver) = (TempDir::new().unwrap(), Receiver::start(&[]).await);
    fs::write(folder.path().join("goodword.toml"), "webhook-allow = [\"127.0.0.1\"]\n").unwrap();
    let program = start(folder);
    let admin = program.admin.clone().unwrap();
    let set = |survey: &str, body: &Value| {
        let head = format!(
            "PATCH /v1/surveys/{survey}/settings HTTP/1.1\r\nAuthorization: Bearer {admin}\r\nContent-Type: application/json"
        );
        program.request(&head, body.to_string().as_bytes()).unwrap()
    };
    let desk = json!({"name": "desk", "url": receiver.url("/"), "secrets": [SECRET], "events": ["response"]});
    assert_eq!(set("support", &json!({"webhooks": [desk]})).0, 200);
    let (status, told) =
        set("support", &json!({"webhooks": [{"name": "desk", "url": "https://a.example", "secrets": ["S3CRET"]}]}));
    assert!(status == 422 && told.contains("webhooks[0]") && !told.contains("S3CRET"), "{told}");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let mut other = response(&id(2));
    other["survey"] = "sales".into();
    assert_eq!(program.post(&other.to_string()).unwrap().0, 201);
    assert_eq!(program.post(&response(&id(1)).to_string()).unwrap().0, 201);
    let told = receiver.wait(1).await;
    assert!(told[0].is_signed_by(SECRET) && told[0].body.contains(&id(1)), "{told:?}");
    let listed = stdout(program.folder.path(), &["webhook", "list", "--config", "goodword.toml"]);
    assert!(listed.starts_with("support/desk\twell\t0 waiting\t1 delivered"), "{listed}");
    // What is taken away is told nothing more.
    assert_eq!(set("support", &json!({"webhooks": null})).0, 200);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(program.post(&response(&id(3)).to_string()).unwrap().0, 201);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(receiver.received().len(), 1);
}
