//! Instructions of the native reader, as callgrind counts them: the same on every machine that has the same compiler. What the
//! C library executes is left out: it copies in another way on each processor, which alone moved a count by 2.5 %.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{read, run};
use crate::workspace::Workspace;

/// What is counted, below target/.
const PROGRAM: &str = "release/goodword-count";

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
    read(valgrind.arg(target.join(PROGRAM)).arg(file))?;
    executed(&std::fs::read_to_string(out)?).with_context(|| format!("callgrind counted nothing within {function}"))
}

/// The program's own instructions in a file of callgrind, in which `ob=(3) /path` opens an object, `ob=(3)` opens it again and
/// `cob=` names one that is called,
/// `0 465` is a cost, and the line after `calls=` is the cost of what was called, which stands at its own place too. None where
/// nothing was counted.
fn executed(file: &str) -> Option<u64> {
    let (mut program, mut is_own, mut is_called, mut sum) = (None, false, false, 0);
    for line in file.lines() {
        if let Some(object) = line.strip_prefix("ob=").or_else(|| line.strip_prefix("cob=")) {
            let (id, path) = object.split_once(' ').unwrap_or((object, ""));
            program = if path.ends_with(PROGRAM) { Some(id) } else { program };
            is_own = if line.starts_with('o') { program == Some(id) } else { is_own };
        } else if is_own && !is_called {
            sum += cost(line).unwrap_or(0);
        }
        is_called = line.starts_with("calls=");
    }
    (sum > 0).then_some(sum)
}

/// Of a line `0 465`, `+3 465`, `-1 465` or `* 465`.
fn cost(line: &str) -> Option<u64> {
    let (place, cost) = line.split_once(' ')?;
    let is_place = place == "*" || place.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit());
    is_place.then(|| cost.trim().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "version: 1
summary: 53217205

ob=(6) /somewhere/target/release/goodword-count
fl=(141) ???
fn=(1200) alloc::raw_vec::grow_one
0 720
cob=(3) /usr/lib/libc.so.6
cfn=(1092) realloc
calls=49 0
0 14663
+2 7

ob=(3)
fn=(1092)
0 14663

ob=(6)
fn=(1201) read_all
* 100
totals: 53217205
";

    #[test]
    fn the_programs_own_are_counted_once() {
        assert_eq!(executed(FILE), Some(720 + 7 + 100));
    }

    #[test]
    fn a_count_of_nothing_is_none() {
        assert_eq!(executed(&FILE.replace("goodword-count", "another")), None);
        assert_eq!(executed("events: Ir\n"), None);
    }
}
