//! A Debian in a folder, as small as Debian makes one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::shell::{read, run, say};

/// What a person who has just logged in would have.
const ENVIRONMENT: [&str; 4] = [
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME=/root",
    "LC_ALL=C.UTF-8",
    // Nothing waits for an answer.
    "DEBIAN_FRONTEND=noninteractive",
];

/// It goes with this value.
pub struct Chroot {
    pub root: PathBuf,
}

impl Chroot {
    /// Makes a new one in the folder, from where this machine's own packages come from.
    pub fn make(folder: &Path) -> Result<Self> {
        let made = Self { root: folder.join("debian") };
        made.clear()?;
        fs::create_dir_all(folder)?;
        let Source { mirror, suite } = Source::of_this_machine()?;
        say(&format!("making a Debian ({suite}) in {}", made.root.display()));
        let mut mmdebstrap = Command::new("mmdebstrap");
        mmdebstrap.args(["--quiet", "--mode=root", "--variant=minbase", &suite]);
        run(mmdebstrap.arg(&made.root).arg(mirror))?;
        Ok(made)
    }

    /// Copies a file to its root.
    pub fn put(&self, file: &Path, name: &str) -> Result<()> {
        fs::copy(file, self.root.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
        Ok(())
    }

    pub fn holds(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Runs a command in it as root; what it printed.
    pub fn read(&self, words: &[&str]) -> Result<String> {
        let mut chroot = Command::new("chroot");
        read(chroot.arg(&self.root).args(["/usr/bin/env", "-i"]).args(ENVIRONMENT).args(words))
    }

    /// Nothing of this machine is mounted in it, so there is nothing to unmount.
    fn clear(&self) -> Result<()> {
        if self.root.exists() {
            fs::remove_dir_all(&self.root).with_context(|| format!("cannot clear {}", self.root.display()))?;
        }
        Ok(())
    }
}

impl Drop for Chroot {
    fn drop(&mut self) {
        let _ = self.clear();
    }
}

/// Where Debian's packages come from.
struct Source {
    mirror: String,
    suite: String,
}

impl Source {
    fn of_this_machine() -> Result<Self> {
        let release = fs::read_to_string("/etc/os-release").context("this is no Debian")?;
        let suite = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
        let suite = suite.context("this Debian has no name")?.trim_matches('"').to_owned();
        let known =
            read(Command::new("apt-get").args(["indextargets", "--format", "$(CODENAME) $(COMPONENT) $(SITE)"]))?;
        let mirror = known.lines().find_map(|line| line.strip_prefix(&format!("{suite} main ")));
        let mirror = mirror.with_context(|| format!("no source of packages of {suite} is known: apt-get update"))?;
        ensure!(mirror.contains("://"), "{mirror} is no address");
        Ok(Self { mirror: mirror.to_owned(), suite })
    }
}
