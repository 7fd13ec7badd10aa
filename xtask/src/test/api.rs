//! The collector against its own description: schemathesis asks what `/openapi.json` allows, and what it does not.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use super::tally::Tally;
use crate::shell::say;
use crate::tools;
use crate::workspace::Workspace;

/// So many requests are made up for each operation in each phase: a minute, on two cores.
const EXAMPLES: &str = "10";
/// What it is told beyond the description.
const SETTINGS: &str = "crates/goodword-collector/tests/schemathesis.toml";

/// Asks the real program, on a database of its own, all there is to ask.
pub fn api(workspace: &Workspace) -> Result<Tally> {
    say("schemathesis over the collector's description");
    let schemathesis = match tools::schemathesis(workspace) {
        Ok(program) => program,
        Err(missing) => return Ok(Tally::broken(&format!("{missing:#}"))),
    };
    let asked = Asked::start(workspace)?;
    let status = Command::new(schemathesis)
        .arg("--config-file")
        .arg(workspace.root.join(SETTINGS))
        .args(["run", &format!("{}/openapi.json", asked.origin), "--checks", "all", "--max-examples", EXAMPLES])
        // More workers meet a fault of Python 3.11's own parser.
        .args(["--header", &format!("Authorization: Bearer {}", asked.token), "--seed", "1", "--workers", "1"])
        .current_dir(&workspace.target)
        .status()
        .context("cannot start schemathesis")?;
    let verdict = status.success().then_some(()).ok_or_else(|| "see what it printed".to_owned());
    Ok(Tally::one("schemathesis", verdict))
}

/// A collector to ask.
struct Asked {
    origin: String,
    token: String,
    child: Child,
}

impl Asked {
    fn start(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.target.join("schemathesis");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        // The native tests have just built it; another selection of packages would mean building it all again.
        let mut serve = Command::new(workspace.target.join("debug/goodword"));
        serve.args(["serve", "--listen", "127.0.0.1:0", "--log", "error"]).current_dir(&folder);
        let mut child = serve.stdout(Stdio::piped()).spawn().context("cannot start the collector")?;
        let said = BufReader::new(child.stdout.take().context("goodword serve has no output")?).lines();
        let (mut token, mut origin) = (String::new(), String::new());
        for line in said.map_while(Result::ok) {
            match (line.split_once(": "), line.strip_prefix("listening on ")) {
                (_, Some(address)) => {
                    address.clone_into(&mut origin);
                    break;
                }
                (Some((_, secret)), None) => secret.clone_into(&mut token),
                (None, None) => {}
            }
        }
        Ok(Self { origin, token, child })
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
