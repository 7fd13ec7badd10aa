//! The commands: what each writes, and one clear sentence for whatever is wrong.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{ID, response};
use crate::program::{Program, database, goodword, run, stdout};

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

/// Runs with `input` on stdin.
fn piped(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = goodword(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// One sentence on stderr that holds `sentence`, nothing on stdout, exit code 2.
#[track_caller]
fn check_refusal(folder: &Path, arguments: &[&str], sentence: &str) {
    let output = run(folder, arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains(sentence) && !error.contains("panicked"), "{arguments:?}: {error}");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{arguments:?}: {error}");
}

#[test]
fn what_cannot_be_is_told_in_one_sentence() {
    let folder = folder();
    let path = folder.path();
    fs::write(
        path.join("text.db"),
        "this is no database, it is a text that is long enough to look like one".repeat(99),
    )
    .unwrap();
    let serve = |database: &'static str| ["serve", "--listen", "127.0.0.1:0", "--database", database];
    check_refusal(path, &serve("goodword.db"), "must be sqlite:// and the path of a file");
    check_refusal(path, &serve("postgres://nobody@/none?host=/nowhere"), "the database does not answer");
    check_refusal(
        path,
        &serve("sqlite://no/such/folder/a.db"),
        "cannot use the database no/such/folder/a.db: unable to open",
    );
    check_refusal(path, &serve("sqlite://text.db"), "cannot use the database text.db: file is not a database");
    check_refusal(path, &["serve", "--dist", "nowhere"], "there is no folder nowhere");
    check_refusal(path, &["serve", "--listen", "nowhere"], "invalid value 'nowhere'");
    check_refusal(path, &["serve", "--allow-origin", "shop"], "must be * or an origin");
    check_refusal(path, &["summarize", "missing.ndjson"], "cannot read missing.ndjson: No such file");
    check_refusal(path, &["import", "missing.ndjson"], "cannot import missing.ndjson: No such file");
    check_refusal(path, &["token", "create", "--scope", "all", "--name", "a"], "must be one of read, write, admin");
    database(path);
    check_refusal(path, &["token", "revoke", "00000000"], "no valid token has the id 00000000");
    check_refusal(path, &["seed", "5", "--until", "2026-02-30"], "must be a day such as");
    check_refusal(path, &["export", "--survey", "a b"], "must be 1 to 64 letters");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    check_refusal(path, &["serve", "--listen", &address], "Address already in use");
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE response (a)").unwrap();
    check_refusal(folder.path(), &["token", "list", "--database", "sqlite://other.db"], "database of another program");
}

#[test]
fn a_newer_database_is_left_alone() {
    let folder = folder();
    database(folder.path());
    let connection = rusqlite::Connection::open(folder.path().join("goodword.db")).unwrap();
    connection.pragma_update(None, "user_version", "99").unwrap();
    check_refusal(folder.path(), &["token", "list"], "written by a newer goodword");
}

#[test]
fn the_first_serve_shows_an_admin_token_once_whatever_was_made_before() {
    let folder = folder();
    database(folder.path());
    let read = stdout(folder.path(), &["token", "create", "--scope", "read", "--name", "demo"]);
    let mut program = Program::start_in(folder, |command| command);
    let admin = program.admin.take().expect("no admin token was shown");
    let list = |program: &Program, token: &str| {
        program.request(&format!("GET /v1/surveys HTTP/1.1\r\nAuthorization: Bearer {}", token.trim()), b"").unwrap().0
    };
    assert_eq!((list(&program, &read), list(&program, &admin), list(&program, "gw_sec_0")), (200, 200, 401));
    assert_eq!(program.stop().code(), Some(0));
    let folder = std::mem::replace(&mut program.folder, TempDir::new().unwrap());
    let again = Program::start_in(folder, |command| command);
    assert_eq!(again.admin, None);
    assert_eq!(list(&again, &admin), 200);
}

#[test]
fn tokens_are_made_listed_and_revoked_while_it_serves() {
    let program = Program::start();
    let path = program.folder.path();
    let create = ["token", "create", "--scope", "read,write", "--name", "the view", "--survey", "support"];
    let secret = stdout(path, &create);
    assert!(secret.starts_with("gw_sec_") && secret.lines().count() == 1, "{secret}");
    let listed = stdout(path, &["token", "list"]);
    let line = listed.lines().find(|line| line.ends_with("\tthe view")).unwrap();
    assert!(line.contains("\tvalid\tread write\tsupport\t") && !listed.contains("gw_sec_"), "{listed}");
    let head = format!("GET /v1/surveys/support/responses HTTP/1.1\r\nAuthorization: Bearer {}", secret.trim());
    assert_eq!(program.request(&head, b"").unwrap().0, 200);
    assert!(line.contains("\twithout end\tnever used\t"), "{listed}");
    stdout(path, &["token", "revoke", line.split('\t').next().unwrap()]);
    assert_eq!(program.request(&head, b"").unwrap().0, 401);
    assert!(stdout(path, &["token", "list"]).contains("\trevoked\tread write\t"));
}

#[test]
fn a_token_opens_nothing_after_its_end_and_says_when_it_was_used() {
    let program = Program::start();
    let path = program.folder.path();
    let create = |expires: &str| {
        let secret = stdout(path, &["token", "create", "--scope", "read", "--name", expires, "--expires", expires]);
        format!("GET /v1/surveys HTTP/1.1\r\nAuthorization: Bearer {}", secret.trim())
    };
    let (past, later) = (create("2020-01-01"), create("90d"));
    assert_eq!(program.request(&past, b"").unwrap().0, 401);
    assert_eq!(program.request(&later, b"").unwrap().0, 200);
    let start = Instant::now();
    let line = |name: &str| {
        let listed = stdout(path, &["token", "list"]);
        listed.lines().find(|line| line.ends_with(&format!("\t{name}"))).unwrap().to_owned()
    };
    while !line("90d").contains("\tused 20") {
        assert!(start.elapsed() < Duration::from_secs(20), "{}", line("90d"));
    }
    assert!(line("2020-01-01").contains("\texpired\t") && line("90d").contains("\tvalid\t"));
    let wrong = ["token", "create", "--scope", "read", "--name", "a", "--expires", "soon"];
    check_refusal(path, &wrong, "must be a day such as 2027-03-14, a time, or a span");
}

#[test]
fn what_is_seeded_imports_once_and_exports_and_sums_up_the_same() {
    let folder = folder();
    let path = folder.path();
    let seeded = stdout(path, &["seed", "500", "--seed-value", "7", "--until", "2026-11-20", "--survey", "shop"]);
    assert_eq!(
        seeded,
        stdout(path, &["seed", "500", "--seed-value", "7", "--until", "2026-11-20", "--survey", "shop"])
    );
    fs::write(path.join("seed.ndjson"), &seeded).unwrap();
    assert_eq!(stdout(path, &["import", "seed.ndjson"]), "seed.ndjson: 500 stored, 0 stored before, 0 bad\n");
    let again = piped(path, &["import", "-"], &seeded);
    assert_eq!(String::from_utf8(again.stdout).unwrap(), "-: 0 stored, 500 stored before, 0 bad\n");
    let exported = stdout(path, &["export", "--survey", "shop"]);
    assert_eq!(exported, seeded);
    let json = stdout(path, &["summarize", "seed.ndjson", "--json"]);
    assert_eq!(String::from_utf8(piped(path, &["summarize", "-", "--json"], &exported).stdout).unwrap(), json);
    let summary: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&summary["responses"], &summary["surveys"]["shop"]), (&500.into(), &500.into()));
    let array = stdout(path, &["export", "--survey", "shop", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&array).unwrap().len(), 500);
    let csv = stdout(path, &["export", "--survey", "shop", "--format", "csv", "--since", "2026-11-20"]);
    assert!(
        csv.starts_with("id,survey,submitted_at,") && csv.contains(",2026-11-20T") && !csv.contains(",2026-11-19T")
    );
}

