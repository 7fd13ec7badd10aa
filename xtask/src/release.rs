//! One file to run: the collector with the site in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use anyhow::{Context, Result, ensure};

use crate::dist;
use crate::shell::{read, run, say};
use crate::workspace::Workspace;

#[derive(clap::Args)]
pub struct Options {
    /// Take the site that was made before, such as dist, instead of making it
    #[arg(long, value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// Build for another machine, such as x86_64-unknown-linux-musl, which needs no libraries
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// Also make the Debian package, in target/debian
    #[arg(long, conflicts_with = "target")]
    pub deb: bool,
}

/// Builds the program, and holds what is in it against the site.
pub fn release(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let site = match &options.site {
        Some(site) => site.canonicalize().with_context(|| format!("there is no folder {}", site.display()))?,
        None => dist::dist(workspace, None)?,
    };
    say("building the collector with the site in it");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).env("GOODWORD_EMBED", &site);
    cargo.args(["build", "--release", "--package", "goodword-collector", "--bin", "goodword"]);
    let mut folder = workspace.target.clone();
    if let Some(target) = &options.target {
        cargo.args(["--target", target]);
        folder.push(target);
    }
    run(&mut cargo)?;
    let program = folder.join("release/goodword");
    let scratch = workspace.target.join("release-site");
    fs::create_dir_all(&scratch)?;
    let held = hold(&program, &site, &scratch);
    fs::remove_dir_all(&scratch)?;
    held?;
    let bytes = fs::metadata(&program)?.len();
    say(&format!("made {}: {bytes} bytes, the site in it", program.display()));
    Ok(program)
}

/// Whether a collector without any setting serves each file of the site as it is.
fn hold(program: &Path, site: &Path, scratch: &Path) -> Result<()> {
    let mut serve = Command::new(program);
    serve.current_dir(scratch).args(["serve", "--listen", "127.0.0.1:0"]);
    let mut child = serve.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let held = address(&mut child).and_then(|address| compare(&address, site));
    child.kill()?;
    child.wait()?;
    held
}

fn address(child: &mut std::process::Child) -> Result<String> {
    let lines = io::BufRead::lines(io::BufReader::new(child.stdout.take().context("it has no output")?));
    for line in lines {
        if let Some(address) = line?.strip_prefix("listening on ") {
            return Ok(address.to_owned());
        }
    }
    anyhow::bail!("it ended before it listened")
}

fn compare(address: &str, site: &Path) -> Result<()> {
    let mut held = 0;
    for file in files(site)? {
        let name = file.strip_prefix(site)?.display().to_string();
        let served = Command::new("curl").args(["-sSf", &format!("{address}/{name}")]).output().context("curl")?;
        ensure!(served.status.success(), "{name} is not served: {}", String::from_utf8_lossy(&served.stderr));
        ensure!(served.stdout == fs::read(&file)?, "{name} is served as something else");
        held += 1;
    }
    ensure!(held > 0, "the site is empty");
    let page = read(Command::new("curl").args(["-sSf", &format!("{address}/results")]))?;
    ensure!(page.contains("<good-word-results"), "the results view is no page of its own");
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(self::files(&path)?) } else { files.push(path) }
    }
    Ok(files)
}
