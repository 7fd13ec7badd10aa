//! Instructions of the native reader, as callgrind counts them: the same on every machine that has the same compiler.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{read, run};
use crate::workspace::Workspace;

/// Of reading the file, and of its Summary.
pub fn count(workspace: &Workspace, file: &Path) -> Result<(u64, u64)> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root);
    run(cargo.args(["build", "--quiet", "--release", "--package", "goodword-count"]))?;
    let within = |function: &str| within(&workspace.target, file, function);
    Ok((within("read_all")?, within("sum_up")?))
}

/// What is executed within one function of the program.
fn within(target: &Path, file: &Path, function: &str) -> Result<u64> {
    let out = target.join("counts/callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--quiet", &format!("--toggle-collect=*goodword_count*{function}*")]);
    valgrind.arg(format!("--callgrind-out-file={}", out.display()));
    read(valgrind.arg(target.join("release/goodword-count")).arg(file))?;
    totals(&std::fs::read_to_string(out)?).with_context(|| format!("callgrind counted nothing within {function}"))
}

/// The line `totals: 94368368` of its file; none where nothing was counted.
fn totals(file: &str) -> Option<u64> {
    let total = file.lines().find_map(|line| line.strip_prefix("totals: "))?;
    total.trim().parse().ok().filter(|total| *total > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_nothing_is_none() {
        assert_eq!(totals("events: Ir\n\ntotals: 94368368\n"), Some(94_368_368));
        assert_eq!(totals("totals: 0\n"), None);
        assert_eq!(totals("events: Ir\n"), None);
    }
}
