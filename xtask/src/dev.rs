//! `cargo xtask dev`: rebuilt on save by Trunk, with a collector beside it.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::collector::Collector;
use crate::shell::{run, say};
use crate::tools;
use crate::workspace::Workspace;

/// Where `Trunk.toml` sends requests for the collector.
const COLLECTOR: u16 = 8788;

/// Serves the site that Trunk builds until it is stopped.
pub fn dev(workspace: &Workspace, port: u16) -> Result<()> {
    tools::wasm_target()?;
    let trunk = tools::trunk(workspace)?;
    let bindgen = tools::wasm_bindgen(workspace)?;
    let node_modules = tools::node_modules(workspace)?;
    let site = workspace.root.join("target/site");
    fs::create_dir_all(&site)?;
    let collector = Collector::build(workspace, &workspace.target.join("dev"), None)?;
    let mut server = collector.serve(&site, COLLECTOR)?.spawn()?;
    say(&format!("the shop is at http://127.0.0.1:{port}/, rebuilt when a file is saved"));
    say(&format!("the results view takes the token {}", collector.read_token()?));
    let mut serve = Command::new(trunk);
    serve.current_dir(&workspace.root).args(["serve", "--port", &port.to_string()]);
    // Trunk takes the tools it finds instead of downloading its own.
    let tools = [node_modules.join(".bin"), bindgen.cli.parent().unwrap_or(&workspace.root).to_owned()];
    let ended = run(serve.env("PATH", crate::shell::path_with(&tools)?));
    server.kill()?;
    server.wait()?;
    ended
}
