//! Secrets that come in a file: `--database-file`, or what systemd's `LoadCredential=` lays ready.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// No secret is longer.
const LONGEST: u64 = 16 * 1024;

/// The file of a credential, where systemd has laid one of that name ready.
pub(crate) fn credential(name: &str) -> Option<PathBuf> {
    let folder = env::var_os("CREDENTIALS_DIRECTORY").filter(|folder| !folder.is_empty())?;
    Some(Path::new(&folder).join(name)).filter(|file| file.is_file())
}

/// A variable of the environment; an empty one is none.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The text of the file, without the line end behind it.
pub(crate) fn read(file: &Path) -> anyhow::Result<String> {
    let name = file.display();
    let length = fs::metadata(file).with_context(|| format!("cannot read {name}"))?.len();
    ensure!(length <= LONGEST, "{name} is too long for a secret");
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let text = text.trim_end_matches(['\r', '\n']);
    ensure!(!text.is_empty(), "{name} is empty");
    Ok(text.to_owned())
}
