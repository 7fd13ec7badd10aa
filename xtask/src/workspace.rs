//! Where things stand: the source tree, the build folder and what the lock file says.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The version all packages share.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The source tree and its build folder.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// `target`, or where `CARGO_TARGET_DIR` points.
    pub target: PathBuf,
}

impl Workspace {
    /// The workspace this program was built from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent folder")?.to_owned();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        Ok(Self { root, target })
    }

    /// What a site serves.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of `package` that `Cargo.lock` holds.
    pub fn locked(&self, package: &str) -> Result<String> {
        let lock = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
        locked_version(&text, package).with_context(|| format!("{} does not name {package}", lock.display()))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_one_version_of_a_package() {
        let lock = "[[package]]\nname = \"yew\"\nversion = \"0.23.0\"\n\n[[package]]\nname = \"yew-macro\"\nversion = \"1.0.0\"\n";
        assert_eq!(locked_version(lock, "yew").as_deref(), Some("0.23.0"));
        assert_eq!(locked_version(lock, "yew-macro").as_deref(), Some("1.0.0"));
        assert_eq!(locked_version(lock, "ye"), None);
    }

    #[test]
    fn this_workspace_locks_the_wasm_bindgen_it_builds_with() {
        assert!(Workspace::find().unwrap().locked("wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
