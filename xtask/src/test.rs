//! `cargo xtask test`: every test there is, and one line that sums them.

mod api;
mod chromium;
mod engine;
mod matrix;
mod tally;
mod types;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::dist;
use crate::shell::{run, say};
use crate::size::Report;
use crate::tools;
use crate::workspace::Workspace;
use chromium::Chromium;
use engine::Browser;
use matrix::Pace;
use tally::Tally;

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// What needs no browser.
    Native,
    /// Parts of the widget, compiled to WebAssembly, in a browser.
    Web,
    /// A browser, the files of dist/ and the collector.
    E2e,
}

/// What to run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Browsers that must be there: without one of them the run fails
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    browsers: Vec<Browser>,
    /// Run this part only
    #[arg(long)]
    only: Option<Part>,
    /// How fast time runs in the pages of the fault matrix
    #[arg(long, value_enum, default_value_t, value_name = "PACE")]
    matrix: Pace,
    /// Kill collectors and databases so many times under load, and run nothing else
    #[arg(long, value_name = "ROUNDS")]
    crash: Option<u64>,
    /// Write what the fault matrix found into the table of TRUST.md
    #[arg(long)]
    record: bool,
    /// Run only the tests whose names hold this
    filter: Option<String>,
}

impl Options {
    fn wants(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }
}

/// Runs the tests and says whether all passed. The last line it prints is the sum.
pub fn test(workspace: &Workspace, options: &Options) -> Result<bool> {
    let mut tally = Tally::default();
    if let Some(rounds) = options.crash {
        tally += crash(workspace, rounds)?;
        println!("{tally}");
        return Ok(tally.failed == 0);
    }
    if options.wants(Part::Native) {
        tally += native(workspace, options)?;
        if options.filter.is_none() {
            tally += api::api(workspace)?;
        }
    }
    if options.wants(Part::Web) || options.wants(Part::E2e) {
        tally += in_browsers(workspace, options)?;
    }
    println!("{tally}");
    Ok(tally.failed == 0)
}

/// What was acknowledged survives every kill: as many rounds as one has time for.
fn crash(workspace: &Workspace, rounds: u64) -> Result<Tally> {
    say(&format!("{rounds} rounds of killing, on each engine"));
    let mut cargo = cargo(workspace, &["test", "--package", "goodword-collector", "--test", "it", "--"]);
    Tally::of(cargo.args(["--nocapture", "crash::"]).env("GOODWORD_CRASH_ROUNDS", rounds.to_string()))
}

fn native(workspace: &Workspace, options: &Options) -> Result<Tally> {
    say("native tests");
    let mut cargo = cargo(workspace, &["test", "--workspace", "--no-fail-fast"]);
    let mut tally = Tally::of(cargo.args(&options.filter))?;
    tally += types::types(workspace, options.filter.as_deref())?;
    Ok(tally)
}

fn in_browsers(workspace: &Workspace, options: &Options) -> Result<Tally> {
    let mut tally = Tally::default();
    let there = match Browser::there(workspace, &options.browsers) {
        Ok(there) => there,
        Err(missing) => {
            println!("{missing:#}");
            return Ok(Tally::one(false));
        }
    };
    if let Some(chromium) = Chromium::of(&there) {
        if options.wants(Part::Web) {
            tally += web(workspace, options, &chromium)?;
        }
        if options.wants(Part::E2e) {
            tally += end_to_end(workspace, options, &chromium)?;
        }
    }
    if options.wants(Part::E2e) && !there.is_empty() {
        tally += matrix(workspace, options, &there)?;
    }
    Ok(tally)
}

/// What breaks between a visitor and an endpoint, in every browser there is.
fn matrix(workspace: &Workspace, options: &Options, there: &[(Browser, engine::Programs)]) -> Result<Tally> {
    let (site, filter) = (workspace.dist(), options.filter.as_deref());
    let panics = dist::dist(workspace, Some("panic"))?;
    let saves_nothing = dist::dist(workspace, Some("no-save"))?;
    let site = if site.is_dir() { site } else { dist::dist(workspace, None)? };
    let command = |site: &Path| {
        let mut cargo = program(workspace, "faults", site)?;
        cargo.envs(there.iter().flat_map(|(_, programs)| programs.clone())).env("GOODWORD_DIST_PANIC", &panics);
        Ok::<_, anyhow::Error>(cargo)
    };
    let record = options.record.then(|| workspace.root.join("TRUST.md"));
    let mut tally = matrix::no_control(&site, &[&panics, &saves_nothing])?;
    tally += matrix::play(&mut command(&site)?, there, options.matrix, filter, record.as_deref())?;
    if filter.is_none() && there.iter().any(|(browser, _)| *browser == Browser::Chromium) {
        tally += matrix::control(&mut command(&saves_nothing)?)?;
    }
    Ok(tally)
}

