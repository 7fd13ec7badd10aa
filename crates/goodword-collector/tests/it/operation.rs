//! What whoever runs it relies on: secrets that stay secret, databases that are made by intent, a log that holds nobody up.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{ID, id, response};
use crate::outage::within;
use crate::program::{Program, goodword, run, stdout};

const ADMIN: &str = "gw_sec_0123456789012345678901234567890123456789012";
const ADDRESS: &str = "postgres://ann:S3CRET@host:port/x";

#[test]
fn the_password_of_a_database_is_never_shown() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("address"), ADDRESS).unwrap();
    fs::write(folder.path().join("goodword.toml"), format!("database = \"{ADDRESS}\"\n")).unwrap();
    let run = |arguments: &[&str], variable: &str| {
        let output = goodword(folder.path(), arguments).env("GOODWORD_DATABASE", variable).output().unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!told.contains("S3CRET"), "{arguments:?}: {told}");
        told
    };
    for command in ["serve", "export", "import", "check-config", "backup", "doctor"] {
        assert!(run(&[command, "--help"], ADDRESS).contains("GOODWORD_DATABASE]"), "{command}");
    }
    run(&["serve"], ADDRESS);
    run(&["token", "list", "--database", ADDRESS], "");
    run(&["token", "list", "--database-file", "address"], "");
    run(&["check-config", "--config", "goodword.toml"], "");
    run(&["migrate", ADDRESS, "sqlite://a.db"], "");
}

#[test]
fn secrets_come_in_files_and_variables() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("address"), "sqlite://elsewhere.db\n").unwrap();
    let credentials = folder.path().join("credentials");
    fs::create_dir(&credentials).unwrap();
    fs::write(credentials.join("goodword-admin-token"), format!("{ADMIN}\n")).unwrap();
    let program = Program::start_in(folder, |mut program| {
        program.args(["--database-file", "address"]).env("CREDENTIALS_DIRECTORY", credentials);
        program
    });
    assert_eq!(program.admin, None, "what is given is not printed");
    let surveys = |token: &str| {
        let head = format!("GET /v1/surveys HTTP/1.1\r\nAuthorization: Bearer {token}");
        program.request(&head, b"").unwrap().0
    };
    assert_eq!((surveys(ADMIN), surveys(&ADMIN.replace('0', "1"))), (200, 401));
    assert!(program.folder.path().join("elsewhere.db").exists());
    let told = |arguments: &[&str], token: &str| {
        let output = goodword(program.folder.path(), arguments).env("GOODWORD_ADMIN_TOKEN", token).output().unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    assert!(told(&["check-config"], ADMIN).1.contains("from GOODWORD_ADMIN_TOKEN"));
    let (status, refused) = told(&["check-config"], "gw_sec_short");
    assert!(status == Some(2) && refused.contains("must be gw_sec_") && !refused.contains("short"), "{refused}");
}

