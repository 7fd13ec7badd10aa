//! A database that answers, and refuses: rows are locked, it only reads, its tables were altered, it has moved.

use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Session, database, either, post, ready, start, within};
use crate::cluster::Cluster;
use crate::program::{goodword, run};

#[test]
fn a_locked_survey_holds_up_no_other() {
    let (url, session) = database();
    let program = start(&url);
    assert_eq!(post(&program, "locked", 0).0, 201);
    session.run("BEGIN; SELECT * FROM survey WHERE name = 'locked' FOR UPDATE");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| post(&program, "locked", 1));
        for number in 0..50 {
            let (start, survey) = (Instant::now(), format!("other-{number}"));
            assert_eq!(post(&program, &survey, 0).0, 201);
            assert!(start.elapsed().as_millis() < 1000, "{survey}: {:?}", start.elapsed());
        }
        let (status, reply) = waiting.join().unwrap();
        assert!(status == 503 && reply.contains("busy"), "{reply}");
    });
    session.run("ROLLBACK");
    assert_eq!(post(&program, "locked", 1).0, 201);
}

#[test]
fn a_database_that_only_reads_is_not_ready_until_it_writes() {
    let (url, session) = database();
    let program = start(&url);
    assert_eq!(post(&program, "support", 0).0, 201);
    // As a primary that became a standby, or the connection that a balancer left on the old one.
    let name = url.split('/').nth(3).unwrap().split('?').next().unwrap();
    session.run(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    let others = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    session.number(others);
    within(5, "the connections are gone", || {
        let (status, reply) = post(&program, "support", 1);
        status == 503 && reply.contains("not-ready")
    });
    assert_eq!(ready(&program), 503);
    session.run(&format!("ALTER DATABASE {name} RESET default_transaction_read_only"));
    within(5, "it stores again", || post(&program, "support", 1).0 == 201);
    assert_eq!(ready(&program), 200);
}

#[test]
fn an_altered_column_costs_no_response() {
    let (url, session) = database();
    let program = start(&url);
    let all_stored = |numbers: std::ops::Range<u64>| {
        numbers.map(|number| post(&program, "support", number).0).all(|status| status == 201)
    };
    assert!(all_stored(0..20));
    session.run("ALTER TABLE response ALTER body TYPE varchar");
    assert!(all_stored(20..40), "cached plan must not change result type");
}

#[test]
fn a_column_that_cannot_be_used_is_told_and_over_when_it_can() {
    let (url, session) = database();
    let program = start(&url);
    assert_eq!(post(&program, "support", 0).0, 201);
    session.run("ALTER TABLE survey ALTER position TYPE text");
    assert_eq!(post(&program, "support", 1).0, 500);
    assert_eq!(ready(&program), 503);
    session.run("ALTER TABLE survey ALTER position TYPE bigint USING position::bigint");
    assert_eq!(post(&program, "support", 1).0, 201);
    assert_eq!(ready(&program), 200);
}

#[test]
fn a_column_that_cannot_be_read_is_told_and_ends_nothing() {
    let (url, session) = database();
    let program = start(&url);
    session.run(
        r#"INSERT INTO definition (tenant, survey, version, stored_ms, body) VALUES (1, 'support', '', 0, '{"id":"support"}')"#,
    );
    let asked = || program.request("GET /v1/surveys/support HTTP/1.1", b"").unwrap();
    assert_eq!(asked().0, 200);
    session.run("ALTER TABLE definition ALTER body TYPE bytea USING convert_to(body, 'UTF8')");
    let (status, reply) = asked();
    assert!(status == 500 && reply.contains("urn:goodword:problem:internal"), "{reply}");
    session.run("ALTER TABLE definition ALTER body TYPE text USING convert_from(body, 'UTF8')");
    assert_eq!(asked().0, 200);
}

#[test]
fn whoever_only_asks_makes_no_tables() {
    let (url, session) = database();
    let (folder, tables) = (TempDir::new().unwrap(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'");
    for arguments in [
        &["export", "--survey", "support", "--database", &url][..],
        &["token", "list", "--database", &url],
        &["token", "create", "--scope", "read", "--name", "x", "--database", &url],
        &["doctor", "--database", &url],
        &["migrate", &url, "sqlite://goodword.db"],
    ] {
        let output = run(folder.path(), arguments);
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(told.contains("it has no tables of goodword") && !output.status.success(), "{arguments:?}: {told}");
        assert_eq!(session.number(tables), 0, "{arguments:?}");
    }
    drop(start(&url));
    assert!(run(folder.path(), &["token", "list", "--database", &url]).status.success());
}

#[test]
fn a_database_that_does_not_open_is_given_up() {
    let (url, session) = database();
    let folder = TempDir::new().unwrap();
    drop(goodword_collector::store::Store::sqlite(&folder.path().join("goodword.db")).unwrap());
    // As another collector that brings the tables forward, or another program that writes.
    session.run(&format!("SELECT pg_advisory_lock({})", 0x676f_6f64));
    let other = rusqlite::Connection::open(folder.path().join("goodword.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    for url in [url.as_str(), "sqlite://goodword.db"] {
        let began = Instant::now();
        let mut command = goodword(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--database", url]);
        let output = command.env("GOODWORD_DATABASE_OPEN_TIMEOUT", "1").output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("it was not open within 1 s"), "{url}: {told}");
        assert!(output.status.code() == Some(2) && began.elapsed() < Duration::from_secs(4), "{url}");
    }
}

#[test]
fn of_several_hosts_the_one_that_writes_is_found() {
    let (old, new) = (Cluster::start(&["fsync=off"]), Cluster::start(&["fsync=off"]));
    let ((old_url, name), (new_url, same)) = (old.database(), new.database());
    assert_eq!(name, same);
    // The tables are there, as on a standby.
    drop(start(&new_url));
    let program = start(&either(&old, &new, &name));
    assert_eq!(post(&program, "support", 0).0, 201);
    let (old_session, new_session) = (Session::open(&old_url), Session::open(&new_url));
    let stored = |session: &Session| session.number("SELECT count(*) FROM response");
    assert_eq!((stored(&old_session), stored(&new_session)), (1, 0));
    old_session.run("ALTER SYSTEM SET default_transaction_read_only = on");
    old_session.run("SELECT pg_reload_conf()");
    // What is asked of the server reaches its processes a moment later; one that begins now has heard of it.
    let is_told = "SELECT (current_setting('default_transaction_read_only') = 'on')::int::bigint";
    within(5, "the old one takes no more writes", || Session::open(&old_url).number(is_told) == 1);
    within(5, "it stores where writes are taken", || post(&program, "support", 1).0 == 201);
    assert_eq!((stored(&old_session), stored(&new_session)), (1, 1));
    assert_eq!(ready(&program), 200);
}
