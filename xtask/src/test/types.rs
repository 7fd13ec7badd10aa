//! The types that a page is written against: `types/test.ts` compiles where it should and nowhere else.

use std::process::Command;

use anyhow::Result;

use super::tally::Tally;
use crate::shell::say;
use crate::tools;
use crate::workspace::Workspace;

/// The name by which a filter finds it.
const NAME: &str = "types";

/// Runs the type checker over `types/`; without Node.js to run it with the run is red.
pub fn types(workspace: &Workspace, filter: Option<&str>) -> Result<Tally> {
    if filter.is_some_and(|filter| !NAME.contains(filter)) {
        return Ok(Tally::default());
    }
    say("the types of a page, by tsc");
    let tsc = tools::node_modules(workspace)?.join("typescript/bin/tsc");
    let output = Command::new("node").arg(tsc).arg("-p").arg(workspace.root.join("types")).output()?;
    let verdict = output.status.success().then_some(());
    Ok(Tally::one(NAME, verdict.ok_or_else(|| String::from_utf8_lossy(&output.stdout).into_owned())))
}