#[test]
fn bad_lines_are_told_with_their_numbers_and_do_not_stop_the_rest() {
    let folder = folder();
    let good = response(ID).to_string();
    fs::write(folder.path().join("a.ndjson"), format!("{good}\nnot json\n{}\n", good.replace("9}", "11}"))).unwrap();
    let output = run(folder.path(), &["summarize", "a.ndjson", "--json"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(error.contains("a.ndjson:2: ") && error.contains("a.ndjson:3: ") && error.lines().count() == 2, "{error}");
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&summary["lines"], &summary["responses"], &summary["bad"]), (&3.into(), &1.into(), &2.into()));
    fs::write(folder.path().join("b.ndjson"), "not json\n").unwrap();
    assert_eq!(run(folder.path(), &["summarize", "b.ndjson"]).status.code(), Some(1));
    assert_eq!(run(folder.path(), &["import", "b.ndjson"]).status.code(), Some(1));
}

#[test]
fn a_summary_is_of_one_survey_and_one_time_zone_when_asked() {
    let folder = folder();
    let mut other = response(&crate::collector::id(2));
    other["survey"] = "other".into();
    let late = response(ID).to_string().replace("T09:26", "T23:26");
    fs::write(folder.path().join("a.ndjson"), format!("{late}\n{other}\n")).unwrap();
    let summary = |arguments: &[&str]| -> Value {
        let text = stdout(folder.path(), &[&["summarize", "a.ndjson", "--json"], arguments].concat());
        serde_json::from_str(&text).unwrap()
    };
    assert_eq!(summary(&[])["responses"], 2);
    let one = summary(&["--survey", "support", "--tz", "Europe/Berlin"]);
    assert_eq!(
        (&one["responses"], &one["tz"], &one["period"]["first"]),
        (&1.into(), &"Europe/Berlin".into(), &"2026-03-15".into())
    );
    assert!(stdout(folder.path(), &["summarize", "a.ndjson"]).contains("2 lines read"));
    check_refusal(folder.path(), &["summarize", "a.ndjson", "--tz", "Mars/Base"], "Mars/Base");
}

