//! Killed at random moments under load, collectors and database: what was acknowledged is stored, once.
//!
//! `cargo xtask test --crash N` plays N rounds; otherwise it is 50 on SQLite and 12 on PostgreSQL.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::collector::{id, response};
use crate::outage::{Session, either, within};
use crate::program::{Program, request, stdout};

const CLIENTS: u64 = 8;

fn rounds(usual: u64) -> u64 {
    std::env::var("GOODWORD_CRASH_ROUNDS").map_or(usual, |rounds| rounds.parse().unwrap())
}

/// What clients heard of, each id on disk before the next is posted.
struct Log {
    file: File,
    ids: BTreeSet<String>,
}

impl Log {
    fn note(&mut self, id: &str) {
        writeln!(self.file, "{id}").unwrap();
        self.file.sync_data().unwrap();
        self.ids.insert(id.to_owned());
    }
}

/// Clients that post and post again until told to stop, wherever a collector is at the time.
struct Clients {
    addresses: Mutex<Vec<String>>,
    logs: Vec<Mutex<Log>>,
    next: AtomicU64,
    stopping: AtomicBool,
}

impl Clients {
    fn new(folder: &Path) -> Self {
        let log = |client: u64| {
            let file = File::create(folder.join(format!("acknowledged-{client}"))).unwrap();
            Mutex::new(Log { file, ids: BTreeSet::new() })
        };
        let logs = (0..CLIENTS).map(log).collect();
        Self { addresses: Mutex::default(), logs, next: AtomicU64::new(1), stopping: AtomicBool::new(false) }
    }

    fn run(&self, client: u64) {
        let head = "POST /v1/responses HTTP/1.1\r\nContent-Type: application/json";
        while !self.stopping.load(Ordering::Relaxed) {
            let id = id(self.next.fetch_add(1, Ordering::Relaxed));
            let mut seq = 1;
            // A retry of the same, as the widget does it; now and then a later state of the same id.
            while !self.stopping.load(Ordering::Relaxed) {
                let Some(address) = self.address(client) else {
                    thread::sleep(Duration::from_millis(2));
                    continue;
                };
                let mut body = response(&id);
                body["seq"] = json!(seq);
                match request(&address, head, body.to_string().as_bytes()) {
                    Ok((200 | 201, _)) => {
                        self.logs[usize::try_from(client).unwrap()].lock().unwrap().note(&id);
                        seq += 1;
                        if seq > 2 || client.is_multiple_of(2) {
                            break;
                        }
                    }
                    Ok((500 | 503 | 507, _)) | Err(_) => thread::sleep(Duration::from_millis(2)),
                    Ok((status, reply)) => panic!("{status}: {reply}"),
                }
            }
        }
    }

    fn address(&self, client: u64) -> Option<String> {
        let addresses = self.addresses.lock().unwrap();
        let at = usize::try_from(client).unwrap().checked_rem(addresses.len())?;
        addresses.get(at).cloned()
    }

    fn acknowledged(&self) -> BTreeSet<String> {
        self.logs.iter().flat_map(|log| log.lock().unwrap().ids.clone()).collect()
    }
}

/// 1 to `most` ms; where in the work that falls is as random as the machine is.
fn a_moment(round: u64, most: u64) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos();
    thread::sleep(Duration::from_millis(1 + (u64::from(now) / 1000 + round * 37) % most));
}

/// Tells the clients to stop when it goes.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Plays `rounds` while clients post, and then holds what is stored against what they heard.
fn play(database: &str, folder: &Path, rounds: u64, mut round: impl FnMut(u64, &Clients)) -> BTreeSet<String> {
    let clients = Clients::new(folder);
    thread::scope(|scope| {
        // However a round ends, the clients do too.
        let stop = Stop(&clients.stopping);
        let posting: Vec<_> = (0..CLIENTS)
            .map(|client| {
                scope.spawn({
                    let clients = &clients;
                    move || clients.run(client)
                })
            })
            .collect();
        for number in 0..rounds {
            round(number, &clients);
        }
        drop(stop);
        for client in posting {
            client.join().unwrap();
        }
    });
    let lines = stdout(folder, &["export", "--survey", "support", "--database", database]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let stored: Vec<String> = lines.lines().map(id).collect();
    let different: BTreeSet<String> = stored.iter().cloned().collect();
    assert_eq!(stored.len(), different.len(), "stored twice");
    let acknowledged = clients.acknowledged();
    let lost: Vec<_> = acknowledged.difference(&different).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged are lost: {lost:?}", lost.len(), acknowledged.len());
    println!("{rounds} rounds: {} acknowledged, {} stored", acknowledged.len(), stored.len());
    acknowledged
}

fn start(folder: &Path, database: &str) -> Program {
    Program::start_in(TempDir::new().unwrap(), |mut command| {
        command.current_dir(folder).args(["--database", database]);
        command
    })
}

#[test]
fn a_killed_collector_on_sqlite_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let (rounds, database) = (rounds(50), "sqlite://goodword.db");
    let acknowledged = play(database, folder.path(), rounds, |number, clients| {
        let mut program = start(folder.path(), database);
        *clients.addresses.lock().unwrap() = vec![program.address.clone()];
        a_moment(number, 300);
        program.child.kill().unwrap();
        program.child.wait().unwrap();
        clients.addresses.lock().unwrap().clear();
    });
    assert!(acknowledged.len() > 50, "{}", acknowledged.len());
    let file = rusqlite::Connection::open(folder.path().join("goodword.db")).unwrap();
    let verdict: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
}

#[test]
fn two_collectors_on_one_database_lose_nothing_when_they_and_it_are_killed() {
    let mut cluster = Cluster::start(&[]);
    let (folder, (database, _)) = (TempDir::new().unwrap(), cluster.database());
    let rounds = rounds(12);
    // The first makes the tables.
    let mut programs = vec![start(folder.path(), &database)];
    programs.push(start(folder.path(), &database));
    let acknowledged = play(&database, folder.path(), rounds, |number, clients| {
        *clients.addresses.lock().unwrap() = programs.iter().map(|program| program.address.clone()).collect();
        a_moment(number, 400);
        if number % 2 == 0 {
            let mut killed = programs.remove(0);
            killed.child.kill().unwrap();
            killed.child.wait().unwrap();
            programs.push(start(folder.path(), &database));
        } else {
            cluster.kill();
            cluster.run();
        }
    });
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
}

#[test]
fn a_standby_that_takes_over_has_all_that_was_acknowledged() {
    let mut primary = Cluster::start(&[]);
    let (url, name) = primary.database();
    let standby = primary.standby();
    let session = Session::open(&url);
    session.run("ALTER SYSTEM SET synchronous_standby_names = '*'");
    session.run("SELECT pg_reload_conf()");
    let synchronous = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
    within(20, "the standby is waited for", || session.number(synchronous) == 1);
    drop(session);
    let (folder, either) = (TempDir::new().unwrap(), either(&primary, &standby, &name));
    let programs = [start(folder.path(), &either), start(folder.path(), &either)];
    let mut before = 0;
    let acknowledged = play(&either, folder.path(), 2, |number, clients| {
        *clients.addresses.lock().unwrap() = programs.iter().map(|program| program.address.clone()).collect();
        if number == 0 {
            within(20, "something is stored", || clients.acknowledged().len() > 50);
            primary.kill();
            standby.promote();
            before = clients.acknowledged().len();
        } else {
            within(30, "the standby stores", || clients.acknowledged().len() > before + 50);
        }
    });
    assert!(acknowledged.len() > before + 50);
}
