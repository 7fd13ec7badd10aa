//! The real collector, on a database of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use super::{Site, place};

/// A collector that serves a site. It ends with the test.
pub struct Collector {
    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub origin: String,
    child: Option<Child>,
    data: TempDir,
    site: Site,
}

impl Collector {
    /// Starts it at a free port.
    pub fn start(site: Site) -> Self {
        let mut collector = Self { origin: String::new(), child: None, data: TempDir::new().unwrap(), site };
        collector.listen("127.0.0.1:0");
        collector
    }

    /// Ends it: its address answers nobody.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Starts it again where it was, with the database it had.
    pub fn restart(&mut self) {
        let address = self.origin.trim_start_matches("http://").to_owned();
        self.listen(&address);
    }

    /// The stored responses of a survey, in order of first storage.
    pub fn responses(&self, survey: &str) -> Vec<Value> {
        let exported = self.run(&["export", "--survey", survey]);
        exported.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Runs a command of the program on this database and returns what it printed.
    pub fn run(&self, words: &[&str]) -> String {
        printed(&mut self.command(words))
    }

    /// Runs a command of the program that needs no database and returns what it printed.
    pub fn tool(&self, words: &[&str]) -> String {
        printed(Command::new(program()).args(words))
    }

    fn listen(&mut self, address: &str) {
        let mut serve = self.command(&["serve", "--listen", address]);
        serve.arg("--dist").arg(self.site.path()).args(["--log", "warn"]);
        let mut child = serve.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let origin = lines.find_map(|line| Some(line.strip_prefix("listening on ")?.to_owned()));
        self.origin = origin.expect("the collector says where it listens");
        self.child = Some(child);
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        let database = format!("sqlite://{}", self.data.path().join("goodword.db").display());
        command.args(words).args(["--database", &database]);
        command
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.stop();
    }
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The program `goodword`: the one that is named, or built now.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let program = place("GOODWORD_BIN", "target/debug/goodword");
        if std::env::var_os("GOODWORD_BIN").is_none() {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["build", "--package", "goodword-collector", "--bin", "goodword", "--target-dir", "target"]);
            assert!(cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
        }
        program
    })
}
