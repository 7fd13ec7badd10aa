//! The project's own tasks.

use std::process::Command;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("test") => test(),
        _ => bail!("usage: cargo xtask test"),
    }
}

fn test() -> Result<()> {
    let status = Command::new("cargo").args(["test", "--workspace"]).status()?;
    if !status.success() {
        bail!("tests failed");
    }
    Ok(())
}