fn web(workspace: &Workspace, options: &Options, chromium: &Chromium) -> Result<Tally> {
    say("wasm tests in chromium");
    tools::wasm_target()?;
    let mut cargo =
        cargo(workspace, &["test", "--package", "goodword", "--target", "wasm32-unknown-unknown", "--test", "web"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::wasm_bindgen(workspace)?.test_runner);
    cargo.env("CHROMEDRIVER", &chromium.driver);
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.capabilities(workspace)?);
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Tally::of(filtered(&mut cargo, options))
}

/// The journeys of a visitor and an analyst, against what a site serves and the collector that people run.
fn end_to_end(workspace: &Workspace, options: &Options, chromium: &Chromium) -> Result<Tally> {
    say("end to end in chromium");
    let control = dist::dist(workspace, Some("panic"))?;
    let site = dist::dist(workspace, None)?;
    let mut tally = budget(&Report::of(&site)?);
    let mut journeys = journeys(workspace, chromium, &site)?;
    journeys.env("GOODWORD_DIST_PANIC", control).env("GOODWORD_EXAMPLES", dist::examples::examples(workspace)?);
    // Some tests measure time: they want the machine for themselves.
    journeys.env("RUST_TEST_THREADS", "1");
    tally += Tally::of(filtered(&mut journeys, options))?;
    Ok(tally)
}

/// Makes the pictures of the README, and those of every mode in every look.
pub fn shots(workspace: &Workspace) -> Result<()> {
    let there = Browser::there(workspace, &[Browser::Chromium])?;
    let Some(chromium) = Chromium::of(&there) else { bail!("no chromium here") };
    let site = dist::dist(workspace, None)?;
    let pictures = workspace.root.join("docs/pictures");
    let mut journeys = journeys(workspace, &chromium, &site)?;
    journeys.env("GOODWORD_PICTURES", &pictures);
    run(journeys.args(["--", "pictures::", "looks::"]))?;
    let looks = workspace.target.join("shots/looks");
    say(&format!("made the pictures in {} and {}", pictures.display(), looks.display()));
    Ok(())
}

/// The command that runs the journeys with all they need.
fn journeys(workspace: &Workspace, chromium: &Chromium, site: &Path) -> Result<Command> {
    let mut cargo = program(workspace, "browser", site)?;
    cargo.env("CHROMIUM", &chromium.browser).env("CHROMEDRIVER", &chromium.driver);
    cargo.env("GOODWORD_AXE", tools::node_modules(workspace)?.join("axe-core/axe.min.js"));
    cargo.env("GOODWORD_PYTHON", tools::tables(workspace)?);
    cargo.env("GOODWORD_SHOTS", workspace.target.join("shots"));
    Ok(cargo)
}

/// The command that runs a test program which needs a site and a collector.
fn program(workspace: &Workspace, name: &str, site: &Path) -> Result<Command> {
    // The whole workspace, as for the native tests: another selection would mean other features, and building it all again.
    run(&mut cargo(workspace, &["test", "--workspace", "--no-run"]))?;
    let mut cargo = cargo(workspace, &["test", "--workspace", "--test", name]);
    cargo.env("GOODWORD_DIST", site).env("GOODWORD_BIN", workspace.target.join("debug/goodword"));
    Ok(cargo)
}

fn budget(report: &Report) -> Tally {
    print!("{report}");
    let verdict = report.judge();
    println!("test size ... {}", if verdict.is_ok() { "ok" } else { "FAILED" });
    Tally::one(verdict.is_ok())
}

fn filtered<'a>(cargo: &'a mut Command, options: &Options) -> &'a mut Command {
    match &options.filter {
        Some(filter) => cargo.args(["--", filter]),
        None => cargo,
    }
}

fn cargo(workspace: &Workspace, words: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args(words);
    cargo
}
