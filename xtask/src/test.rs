//! `cargo xtask test`: every test there is, and one line that sums them.

mod api;
mod chromium;
mod clock;
mod counts;
mod engine;
mod failures;
mod ground;
mod idle_connections;
mod loader;
mod matrix;
mod node;
mod packages;
mod packaging;
mod tally;
mod types;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;

use crate::debian::{self, Missing, Program};
use crate::dist;
use crate::shell::{run, say};
use crate::size::Report;
use crate::tools;
use crate::workspace::Workspace;
use chromium::Chromium;
use clock::Clock;
use engine::Browser;
use ground::Ground;
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
    /// The browsers to run in: without one of them the run fails
    #[arg(long, value_delimiter = ',', value_name = "NAMES", default_value = "chromium,firefox,webkit")]
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
    /// Take so many walks through the model of delivery, and run nothing else
    #[arg(long, value_name = "WALKS")]
    walks: Option<u32>,
    /// Also build applications of Vite, Next.js, React, Vue and Svelte with the package of npm, and answer in them in
    /// Chromium: half a gigabyte from npm at the first time, then some five minutes
    #[arg(long)]
    packages: bool,
    /// Make the Debian package, judge it by lintian, and install, run, remove and purge it on a Debian of its own; judge the
    /// Containerfile; put nginx and Caddy in front; and run nothing else. Takes root and a mirror of Debian
    #[arg(long)]
    packaging: bool,
    /// The site that is packed, such as dist, where it was made before
    #[arg(long, value_name = "FOLDER", requires = "packaging")]
    site: Option<PathBuf>,
    /// Write what the fault matrix found into the table of TRUST.md
    #[arg(long)]
    record: bool,
    /// Run only the tests whose names hold this
    filter: Option<String>,
}

/// Journeys at a time. They wait more than they work; those that measure time wait until no other one runs.
const JOURNEYS: &str = "3";

impl Options {
    fn wants(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }

    fn wants_browsers(&self) -> bool {
        self.wants(Part::Web) || self.wants(Part::E2e)
    }

    /// What the wanted parts start that Debian has.
    fn programs(&self) -> Vec<Program> {
        let mut programs = vec![debian::NODE, debian::NPM, debian::PYTHON];
        if self.wants(Part::Native) {
            programs.extend(debian::NATIVE);
        }
        if self.wants_browsers() {
            programs.extend(self.browsers.iter().flat_map(|browser| browser.packages()));
        }
        programs
    }
}

/// Runs the tests and says whether all passed. The last line it prints is the sum.
pub fn test(workspace: &Workspace, options: &Options) -> bool {
    let clock = Clock::start();
    let tally = match (options.crash, options.walks) {
        (Some(rounds), _) => crash(workspace, rounds),
        (_, Some(walks)) => model(workspace, walks),
        _ if options.packaging => packaging::packaging(workspace, options.site.clone()),
        _ => Missing::of(&options.programs()).and_then(|missing| every(workspace, options, missing.as_ref(), &clock)),
    };
    let tally = tally.unwrap_or_else(|failure| Tally::broken(&format!("{failure:#}")));
    print!("{clock}{}", tally.failures);
    println!("{tally}");
    tally.failed == 0
}

/// Every part that is wanted. What is installed and built for the browsers comes to be beside the native tests: on one side
/// the network and single-threaded links, on the other compilation and tests.
fn every(workspace: &Workspace, options: &Options, missing: Option<&Missing>, clock: &Clock) -> Result<Tally> {
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        let ground = scope.spawn(move || {
            clock.time("Debian packages", || missing.map_or(Ok(()), Missing::install))?;
            let _ = tell.send(());
            options.wants(Part::E2e).then(|| Ground::make(workspace, options, clock)).transpose()
        });
        let mut tally = Tally::default();
        clock.time("compiling the tests", || compile(workspace, options))?;
        // Without the packages there is nothing to start: the thread's error says why.
        if told.recv().is_ok() {
            tally += without_sites(workspace, options, clock)?;
        }
        let ground = ground.join().map_err(|_| anyhow!("what was built beside the native tests panicked"))?;
        match ground {
            Ok(Some(ground)) => tally += on_sites(workspace, options, &ground, clock)?,
            Ok(None) => {}
            Err(failure) => tally += Tally::broken(&format!("{failure:#}")),
        }
        Ok(tally)
    })
}

/// Compiles each test program once. The whole workspace, whatever is run: another selection would mean other features, and
/// building it all again.
fn compile(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.only == Some(Part::Web) {
        return Ok(());
    }
    say("compiling the tests");
    run(&mut cargo(workspace, &["test", "--quiet", "--workspace", "--no-run"]))?;
    if options.wants(Part::E2e) {
        let programs = ["--test", "browser", "--test", "faults"];
        run(cargo(workspace, &["test", "--quiet", "--workspace", "--no-run"]).args(programs))?;
    }
    Ok(())
}

/// What was acknowledged survives every kill: as many rounds as one has time for.
fn crash(workspace: &Workspace, rounds: u64) -> Result<Tally> {
    debian::provide(&debian::NATIVE)?;
    say(&format!("{rounds} rounds of killing, on each engine"));
    let mut cargo = cargo(workspace, &["test", "--package", "goodword-collector", "--test", "it", "--"]);
    Tally::of(cargo.args(["--nocapture", "crash::"]).env("GOODWORD_CRASH_ROUNDS", rounds.to_string()))
}

/// Whatever comes between a visitor and an endpoint, in whatever order: as many walks as one has time for.
fn model(workspace: &Workspace, walks: u32) -> Result<Tally> {
    say(&format!("{walks} walks through the model of delivery"));
    let mut cargo = cargo(workspace, &["test", "--package", "goodword", "--release", "--lib", "--"]);
    Tally::of(cargo.args(["--nocapture", "model::"]).env("GOODWORD_WALKS", walks.to_string()))
}