#[test]
fn output_that_nobody_reads_on_is_no_error() {
    let folder = folder();
    let mut child =
        goodword(folder.path(), &["seed", "100000"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn piles_are_set_apart_and_beside_each_other() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("a.ndjson"), stdout(path, &["seed", "800", "--until", "2026-11-20"])).unwrap();
    let summary = |arguments: &[&str]| -> Value {
        serde_json::from_str(&stdout(path, &[&["summarize", "a.ndjson", "--json"], arguments].concat())).unwrap()
    };
    let by = summary(&["--by", "device,fields.plan", "--compare", "device=mobile", "2026-10"]);
    let values = by["segments"][0]["values"].as_array().unwrap();
    let counted: u64 = values.iter().map(|value| value["responses"].as_u64().unwrap()).sum();
    assert_eq!((by["segments"][0]["segment"].as_str(), counted), (Some("device"), 800));
    assert_eq!(by["segments"][1]["segment"], "fields.plan");
    let mobile = values.iter().find(|value| value["value"] == "mobile").unwrap();
    assert_eq!(by["comparison"]["responses"][0], mobile["responses"]);
    let october = summary(&["--since", "2026-10-01", "--until", "2026-11-01"]);
    assert_eq!(by["comparison"]["responses"][1], october["responses"]);
    assert_eq!(october["left_out"].as_u64().unwrap() + october["responses"].as_u64().unwrap(), 800);
    assert_eq!(october["period"]["last"], "2026-10-31");
    let table = stdout(path, &["summarize", "a.ndjson", "--by", "device", "--compare", "device=mobile", "2026-10"]);
    for part in
        ["By device", "device=mobile (", ") less 2026-10 (", "Broken, kept and exceeded promises", "The way through"]
    {
        assert!(table.contains(part), "{part}: {table}");
    }
    check_refusal(path, &["summarize", "a.ndjson", "--by", "planet"], "must be device, locale, page");
    check_refusal(path, &["summarize", "a.ndjson", "--compare", "device=a", "b"], "must be a segment and a value");
    check_refusal(path, &["summarize", "a.ndjson", "--since", "2026-02-30"], "must be a day such as");
    fs::write(path.join("d.json"), "{}").unwrap();
    check_refusal(
        path,
        &["summarize", "a.ndjson", "--definition", "d.json"],
        "d.json: is no survey definition: missing field",
    );
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_compressed_file_is_the_same_pile_and_a_cut_one_is_told() {
    let folder = folder();
    let path = folder.path();
    let seeded = stdout(path, &["seed", "300"]);
    fs::write(path.join("a.ndjson"), &seeded).unwrap();
    // A byte order mark and ends of line of another system change nothing; two members are one file.
    let (first, second) = seeded.split_at(seeded.find('\n').unwrap() + 1);
    let odd = [gzip(&format!("\u{feff}{}", first.replace('\n', "\r\n"))), gzip(&second.replace('\n', "\r\n"))].concat();
    fs::write(path.join("a.ndjson.gz"), odd).unwrap();
    let plain = stdout(path, &["summarize", "a.ndjson", "--json"]);
    assert_eq!(stdout(path, &["summarize", "a.ndjson.gz", "--json"]), plain);
    let packed = gzip(&seeded);
    fs::write(path.join("cut.gz"), &packed[..packed.len() / 2]).unwrap();
    let output = run(path, &["summarize", "cut.gz", "--json"]);
    let (error, summary) = (String::from_utf8(output.stderr).unwrap(), serde_json::from_slice::<Value>(&output.stdout));
    let (lines, summary) = (error.lines().count(), summary.unwrap());
    assert!(error.contains("cut.gz: the compressed file ends early: it was cut off at line "), "{error}");
    assert!(lines <= 2 && summary["responses"].as_u64().unwrap() > 20, "{error}");
    fs::write(path.join("damaged.gz"), [&packed[..200], &[0xff; 400]].concat()).unwrap();
    let error = String::from_utf8(run(path, &["summarize", "damaged.gz"]).stderr).unwrap();
    assert!(error.contains("damaged.gz: the compressed file "), "{error}");
}

#[test]
fn what_one_should_know_first_is_told() {
    let folder = folder();
    let mut other = response(&crate::collector::id(2));
    other["survey"] = "other".into();
    other["submitted_at"] = "1970-01-01T00:00:00Z".into();
    fs::write(folder.path().join("a.ndjson"), format!("{}\n{other}\n", response(ID))).unwrap();
    let told = |arguments: &[&str]| String::from_utf8(run(folder.path(), arguments).stderr).unwrap();
    let both = told(&["summarize", "a.ndjson"]);
    assert!(both.contains("2 surveys are counted together"), "{both}");
    assert!(both.contains("1 response is dated before 2000 or in the future"), "{both}");
    assert_eq!(
        told(&["summarize", "a.ndjson", "--survey", "support"]),
        "a.ndjson: 1 response to another survey is left out\n"
    );
}

#[tokio::test]
async fn people_are_invited_by_links_that_are_used_once() {
    let folder = folder();
    let path = folder.path();
    database(path);
    fs::write(path.join("people.csv"), "name,mail\n\"Ann, B\",a@b.example\nCy,c@d.example\n").unwrap();
    let base = ["invite", "support", "--base", "https://x.example/feedback/"];
    let output = run(path, &[&base[..], &["--contacts", "people.csv", "--out", "links.csv"]].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("identity is not “invited” yet"), "{told}");
    let written = fs::read_to_string(path.join("links.csv")).unwrap();
    let lines: Vec<_> = written.lines().collect();
    assert!(
        written
            .starts_with("name,mail,link\n\"Ann, B\",a@b.example,https://x.example/feedback/s/support#proof=gw_inv_"),
        "{written}"
    );
    assert_eq!(lines.len(), 3);
    let many = stdout(path, &[&base[..], &["--count", "2500", "--expires", "30d"]].concat());
    let different: std::collections::HashSet<_> = many.lines().chain(lines.iter().copied()).collect();
    assert_eq!(different.len(), 2_503);
    let store = goodword_collector::store::Store::sqlite(&path.join("goodword.db")).unwrap();
    let proofs = store.engine().proofs().await.unwrap();
    let ending = proofs.iter().filter(|proof| proof.expires_ms.is_some()).count();
    assert_eq!((proofs.len(), ending), (2_502, 2_500));
    check_refusal(path, &["invite", "support", "--base", "x.example", "--count", "1"], "must be an address such as");
    check_refusal(path, &[&base[..], &["--contacts", "links.csv"]].concat(), "has a column “link” already");
    check_refusal(path, &[&base[..], &["--contacts", "none.csv"]].concat(), "cannot read none.csv");
    check_refusal(path, &base, "--count <N>");
}
