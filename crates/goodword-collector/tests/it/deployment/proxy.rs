//! nginx and Caddy with the recipes of `packaging/`, word for word but for ports, paths and certificates.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::AtSocket;
use crate::collector::{id, response};
use crate::outage::Certificates;

struct Proxy {
    child: Child,
    url: String,
    _collector: AtSocket,
}

fn packaging(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging").join(name)).unwrap()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Whether the program is there. Where it is not, the test is named as not run, or fails where proxies are asked for.
fn is_there(program: &str, test: &str) -> bool {
    let there = Command::new(program).arg("-h").output().is_ok();
    if !there {
        assert!(env::var_os("GOODWORD_PROXIES").is_none(), "{program} is missing (apt-get install {program})");
        println!("NOT RUN: {test}: {program} is missing (apt-get install {program})");
    }
    there
}

/// The recipe with these words in place of others, each of which must be there.
fn recipe(name: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(packaging(name), |text, (word, other)| {
        assert!(text.contains(word), "{name} has no {word}");
        text.replace(word, other)
    })
}

impl Proxy {
    fn start(mut command: Command, port: u16, scheme: &str, collector: AtSocket) -> Self {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let proxy = Self { child, url: format!("{scheme}://localhost:{port}"), _collector: collector };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return proxy;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{command:?} does not listen");
    }

    /// Status and body.
    fn curl(&self, path: &str, arguments: &[&str]) -> (String, String) {
        let mut curl = Command::new("curl");
        curl.args(["-sk", "-w", "\n%{http_code}"]).args(arguments).arg(format!("{}{path}", self.url));
        let out = String::from_utf8(curl.output().unwrap().stdout).unwrap();
        let (body, status) = out.rsplit_once('\n').unwrap();
        (status.to_owned(), body.to_owned())
    }

    /// What every proxy must do.
    fn hold(&self) {
        let post = |number: u64| {
            let body = response(&id(number)).to_string();
            self.curl("/feedback/v1/responses", &["-H", "Content-Type: application/json", "-d", &body])
        };
        assert_eq!(post(1).0, "201");
        assert_eq!(post(1).0, "200");
        assert_eq!(self.curl("/feedback/livez", &[]).0, "200");
        let (status, refused) = self.curl("/feedback/v1/surveys", &[]);
        assert!(status == "401" && refused.contains("urn:goodword:problem:unauthorized"), "{refused}");
        // Connections to the collector are kept and used again, more than it has places for.
        for number in 2..60 {
            assert_eq!(post(number).0, "201", "{number}");
        }
        let large = format!("x: {}", "a".repeat(70_000));
        let (status, _) = self.curl("/feedback/v1/responses", &["-H", "Content-Type: application/json", "-d", &large]);
        assert_eq!(status, "413", "the collector says what is too large");
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // nginx ends its workers itself.
        let _ = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

#[test]
fn behind_nginx_by_tls_below_a_path() {
    if !is_there("nginx", "behind_nginx_by_tls_below_a_path") {
        return;
    }
    let (folder, files, port) = (TempDir::new().unwrap(), Certificates::of_localhost(), free_port());
    let collector = AtSocket::start(folder.path());
    let (listen, certificate, key) = (format!("listen {port} ssl"), files.path("server.pem"), files.path("server.key"));
    let site = recipe(
        "nginx.conf",
        &[
            ("/run/goodword/goodword.sock", collector.socket.to_str().unwrap()),
            ("listen 443 ssl", &listen),
            ("/etc/ssl/shop.example/fullchain.pem", certificate.to_str().unwrap()),
            ("/etc/ssl/shop.example/privkey.pem", key.to_str().unwrap()),
        ],
    );
    let place = folder.path().display();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = temporary.map(|name| format!("{name}_temp_path {place}/{name};")).join(" ");
    let conf = format!(
        "user root;\ndaemon off;\npid {place}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}\n{site}}}\n"
    );
    fs::write(folder.path().join("nginx.conf"), conf).unwrap();
    let mut nginx = Command::new("nginx");
    nginx.arg("-p").arg(folder.path()).arg("-c").arg(folder.path().join("nginx.conf"));
    Proxy::start(nginx, port, "https", collector).hold();
}

#[test]
fn behind_caddy_below_a_path() {
    if !is_there("caddy", "behind_caddy_below_a_path") {
        return;
    }
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let collector = AtSocket::start(folder.path());
    let socket = format!("unix/{}", collector.socket.display());
    let site = recipe(
        "Caddyfile",
        &[("shop.example {", &format!("http://:{port} {{")), ("unix//run/goodword/goodword.sock", &socket)],
    );
    fs::write(folder.path().join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{site}")).unwrap();
    let mut caddy = Command::new("caddy");
    caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.path().join("Caddyfile"));
    caddy.env("HOME", folder.path());
    Proxy::start(caddy, port, "http", collector).hold();
}

#[test]
fn whichever_proxy_it_is_closes_an_idle_connection_before_the_collector_does() {
    // The collector's own is 90 s (`keep-alive`).
    assert!(packaging("nginx.conf").contains("keepalive_timeout 60s;"));
    assert!(packaging("Caddyfile").contains("keepalive 60s"));
    let folder = TempDir::new().unwrap();
    let told = crate::program::stdout(folder.path(), &["check-config"]);
    assert!(told.contains("each kept for 90 s"), "{told}");
}
