//! A PostgreSQL of the tests' own: made by `initdb` in a temporary folder, reached by a socket in it, and gone with the
//! process that started it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use goodword_collector::store::{DatabaseUrl, Store};

/// Where Debian keeps the server's programs; newest first.
const FOLDERS: [&str; 4] =
    ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin", ""];

pub struct Cluster {
    folder: PathBuf,
    server: Option<Child>,
    settings: Vec<String>,
    databases: AtomicU32,
}

/// A PostgreSQL program; as root it runs as `postgres`, because it refuses to be root.
fn program(name: &str) -> Command {
    let folder = FOLDERS.iter().find(|folder| Path::new(folder).join(name).exists()).unwrap_or(&"");
    as_postgres(&Path::new(folder).join(name))
}

/// A program that refuses to be root.
pub fn as_postgres(path: &Path) -> Command {
    if !is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("setpriv");
    // The server must not outlive who started it, even one that was killed.
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig=QUIT", "--"]).arg(path);
    command
}

/// A file that only the server may read.
pub fn give_to_postgres(path: &Path) {
    if is_root() {
        assert!(Command::new("chown").arg("postgres").arg(path).status().unwrap().success());
    }
    assert!(Command::new("chmod").arg("600").arg(path).status().unwrap().success());
}

fn is_root() -> bool {
    let out = Command::new("id").arg("-u").output().unwrap();
    out.stdout == b"0\n"
}

impl Cluster {
    /// The one that all tests of this process share. What it holds need not survive: it does not wait for its disk.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| {
            // A thread of its own, because the server ends with the thread that started it.
            let (tell, told) = std::sync::mpsc::channel();
            thread::spawn(move || {
                tell.send(Self::start_in(&scratch(), &["fsync=off"])).unwrap();
                loop {
                    thread::park();
                }
            });
            told.recv().unwrap()
        })
    }

    /// A cluster with these settings, on a disk.
    pub fn start(settings: &[&str]) -> Self {
        Self::start_in(&std::env::temp_dir(), settings)
    }

    /// A standby of this cluster, which follows it from now on.
    pub fn standby(&self) -> Self {
        let folder = new_folder(&std::env::temp_dir());
        let mut copy = program("pg_basebackup");
        copy.arg("-h").arg(&self.folder).args(["-U", "postgres", "-c", "fast", "-R", "-D"]).arg(folder.join("data"));
        let copied = copy.current_dir("/").output().unwrap();
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        let mut standby = Self { folder, server: None, settings: Vec::new(), databases: AtomicU32::new(0) };
        standby.run();
        standby
    }

    /// Makes a primary of a standby.
    pub fn promote(&self) {
        assert!(self.psql("postgres", "SELECT pg_promote()"), "it was not promoted");
    }

    fn start_in(place: &Path, settings: &[&str]) -> Self {
        remove_left_over(place);
        let folder = new_folder(place);
        let data = folder.join("data");
        let mut initdb = program("initdb");
        initdb.args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N", "-D"]);
        let made = initdb.arg(&data).current_dir("/").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let settings = settings.iter().map(|&setting| setting.to_owned()).collect();
        let mut cluster = Self { folder, server: None, settings, databases: AtomicU32::new(0) };
        cluster.run();
        cluster
    }

    /// Starts the server, after a kill too: then it refuses until all who held the memory of the killed one are gone.
    pub fn run(&mut self) {
        let (mut server, start) = (self.spawn(), Instant::now());
        while !self.psql("postgres", "SELECT 1") {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(start.elapsed() < Duration::from_mins(3), "PostgreSQL does not start: {}", log());
            thread::sleep(Duration::from_millis(50));
            if server.try_wait().unwrap().is_some() {
                server = self.spawn();
            }
        }
        self.server = Some(server);
    }

    fn spawn(&self) -> Child {
        let mut server = program("postgres");
        server.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder).args(["-c", "listen_addresses="]);
        for setting in &self.settings {
            server.args(["-c", setting]);
        }
        let log = fs::File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        server.current_dir("/").stdout(Stdio::null()).stderr(log).spawn().unwrap()
    }

    /// Ends the server and all its processes at once, as a lost machine would.
    pub fn kill(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        let children = Command::new("pgrep").arg("-P").arg(server.id().to_string()).output().unwrap();
        server.kill().unwrap();
        for child in String::from_utf8_lossy(&children.stdout).lines() {
            let _ = Command::new("kill").args(["-KILL", child]).stderr(Stdio::null()).status();
        }
        server.wait().unwrap();
    }

    fn psql(&self, database: &str, sql: &str) -> bool {
        let mut psql = Command::new("psql");
        psql.arg("-h")
            .arg(&self.folder)
            .args(["-p", self.port()])
            .args(["-U", "postgres", "-X", "-q", "-t", "-A", "-d", database, "-c", sql]);
        psql.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    fn port(&self) -> &str {
        self.settings.iter().find_map(|setting| setting.strip_prefix("port=")).unwrap_or("5432")
    }

    /// Where it listens.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{}", self.port()))
    }

    /// A PostgreSQL program for a database of this cluster.
    pub fn client(&self, name: &str, database: &str) -> Command {
        let mut command = program(name);
        command.arg("-h").arg(&self.folder).args(["-U", "postgres", "-d", database]).current_dir("/");
        command
    }

    /// The address of a new database, and its name.
    pub fn database(&self) -> (String, String) {
        let name = format!("goodword_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        assert!(self.psql("postgres", &format!("CREATE DATABASE {name}")), "no database was made");
        (format!("postgres://postgres@/{name}?host={}", self.folder.display()), name)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A store on a new database of the shared cluster.
pub async fn store() -> Store {
    open(&Cluster::shared().database().0).await
}

pub async fn open(url: &str) -> Store {
    Store::open(&url.parse::<DatabaseUrl>().unwrap()).await.unwrap()
}

fn new_folder(place: &Path) -> PathBuf {
    let folder = place.join(format!("goodword-pg-{}-{}", std::process::id(), unique()));
    fs::create_dir_all(&folder).unwrap();
    if is_root() {
        assert!(Command::new("chown").arg("postgres").arg(&folder).status().unwrap().success());
    }
    folder
}

fn unique() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// Memory where there is enough: a database is hundreds of small files.
fn scratch() -> PathBuf {
    let free = Command::new("df").args(["--output=avail", "-k", "/dev/shm"]).output();
    let free = free.ok().and_then(|out| String::from_utf8(out.stdout).ok()?.lines().last()?.trim().parse::<u64>().ok());
    if free.is_some_and(|free| free > 2_000_000) { PathBuf::from("/dev/shm") } else { std::env::temp_dir() }
}

/// Folders of test processes that are gone: the shared cluster is never dropped.
fn remove_left_over(place: &Path) {
    for entry in fs::read_dir(place).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix("goodword-pg-").and_then(|rest| rest.split('-').next()) else { continue };
        if !Path::new("/proc").join(process).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
