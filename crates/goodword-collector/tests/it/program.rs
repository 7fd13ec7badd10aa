//! The program as an owner starts it, spoken to over a socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};

use tempfile::TempDir;

pub struct Program {
    pub folder: TempDir,
    pub child: Child,
    pub address: String,
    pub admin: Option<String>,
}

/// `goodword` with these arguments, in `folder`, saying nothing but errors.
pub fn goodword(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goodword"));
    command.current_dir(folder).args(arguments).env("GOODWORD_LOG", "error");
    command
}

#[track_caller]
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    goodword(folder, arguments).output().unwrap()
}

#[track_caller]
pub fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// An empty database, as the first `goodword serve` makes it.
pub fn database(folder: &Path) {
    drop(goodword_collector::store::Store::sqlite(&folder.join("goodword.db")).unwrap());
}

impl Program {
    pub fn start() -> Self {
        Self::start_in(TempDir::new().unwrap(), |program| program)
    }

    pub fn start_in(folder: TempDir, change: impl FnOnce(Command) -> Command) -> Self {
        let mut command = change(goodword(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
        let child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut program = Self { folder, child, address: String::new(), admin: None };
        let mut lines = BufReader::new(program.child.stdout.take().unwrap()).lines();
        while program.address.is_empty() {
            let line = lines.next().expect("the program ended before it listened").unwrap();
            if let Some(secret) = line.strip_prefix("admin token, shown only this once: ") {
                program.admin = Some(secret.to_owned());
            } else if let Some(address) = line.strip_prefix("listening on http://") {
                address.clone_into(&mut program.address);
            }
        }
        program
    }

    /// One request on a connection of its own; the status and the rest, or what went wrong.
    pub fn request(&self, head: &str, body: &[u8]) -> std::io::Result<(u16, String)> {
        request(&self.address, head, body)
    }

    pub fn post(&self, body: &str) -> std::io::Result<(u16, String)> {
        self.request("POST /v1/responses HTTP/1.1\r\nContent-Type: application/json", body.as_bytes())
    }

    pub fn stop(&mut self) -> ExitStatus {
        self.signal("TERM");
        self.child.wait().unwrap()
    }

    pub fn signal(&self, name: &str) {
        assert!(Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn request(address: &str, head: &str, body: &[u8]) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    write!(stream, "{head}\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n")?;
    stream.write_all(body)?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply)?;
    let status = reply.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, reply)).ok_or_else(|| std::io::Error::other("no reply"))
}