fn native(workspace: &Workspace, options: &Options) -> Result<Tally> {
    say("native tests");
    let mut cargo = cargo(workspace, &["test", "--workspace", "--no-fail-fast"]);
    cargo.env("GOODWORD_PYTHON", tools::tables(workspace)?);
    let mut tally = Tally::of(cargo.args(&options.filter))?;
    tally += types::types(workspace, options.filter.as_deref())?;
    tally += loader::loader(workspace, options.filter.as_deref())?;
    tally += counts::native(workspace, options.filter.as_deref())?;
    Ok(tally)
}

/// What needs no site: the native tests, the collector against its description, and the widget's parts in a browser.
fn without_sites(workspace: &Workspace, options: &Options, clock: &Clock) -> Result<Tally> {
    let mut tally = Tally::default();
    if options.wants(Part::Native) {
        tally += clock.time("native tests", || native(workspace, options))?;
    }
    if options.wants(Part::Native) && options.filter.is_none() {
        tally += clock.time("schemathesis", || api::api(workspace))?;
    }
    if options.wants(Part::Web) && options.browsers.contains(&Browser::Chromium) {
        let chromium = Browser::all(workspace, &[Browser::Chromium])?;
        if let Some(chromium) = Chromium::of(&chromium) {
            tally += clock.time("wasm tests", || web(workspace, options, &chromium))?;
        }
    }
    Ok(tally)
}

/// What needs them: the journeys and the fault matrix.
fn on_sites(workspace: &Workspace, options: &Options, ground: &Ground, clock: &Clock) -> Result<Tally> {
    let mut tally = Tally::default();
    if let Some(chromium) = Chromium::of(&ground.browsers) {
        tally += clock.time("journeys", || end_to_end(workspace, options, &chromium, ground))?;
    }
    let filter = options.filter.as_deref();
    tally += clock.time("counted instructions", || counts::wasm(workspace, &ground.dist, filter))?;
    tally += clock.time("the package of npm", || packages::judged(workspace, &ground.dist, filter))?;
    if let Some(chromium) = Chromium::of(&ground.browsers).filter(|_| options.packages) {
        tally += clock.time("applications", || packages::applications(workspace, &ground.dist, &chromium))?;
    }
    tally += clock.time("the fault matrix", || matrix(workspace, options, ground))?;
    Ok(tally)
}

/// What breaks between a visitor and an endpoint, in every browser there is.
fn matrix(workspace: &Workspace, options: &Options, ground: &Ground) -> Result<Tally> {
    let filter = options.filter.as_deref();
    let command = |site: &Path| {
        let mut cargo = program(workspace, "faults", site);
        cargo.envs(ground.browsers.iter().flat_map(|(_, programs)| programs.clone()));
        cargo.env("GOODWORD_DIST_PANIC", &ground.panics);
        cargo
    };
    let record = options.record.then(|| workspace.root.join("TRUST.md"));
    let mut tally = matrix::no_control(&ground.dist, &[&ground.panics, &ground.saves_nothing])?;
    tally += matrix::play(&mut command(&ground.dist), &ground.browsers, options.matrix, filter, record.as_deref())?;
    if filter.is_none() && Chromium::of(&ground.browsers).is_some() {
        tally += matrix::control(&mut command(&ground.saves_nothing))?;
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
    let address = idle_connections::free_address()?;
    cargo.env("WASM_BINDGEN_TEST_ADDRESS", address.to_string());
    idle_connections::beside(address, || Tally::of(filtered(&mut cargo, options)))
}

/// The journeys of a visitor and an analyst, against what a site serves and the collector that people run.
fn end_to_end(workspace: &Workspace, options: &Options, chromium: &Chromium, ground: &Ground) -> Result<Tally> {
    say("end to end in chromium");
    let mut tally = budget(&Report::of(&ground.dist)?);
    let mut journeys = journeys(workspace, chromium, &ground.dist)?;
    journeys.env("GOODWORD_DIST_PANIC", &ground.panics).env("GOODWORD_EXAMPLES", &ground.examples);
    journeys.env("RUST_TEST_THREADS", JOURNEYS);
    tally += Tally::of(filtered(&mut journeys, options))?;
    Ok(tally)
}

/// Makes the pictures of the README, and those of every mode in every look.
pub fn shots(workspace: &Workspace) -> Result<()> {
    debian::provide(&Browser::Chromium.packages())?;
    let there = Browser::all(workspace, &[Browser::Chromium])?;
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
    let mut cargo = program(workspace, "browser", site);
    cargo.env("CHROMIUM", &chromium.browser).env("CHROMEDRIVER", &chromium.driver);
    cargo.env("GOODWORD_AXE", tools::node_modules(workspace)?.join("axe-core/axe.min.js"));
    cargo.env("GOODWORD_PYTHON", tools::tables(workspace)?);
    cargo.env("GOODWORD_SHOTS", workspace.target.join("shots"));
    Ok(cargo)
}

/// The command that runs a test program which needs a site and a collector.
fn program(workspace: &Workspace, name: &str, site: &Path) -> Command {
    let mut cargo = cargo(workspace, &["test", "--workspace", "--test", name]);
    cargo.env("GOODWORD_DIST", site).env("GOODWORD_BIN", workspace.target.join("debug/goodword"));
    cargo
}

fn budget(report: &Report) -> Tally {
    print!("{report}");
    Tally::one("size", report.judge().map_err(|failure| format!("{failure:#}")))
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
