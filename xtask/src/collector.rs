//! The collector as the tasks run it.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell::{read, run, say};
use crate::workspace::Workspace;

/// The program `goodword` and the database it works on.
pub struct Collector {
    program: PathBuf,
    database: String,
}

impl Collector {
    /// Builds the program. The default database is `FOLDER/goodword.db`.
    pub fn build(workspace: &Workspace, folder: &Path, database: Option<String>) -> Result<Self> {
        say("building the collector");
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&workspace.root);
        run(cargo.args(["build", "--quiet", "--package", "goodword-collector", "--bin", "goodword"]))?;
        fs::create_dir_all(folder)?;
        let database = database.unwrap_or_else(|| format!("sqlite://{}", folder.join("goodword.db").display()));
        Ok(Self { program: workspace.target.join("debug/goodword"), database })
    }

    /// A command of the program on this database.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).args(["--database", &self.database]);
        command
    }

    /// Makes a token that may read.
    pub fn read_token(&self) -> Result<String> {
        // An import makes the database, also one of nothing.
        self.command(&["import", "-"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        let printed = read(&mut self.command(&["token", "create", "--scope", "read", "--name", "demo"]))?;
        Ok(printed.trim().to_owned())
    }

    /// Stores `count` made-up responses.
    pub fn seed(&self, count: u64) -> Result<()> {
        say(&format!("storing {count} made-up responses"));
        let mut seed = Command::new(&self.program)
            .args(["seed", &count.to_string(), "--survey", "demo"])
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = seed.stdout.take().context("goodword seed has no output")?;
        run(self.command(&["import", "-"]).stdin(lines))?;
        if !seed.wait()?.success() {
            bail!("goodword seed failed");
        }
        Ok(())
    }

    /// The command that serves `site` at `port` of this machine.
    pub fn serve(&self, site: &Path, port: u16) -> Result<Command> {
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
            bail!("port {port} is taken; choose another with --port");
        }
        let mut serve = self.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
        serve.arg("--dist").arg(site);
        Ok(serve)
    }
}
