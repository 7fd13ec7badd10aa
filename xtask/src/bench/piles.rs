//! The files that are read: made-up responses, and the same as a file grows in use.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::mixed;
use crate::shell::{run, say};
use crate::workspace::Workspace;

/// So many responses a file holds.
pub const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
/// The most that is read, where it is asked for.
pub const TEN_MILLION: u64 = 10_000_000;

/// A file of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pile {
    pub mixed: bool,
    pub responses: u64,
}

/// The files that the table tells of.
pub fn usual() -> Vec<Pile> {
    let mixed = SIZES.map(|responses| Pile { mixed: true, responses });
    [&mixed[..], &[Pile { mixed: false, responses: 1_000_000 }]].concat()
}

/// Those beyond them, for the curves.
pub fn growing(ten_million: bool) -> Vec<Pile> {
    let sizes = [1_000, TEN_MILLION];
    sizes.into_iter().take(if ten_million { 2 } else { 1 }).map(|responses| Pile { mixed: true, responses }).collect()
}

impl Pile {
    /// As the scripts name it.
    pub fn kind(self) -> &'static str {
        if self.mixed { "mixed" } else { "made-up" }
    }

    /// The file, made once.
    pub fn file(self, workspace: &Workspace) -> Result<PathBuf> {
        let folder = workspace.target.join("bench");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{}-{}.ndjson", self.kind(), self.responses));
        once(&file, |draft| {
            if self.mixed {
                return mixed::mix(&Self { mixed: false, ..self }.file(workspace)?, draft);
            }
            say(&format!("making up {} responses, once", self.responses));
            seed(workspace, self.responses, draft)
        })?;
        Ok(file)
    }
}

/// Makes a file that is not there yet.
fn once(file: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if !file.is_file() {
        let draft = file.with_extension("draft");
        make(&draft)?;
        fs::rename(&draft, file)?;
    }
    Ok(())
}

fn seed(workspace: &Workspace, responses: u64, file: &Path) -> Result<()> {
    let mut goodword = Command::new(program(workspace)?);
    run(goodword.args(["seed", &responses.to_string()]).stdout(File::create(file)?))
}

/// The program `goodword` as it is released.
pub fn program(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root);
    run(cargo.args(["build", "--quiet", "--release", "--package", "goodword-collector", "--bin", "goodword"]))?;
    Ok(workspace.target.join("release/goodword"))
}
