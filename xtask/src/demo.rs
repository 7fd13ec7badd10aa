//! `cargo xtask demo`: the shop, the collector and the results view on this machine.

use anyhow::Result;

use crate::collector::Collector;
use crate::dist;
use crate::shell;
use crate::workspace::Workspace;

/// Where and with what.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The port to serve at
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// The database, `sqlite://PATH`; one under target/demo by default
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Store this many made-up responses first
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Builds everything and serves it until it is stopped.
pub fn demo(workspace: &Workspace, options: Options) -> Result<()> {
    let site = dist::dist(workspace, None)?;
    let collector = Collector::build(workspace, &workspace.target.join("demo"), options.database)?;
    let mut serve = collector.serve(&site, options.port)?;
    if let Some(count) = options.seed {
        collector.seed(count)?;
    }
    println!("{}", invitation(options.port, &collector.read_token()?));
    shell::become_it(&mut serve)
}

fn invitation(port: u16, token: &str) -> String {
    let origin = format!("http://127.0.0.1:{port}");
    format!(
        "\n  the shop           {origin}/\n  \
           the results view   {origin}/results\n  \
           its read token     {token}\n\n  \
           curl -H 'Authorization: Bearer {token}' {origin}/v1/surveys/demo/responses\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invitation_holds_what_a_reader_needs_to_go_on() {
        let text = invitation(9000, "gw_1");
        for part in ["http://127.0.0.1:9000/\n", "http://127.0.0.1:9000/results", "read token     gw_1", "Bearer gw_1"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
