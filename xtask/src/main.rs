//! The project's own tasks: `cargo xtask --help` lists them.

mod bench;
mod collector;
mod deb;
mod debian;
mod demo;
mod dev;
mod dist;
mod manifest;
mod npm;
mod release;
mod shell;
mod size;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use size::{Report, Why};
use workspace::Workspace;

/// The project's own tasks. Each installs what it needs where it can, and says what to install where it cannot.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the files a site serves, into dist/
    Dist {
        /// Build with the feature `control-NAME`, into target/control-NAME/dist: for tests that need a widget that fails
        #[arg(long, value_name = "NAME")]
        control: Option<String>,
    },
    /// Make one file to run: the collector with the site in it, at target/release/goodword
    Release(release::Options),
    /// Make the package of npm, into target/npm/goodword/
    Npm(npm::Options),
    /// Make dist/ and hold what a visitor downloads against the budget
    Size {
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
        /// Print what the bytes of this binary are instead
        #[arg(long, value_name = "BINARY", conflicts_with = "json")]
        why: Option<String>,
    },
    /// Run every test; the last line is `N passed, N failed`
    Test(test::Options),
    /// Run the benchmarks, each against its baseline in the same run; fails where a ratio is below its gate
    Bench(bench::Options),
    /// Write what is written from src/manifest.rs: types, tables, lists
    Manifest {
        /// Write nothing; fail where what is committed is something else
        #[arg(long)]
        check: bool,
    },
    /// Make the pictures of the README, into docs/pictures/, and one of every mode in every look, into target/shots/looks/
    Shots,
    /// Serve the shop, the collector and the results view
    Demo(demo::Options),
    /// Rebuild on save, with live reload
    Dev {
        /// The port to serve at
        #[arg(long, default_value_t = 8787)]
        port: u16,
    },
}

fn main() -> ExitCode {
    match perform(Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well; where not, the task has said so itself.
fn perform(task: Task) -> Result<bool> {
    let workspace = Workspace::find()?;
    match task {
        Task::Test(options) => return Ok(test::test(&workspace, &options)),
        Task::Bench(options) => return bench::bench(&workspace, &options),
        Task::Dist { control } => dist::dist(&workspace, control.as_deref()).map(drop),
        Task::Release(options) => release(&workspace, &options),
        Task::Npm(options) => npm::npm(&workspace, &options).map(drop),
        Task::Size { why: Some(binary), .. } => why(&workspace, &binary),
        Task::Size { json, why: None } => size(&workspace, json),
        Task::Manifest { check } => manifest::manifest(&workspace, check),
        Task::Shots => test::shots(&workspace),
        Task::Demo(options) => demo::demo(&workspace, options),
        Task::Dev { port } => dev::dev(&workspace, port),
    }?;
    Ok(true)
}

fn release(workspace: &Workspace, options: &release::Options) -> Result<()> {
    release::release(workspace, options)?;
    if options.deb {
        deb::deb(workspace)?;
    }
    Ok(())
}

fn why(workspace: &Workspace, binary: &str) -> Result<()> {
    print!("{}", Why::of(&dist::compiled(workspace, binary)?)?);
    Ok(())
}

fn size(workspace: &Workspace, json: bool) -> Result<()> {
    let report = Report::of(&dist::dist(workspace, None)?)?;
    if json {
        println!("{:#}", report.json());
    } else {
        print!("{report}");
    }
    report.judge()
}
