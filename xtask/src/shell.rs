//! Other programs: run, and said what was run when one fails.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// One line on what happens now.
pub fn say(line: &str) {
    eprintln!("xtask: {line}");
}

/// Runs `command` with its output shown as it comes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs `command` and returns what it printed; what it said on its error channel is shown only when it fails.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}:\n{}", shown(command), output.status, head(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Ends as `command`, which then takes signals and the terminal itself.
#[cfg(unix)]
pub fn become_it(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(error).with_context(|| format!("cannot start {}", shown(command)))
}

/// Waits for `command` to end.
#[cfg(not(unix))]
pub fn become_it(command: &mut Command) -> Result<()> {
    run(command)
}

/// `PATH` with `folders` in front.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(folders.iter().cloned().chain(env::split_paths(&path)))?)
}

/// The file that `program` names, looked for along `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether this runs as root, as it does in many containers.
pub fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The first lines of an error: some tools print their whole input after it.
fn head(text: &[u8]) -> String {
    String::from_utf8_lossy(text).lines().take(40).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let failure = read(Command::new("sh").args(["-c", "echo no such luck >&2; exit 3"])).unwrap_err().to_string();
        assert!(failure.contains("sh -c") && failure.contains("no such luck") && failure.contains('3'), "{failure}");
    }

    #[test]
    fn what_a_command_printed_is_returned() {
        assert_eq!(read(Command::new("sh").args(["-c", "echo yes"])).unwrap(), "yes\n");
    }
}
