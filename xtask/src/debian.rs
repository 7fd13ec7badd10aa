//! Programs that come as Debian packages: installed where this may do so, else the one line that does.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{is_root, read, say, which};

/// A program that the tasks start.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// What to call it.
    pub name: &'static str,
    /// The package that brings it.
    pub package: &'static str,
    /// Whether it can be started.
    pub is_there: fn() -> bool,
}

/// Node.js, which runs what npm installs.
pub const NODE: Program =
    Program { name: "Node.js (20 or newer)", package: "nodejs", is_there: || which("node").is_some() };

/// The package manager of Node.js.
pub const NPM: Program = Program { name: "npm", package: "npm", is_there: || which("npm").is_some() };

/// Python that can make environments of its own.
pub const PYTHON: Program = Program {
    name: "Python with venv (3.11 or newer)",
    package: "python3-venv",
    is_there: || read(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok(),
};

/// What the native tests start.
pub const NATIVE: [Program; 6] = [
    // The collector's tests make a cluster of their own.
    Program { name: "PostgreSQL's server", package: "postgresql", is_there: has_initdb },
    // They put it between a collector and the cluster,
    Program { name: "PgBouncer", package: "pgbouncer", is_there: || Path::new("/usr/sbin/pgbouncer").exists() },
    // and make certificates for it.
    Program { name: "OpenSSL", package: "openssl", is_there: || which("openssl").is_some() },
    Program { name: "strace", package: "strace", is_there: || which("strace").is_some() },
    Program { name: "valgrind", package: "valgrind", is_there: || which("valgrind").is_some() },
    Program { name: "pgrep", package: "procps", is_there: || which("pgrep").is_some() },
];

/// Debian keeps the server's programs out of `PATH`, in a folder for each version.
fn has_initdb() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    which("initdb").is_some() || versions.into_iter().any(|version| version.path().join("bin/initdb").is_file())
}

/// Installs what is missing of `programs`.
pub fn provide(programs: &[Program]) -> Result<()> {
    Missing::of(programs)?.map_or(Ok(()), |missing| missing.install())
}

/// Packages that are to be installed, and how this may do so.
#[derive(Debug)]
pub struct Missing {
    packages: Vec<&'static str>,
    right: Right,
}

/// By what right packages are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Root,
    /// `sudo` asks for no password.
    Sudo,
}

impl Missing {
    /// What is missing of `programs`, said at once; an error where nothing may be installed. Where there is no `apt-get`,
    /// whatever needs such a program says so when its turn comes.
    pub fn of(programs: &[Program]) -> Result<Option<Self>> {
        let missing: Vec<_> = programs.iter().filter(|program| !(program.is_there)()).collect();
        if missing.is_empty() {
            return Ok(None);
        }
        let names = missing.iter().map(|program| program.name).collect::<Vec<_>>().join(", ");
        let packages: Vec<_> = missing.iter().map(|program| program.package).collect();
        if which("apt-get").is_none() {
            say(&format!("missing here: {names}; there is no apt-get to install them with"));
            return Ok(None);
        }
        let Some(right) = Right::here() else {
            bail!("missing here: {names}; this installs them:\n{}", line(&packages))
        };
        say(&format!("missing here: {names}; installing the Debian packages {}", packages.join(", ")));
        Ok(Some(Self { packages, right }))
    }

    /// Installs them.
    pub fn install(&self) -> Result<()> {
        let failed = || format!("cannot install what is missing; by hand: {}", line(&self.packages));
        read(self.right.apt_get().args(["update", "-qq"])).with_context(failed)?;
        let mut install = self.right.apt_get();
        install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&self.packages);
        read(&mut install).map(drop).with_context(failed)
    }
}

impl Right {
    fn here() -> Option<Self> {
        if is_root() {
            return Some(Self::Root);
        }
        read(Command::new("sudo").args(["-n", "true"])).is_ok().then_some(Self::Sudo)
    }

    fn apt_get(self) -> Command {
        let words: &[&str] = match self {
            Self::Root => &[],
            Self::Sudo => &["sudo", "-n"],
        };
        let mut words = words.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
        command.args(words);
        command
    }
}

/// What a person would type.
fn line(packages: &[&str]) -> String {
    format!("sudo apt-get install -y --no-install-recommends {}", packages.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const THERE: Program = Program { name: "a shell", package: "dash", is_there: || true };
    const GONE: Program = Program { name: "no such program", package: "no-such-package", is_there: || false };

    #[test]
    fn what_is_there_is_not_installed() {
        assert!(Missing::of(&[THERE]).unwrap().is_none());
        provide(&[THERE, THERE]).unwrap();
    }

    #[test]
    fn what_is_missing_is_named_with_the_line_that_installs_it() {
        let named = match Missing::of(&[THERE, GONE]) {
            Ok(Some(missing)) => line(&missing.packages),
            Ok(None) => return,
            Err(refused) => refused.to_string(),
        };
        assert!(named.ends_with("sudo apt-get install -y --no-install-recommends no-such-package"), "{named}");
    }

    #[test]
    fn nothing_waits_for_a_question() {
        let words = |right: Right| {
            let command = right.apt_get();
            let words = std::iter::once(command.get_program()).chain(command.get_args());
            words.map(|word| word.to_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(Right::Root), "env DEBIAN_FRONTEND=noninteractive apt-get");
        assert_eq!(words(Right::Sudo), "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get");
    }
}
