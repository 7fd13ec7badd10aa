//! TLS to PostgreSQL: with a certificate that is right, made by a stranger, for another host, out of date, made by itself.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use goodword_collector::store::{DatabaseUrl, Error, Store};
use tempfile::TempDir;

use crate::cluster::{Cluster, give_to_postgres};

/// Files of certificates and their keys, made by the `openssl` of the machine.
pub struct Certificates(TempDir);

impl Certificates {
    fn new() -> Self {
        let made = Self(TempDir::new().unwrap());
        assert!(Command::new("chmod").arg("a+rX").arg(made.0.path()).status().unwrap().success());
        made
    }

    /// One of localhost by an authority, and another authority.
    pub fn of_localhost() -> Self {
        let files = Self::new();
        files.authority("ca");
        files.authority("stranger");
        files.certificate("server", "localhost", "ca", "-days 2");
        files
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn openssl(&self, arguments: &str) {
        let made = Command::new("openssl").current_dir(self.0.path()).args(arguments.split(' ')).output();
        let made = made.expect("apt-get install openssl");
        assert!(made.status.success(), "{arguments}: {}", String::from_utf8_lossy(&made.stderr));
    }

    fn key(&self, name: &str, what: &str) {
        let key = format!("ecparam -name prime256v1 -genkey -noout -out {name}.key");
        self.openssl(&key);
        self.openssl(&format!("req -new -key {name}.key -subj /CN={what} -out {name}.csr"));
    }

    fn authority(&self, name: &str) {
        self.key(name, name);
        fs::write(self.path("ca.ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n").unwrap();
        self.openssl(&format!("x509 -req -in {name}.csr -signkey {name}.key -days 2 -extfile ca.ext -out {name}.pem"));
    }

    /// A certificate for `what`, by `issuer`.
    fn certificate(&self, name: &str, what: &str, issuer: &str, days: &str) {
        self.key(name, what);
        fs::write(self.path("leaf.ext"), format!("subjectAltName=DNS:{what}\n")).unwrap();
        let by = if issuer == name {
            format!("-signkey {name}.key")
        } else {
            format!("-CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial")
        };
        self.openssl(&format!("x509 -req -in {name}.csr {by} {days} -extfile leaf.ext -out {name}.pem"));
    }
}

/// A server of its own that speaks TLS, with this certificate.
fn server(files: &Certificates, name: &str, more: &[&str]) -> (Cluster, String) {
    let (certificate, key) = (files.path(&format!("{name}.pem")), files.path(&format!("{name}.key")));
    for file in [&certificate, &key] {
        give_to_postgres(file);
    }
    let setting = |what: &str, path: &Path| format!("{what}={}", path.display());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut settings = vec![
        "fsync=off".to_owned(),
        "ssl=on".to_owned(),
        setting("ssl_cert_file", &certificate),
        setting("ssl_key_file", &key),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
    ];
    settings.extend(more.iter().map(|&setting| setting.to_owned()));
    let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
    let cluster = Cluster::start(&settings);
    let name = cluster.database().1;
    (cluster, format!("postgres://postgres@localhost:{port}/{name}?hostaddr=127.0.0.1"))
}

async fn open(url: &str) -> Result<Store, Error> {
    Store::open(&url.parse::<DatabaseUrl>().unwrap()).await
}

/// How a connection ends: `None` where it is made.
async fn refusal(url: &str, query: &str) -> Option<String> {
    match open(&format!("{url}&{query}")).await {
        Ok(store) => {
            store.ready().await.unwrap();
            store.close().await;
            None
        }
        Err(error) => Some(error.to_string()),
    }
}

#[track_caller]
fn check(refused: Option<&str>, because: &str) {
    assert!(refused.is_some_and(|refused| refused.contains(because)), "{because}: {refused:?}");
}

#[tokio::test]
async fn a_right_certificate_opens_and_each_fault_is_told_by_the_modes_that_look_for_it() {
    let files = Certificates::new();
    files.authority("ca");
    files.authority("stranger");
    files.certificate("right", "localhost", "ca", "-days 2");
    let (_server, url) = server(&files, "right", &[]);
    let roots = |name: &str| format!("sslrootcert={}", files.path(name).display());
    let (ca, stranger) = (roots("ca.pem"), roots("stranger.pem"));
    for query in ["sslmode=disable", "sslmode=prefer", "sslmode=require"] {
        assert_eq!(refusal(&url, query).await, None, "{query}");
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        assert_eq!(refusal(&url, &format!("sslmode={mode}&{ca}")).await, None, "{mode}");
        check(refusal(&url, &format!("sslmode={mode}&{stranger}")).await.as_deref(), "certificate");
    }
    // By another name it is somebody else, but for who asks only who made it.
    let other = url.replace("@localhost:", "@db.example:");
    assert_eq!(refusal(&other, &format!("sslmode=verify-ca&{ca}")).await, None);
    check(refusal(&other, &format!("sslmode=verify-full&{ca}")).await.as_deref(), "not valid for name");
    check(refusal(&url, "sslmode=verify-full&sslrootcert=none.pem").await.as_deref(), "cannot use none.pem");
    check(refusal(&url, "sslmode=verify-full&sslrootcert=system").await.as_deref(), "certificate");
}

#[tokio::test]
async fn what_is_out_of_date_or_made_by_itself_is_refused_by_who_looks() {
    let files = Certificates::new();
    files.authority("ca");
    files.certificate("old", "localhost", "ca", "-days 0");
    files.certificate("own", "localhost", "own", "-days 2");
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    for (name, because) in [("old", "expired"), ("own", "certificate")] {
        let (_server, url) = server(&files, name, &[]);
        assert_eq!(refusal(&url, "sslmode=require").await, None, "{name}");
        for mode in ["verify-ca", "verify-full"] {
            let query = format!("sslmode={mode}&sslrootcert={}", files.path("ca.pem").display());
            check(refusal(&url, &query).await.as_deref(), because);
        }
    }
}

#[tokio::test]
async fn a_certificate_says_who_this_is() {
    let files = Certificates::new();
    files.authority("ca");
    files.certificate("server", "localhost", "ca", "-days 2");
    files.certificate("postgres", "postgres", "ca", "-days 2");
    files.certificate("somebody", "somebody", "ca", "-days 2");
    let ca = files.path("ca.pem");
    let rules = files.path("hba");
    fs::write(&rules, "local all all trust\nhostssl all all 127.0.0.1/32 cert\n").unwrap();
    give_to_postgres(&rules);
    let more = [format!("ssl_ca_file={}", ca.display()), format!("hba_file={}", rules.display())];
    let (_server, url) = server(&files, "server", &[&more[0], &more[1]]);
    let full = format!("sslmode=verify-full&sslrootcert={}", ca.display());
    let identity = |name: &str| {
        let path = |end: &str| files.path(&format!("{name}.{end}")).display().to_string();
        format!("{full}&sslcert={}&sslkey={}", path("pem"), path("key"))
    };
    assert_eq!(refusal(&url, &identity("postgres")).await, None);
    check(refusal(&url, &identity("somebody")).await.as_deref(), "authentication failed");
    assert!(refusal(&url, &full).await.is_some(), "it was let in without a certificate");
}

#[tokio::test]
async fn whoever_asks_for_tls_gets_it_or_nothing() {
    let cluster = Cluster::shared();
    let proxy = super::proxy::Proxy::start(cluster);
    let url = format!("{}?application_name=x", proxy.url(&cluster.database().1));
    assert_eq!(refusal(&url, "sslmode=prefer").await, None);
    check(refusal(&url, "sslmode=require").await.as_deref(), "TLS");
}
