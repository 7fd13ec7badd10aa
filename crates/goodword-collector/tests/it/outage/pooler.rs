//! `PgBouncer` between collector and database: a session of its own for each connection, or none at all.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use goodword_collector::store::{DatabaseUrl, Store};
use tempfile::TempDir;

use crate::cluster::{Cluster, as_postgres};

struct PgBouncer {
    server: Child,
    port: u16,
    _folder: TempDir,
}

impl PgBouncer {
    fn start(cluster: &Cluster, mode: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let users = folder.path().join("users");
        fs::write(&users, "\"postgres\" \"\"\n").unwrap();
        let host = cluster.socket().parent().unwrap().display().to_string();
        let settings = format!(
            "[databases]\n* = host={host} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
             unix_socket_dir =\nauth_type = any\nauth_file = {}\npool_mode = {mode}\n",
            users.display(),
        );
        let settings_file = folder.path().join("pgbouncer.ini");
        fs::write(&settings_file, settings).unwrap();
        for path in [folder.path(), &users, &settings_file] {
            assert!(Command::new("chmod").arg("a+rX").arg(path).status().unwrap().success());
        }
        let mut command = as_postgres(Path::new("/usr/sbin/pgbouncer"));
        let server = command.arg(&settings_file).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let server = server.expect("apt-get install pgbouncer");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(20));
        }
        Self { server, port, _folder: folder }
    }

    async fn open(&self, name: &str) -> Result<Store, goodword_collector::store::Error> {
        let url = format!("postgres://postgres@127.0.0.1:{}/{name}", self.port);
        Store::open(&url.parse::<DatabaseUrl>().unwrap()).await
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[tokio::test]
async fn a_pooler_that_hands_connections_round_is_refused_in_words() {
    let (cluster, (_, name)) = (Cluster::shared(), Cluster::shared().database());
    let bouncer = PgBouncer::start(cluster, "transaction");
    let refused = bouncer.open(&name).await.err().expect("it was taken").to_string();
    assert!(refused.contains("session") && refused.contains("PgBouncer"), "{refused}");
}

#[tokio::test]
async fn one_that_keeps_sessions_is_as_good_as_none() {
    let (cluster, (_, name)) = (Cluster::shared(), Cluster::shared().database());
    let bouncer = PgBouncer::start(cluster, "session");
    let store = bouncer.open(&name).await.unwrap();
    let row = crate::conformance::row(&crate::collector::response(crate::collector::ID));
    let puts = (0..50).map(|_| store.put(vec![row.clone()]));
    assert!(futures_util::future::join_all(puts).await.iter().all(Result::is_ok));
}