#[test]
fn a_database_is_its_owners_alone() {
    let program = Program::start();
    assert_eq!(program.post(&response(ID).to_string()).unwrap().0, 201);
    for name in ["goodword.db", "goodword.db-wal", "goodword.db-shm"] {
        let mode = fs::metadata(program.folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn who_only_asks_makes_no_database() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["export", "--survey", "x"][..],
        &["token", "list"],
        &["token", "create", "--scope", "read", "--name", "x"],
        &["token", "revoke", "12345678"],
        &["backup", "copy.db"],
        &["doctor"],
        &["migrate", "sqlite://goodword.db", "sqlite://other.db"],
    ] {
        let output = run(folder.path(), arguments);
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(told.contains("there is no database goodword.db"), "{arguments:?}: {told}");
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "{arguments:?}");
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn an_empty_variable_is_none_and_every_setting_is_printed() {
    let folder = TempDir::new().unwrap();
    let mut command = goodword(folder.path(), &["check-config", "--linger", "7", "--surveys", "known"]);
    for name in ["PUBLIC_URL", "LISTEN", "ALLOW_ORIGIN", "MAX_CONNECTIONS", "CONFIG", "LOG_FORMAT", "SURVEYS"] {
        command.env(format!("GOODWORD_{name}"), "");
    }
    let output = command.env("GOODWORD_PUBLIC_URL", "https://a.example").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    for part in
        ["https://a.example", "10000", "90 s", "7 s", "known", "error, as text", "goodword.db", "127.0.0.1:8787"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn who_reads_enough_of_an_output_breaks_nothing() {
    let folder = TempDir::new().unwrap();
    let mut child =
        goodword(folder.path(), &["check-config"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn a_hangup_ends_nothing_and_a_log_that_nobody_reads_holds_nobody_up() {
    let mut program = Program::start_in(TempDir::new().unwrap(), |mut program| {
        program.env("GOODWORD_LOG", "info").stderr(Stdio::piped());
        program
    });
    program.signal("HUP");
    // A pipe holds 64 kB, which are some 500 lines.
    for number in 0..1200 {
        let reply = program.post(&response(&id(number)).to_string());
        assert_eq!(reply.unwrap().0, 201);
    }
    assert_eq!(program.stop().code(), Some(0));
}

#[test]
fn a_hangup_has_the_settings_read_anew_and_bad_ones_change_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("goodword.toml");
    let (log, write) =
        (fs::File::create(folder.path().join("log")).unwrap(), |text: &str| fs::write(&path, text).unwrap());
    write("surveys = \"any\"\nlog = \"info\"\nlinger = 0\n");
    let mut program = Program::start_in(folder, |mut program| {
        program.env_remove("GOODWORD_LOG").args(["--config", "goodword.toml", "--log-format", "json"]);
        program.stderr(Stdio::from(log));
        program
    });
    let told = |words: &str| fs::read_to_string(path.with_file_name("log")).unwrap().contains(words);
    let post = |number: u64| {
        let mut body = response(&id(number));
        body["survey"] = format!("survey-{number}").into();
        program.post(&body.to_string()).unwrap().0
    };
    assert_eq!(post(1), 201);
    write("surveys = \"known\"\nlog = \"info\"\nlinger = 1\nallow-origin = [\"https://shop.example\"]\n");
    program.signal("HUP");
    within(5, "the surveys are known ones", || told("changed: origins, surveys"));
    within(5, "what needs a restart is told", || told("what changed of linger takes a restart"));
    assert_eq!((post(1), post(2)), (200, 404));
    let asked = "OPTIONS /v1/responses HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\nOrigin: https://";
    let allowed = |host: &str| {
        let reply = program.request(&format!("{asked}{host}"), b"").unwrap().1.to_lowercase();
        reply.contains(&format!("access-control-allow-origin: https://{host}"))
    };
    assert_eq!((allowed("shop.example"), allowed("other.example")), (true, false));
    write("surveys = \"some\"\n");
    program.signal("HUP");
    within(5, "the fault is told", || told("every setting stays as it is") && told("must be any or known"));
    assert_eq!(post(3), 404);
    write("surveys = \"any\"\nlog = \"error\"\n");
    program.signal("HUP");
    within(5, "any survey is taken again", || post(4) == 201);
    assert_eq!(program.stop().code(), Some(0));
    let stored = log_of(program.folder.path()).iter().filter(|line| line["status"] == 201).count();
    assert_eq!(stored, 1, "it logs errors only, once the settings are these");
}

#[test]
fn who_did_what_is_logged_whatever_the_level() {
    let folder = TempDir::new().unwrap();
    let log = fs::File::create(folder.path().join("log")).unwrap();
    let mut program = Program::start_in(folder, |mut program| {
        program.args(["--log-format", "json"]).env("GOODWORD_LOG", "off").stderr(Stdio::from(log));
        program
    });
    let bearer = format!("HTTP/1.1\r\nAuthorization: Bearer {}", program.admin.clone().unwrap());
    assert_eq!(program.post("{}").unwrap().0, 422);
    // A refusal too is told each time.
    for _ in 0..3 {
        let path = format!("DELETE /v1/responses/{ID}?survey=shop {bearer}");
        assert_eq!(program.request(&path, b"").unwrap().0, 404);
    }
    assert_eq!(program.request(&format!("GET /v1/surveys/shop/responses {bearer}"), b"").unwrap().0, 200);
    program.stop();
    let lines = log_of(program.folder.path());
    let told: Vec<_> =
        lines.iter().map(|line| (line["method"].as_str().unwrap(), line["survey"].as_str().unwrap())).collect();
    assert_eq!(told, [("DELETE", "shop"), ("DELETE", "shop"), ("DELETE", "shop"), ("GET", "shop")]);
    assert!(lines.iter().all(|line| line["token"].is_string()), "{lines:?}");
}

fn log_of(folder: &Path) -> Vec<Value> {
    let log = fs::read_to_string(folder.join("log")).unwrap();
    log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_log_says_which_token_did_what_to_which_survey_and_repeats_no_refusal() {
    let folder = TempDir::new().unwrap();
    let log = fs::File::create(folder.path().join("log")).unwrap();
    let mut program = Program::start_in(folder, |mut program| {
        program.args(["--log-format", "json"]).env("GOODWORD_LOG", "info").stderr(Stdio::from(log));
        program
    });
    let admin = program.admin.clone().unwrap();
    let listed = stdout(program.folder.path(), &["token", "list"]);
    let token = listed.split('\t').next().unwrap().to_owned();
    let bearer = format!("HTTP/1.1\r\nAuthorization: Bearer {admin}");
    assert_eq!(program.request(&format!("GET /v1/surveys/shop/responses {bearer}"), b"").unwrap().0, 200);
    let path = format!("DELETE /v1/responses/{ID}?survey=shop {bearer}");
    assert_eq!(program.request(&path, b"").unwrap().0, 404);
    for _ in 0..300 {
        assert_eq!(program.post("{}").unwrap().0, 422);
    }
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    program.stop();
    let lines = log_of(program.folder.path());
    for (method, status) in [("GET", 200), ("DELETE", 404)] {
        let acted = lines.iter().find(|line| line["method"] == method && line["status"] == status).unwrap();
        assert_eq!((&acted["token"], &acted["survey"]), (&token.as_str().into(), &"shop".into()), "{acted}");
    }
    let refusals: Vec<_> = lines.iter().filter(|line| line["status"] == 422).collect();
    let told: u64 = refusals.iter().map(|line| line["repeated"].as_u64().unwrap_or(1)).sum();
    assert_eq!(told, 300, "{refusals:?}");
    assert!(refusals.len() < 30, "{} lines", refusals.len());
    assert!(lines.iter().all(|line| !line.to_string().contains(&admin)));
}

#[test]
fn a_backup_is_made_while_it_runs_and_is_whole() {
    let program = Program::start();
    let folder = program.folder.path();
    for number in 0..20 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
    }
    let told = stdout(folder, &["backup", "copy.db"]);
    assert!(told.starts_with("copy.db: 20 responses, ") && told.ends_with("checked\n"), "{told}");
    assert_eq!(fs::metadata(folder.join("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
    let export = |database: &str| stdout(folder, &["export", "--survey", "support", "--database", database]);
    assert_eq!(export("sqlite://copy.db"), export("sqlite://goodword.db"));
    let again = run(folder, &["backup", "copy.db"]);
    assert_eq!(again.status.code(), Some(2), "{again:?}");
    assert!(!folder.join("copy.db.part").exists());
}

#[test]
fn the_doctor_finds_what_is_wrong_and_says_what_to_do() {
    let mut program = Program::start();
    for number in 0..20 {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
    }
    let folder = program.folder.path().to_owned();
    let told = stdout(&folder, &["doctor"]);
    for part in [
        "they can be used",
        "every page of it is whole",
        "a row could be committed",
        "those of the stored responses in 1 surveys",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("wrong"), "{told}");
    program.stop();
    let database = rusqlite::Connection::open(folder.join("goodword.db")).unwrap();
    database.execute("UPDATE cell SET n = n + 1", []).unwrap();
    drop(database);
    fs::set_permissions(folder.join("goodword.db"), fs::Permissions::from_mode(0o644)).unwrap();
    let output = run(&folder, &["doctor"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("wrong  counts") && told.contains("in support") && told.contains("look   permissions"),
        "{told}"
    );
    let output = run(&folder, &["doctor", "--dist", "nowhere", "--public-url", "http://a.example"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("wrong  settings     they cannot be used: there is no folder nowhere"), "{told}");
    let output = run(&folder, &["doctor", "--listen", "0.0.0.0:80"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("look   settings     signing in: not here"));
    // Pages that hold something else.
    let mut bytes = fs::read(folder.join("goodword.db")).unwrap();
    let half = bytes.len() / 2;
    bytes[4096 * 2..half].fill(0xaa);
    fs::write(folder.join("goodword.db"), bytes).unwrap();
    let output = run(&folder, &["doctor"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("restore a backup"), "{told}");
}
