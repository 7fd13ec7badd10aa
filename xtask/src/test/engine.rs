//! The browsers that the tests can run in, and where each of them is.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::shell::which;
use crate::tools;
use crate::workspace::Workspace;

/// A browser that the tests can run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium or Chrome, with chromedriver
    Chromium,
    /// Firefox, with geckodriver, which is installed by cargo
    Firefox,
    /// The small browser of WebKitGTK with its driver, on a screen that nobody sees
    Webkit,
}

/// The programs of a browser, by the variable that names each.
pub type Programs = Vec<(&'static str, PathBuf)>;

impl Browser {
    /// Every browser.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// What to do where it is missing.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Chromium => {
                "install chromium and chromedriver (Debian: chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER"
            }
            Self::Firefox => "install Firefox (Debian: firefox-esr), or name it in FIREFOX",
            Self::Webkit => {
                "install WebKitWebDriver, its MiniBrowser and Xvfb (Debian: webkit2gtk-driver xvfb), or name them in WEBKITDRIVER, MINIBROWSER and XVFB"
            }
        }
    }

    /// Looks at the variables, then along `PATH`.
    pub fn find(self, workspace: &Workspace) -> Result<Option<Programs>> {
        Ok(match self {
            Self::Chromium => {
                let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
                both(program("CHROMIUM", &names), program("CHROMEDRIVER", &["chromedriver"]))
            }
            Self::Firefox => match program("FIREFOX", &["firefox-esr", "firefox"]) {
                Some(firefox) => Some(vec![firefox, ("GECKODRIVER", tools::geckodriver(workspace)?)]),
                None => None,
            },
            Self::Webkit => {
                let browser = program("MINIBROWSER", &["MiniBrowser"]).or_else(beside_the_library);
                let driver = both(program("WEBKITDRIVER", &["WebKitWebDriver"]), program("XVFB", &["Xvfb"]));
                browser.zip(driver).map(|(browser, driver)| driver.into_iter().chain([browser]).collect())
            }
        })
    }

    /// The browsers that are there, with their programs. One that is asked for must be there; else what is missing is said.
    pub fn there(workspace: &Workspace, asked: &[Self]) -> Result<Vec<(Self, Programs)>> {
        let mut there = Vec::new();
        for browser in Self::ALL.into_iter().filter(|browser| asked.is_empty() || asked.contains(browser)) {
            match browser.find(workspace)? {
                Some(programs) => there.push((browser, programs)),
                None if asked.is_empty() => {
                    println!("tests in {}: not run, because it is not there; {}", browser.name(), browser.hint());
                }
                None => bail!("{} is asked for and not there; {}", browser.name(), browser.hint()),
            }
        }
        Ok(there)
    }
}

fn program(variable: &'static str, names: &[&str]) -> Option<(&'static str, PathBuf)> {
    let given = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    Some((variable, given.or_else(|| names.iter().copied().find_map(which))?))
}

/// Debian keeps that small browser beside the library, in the folder of the machine's architecture.
fn beside_the_library() -> Option<(&'static str, PathBuf)> {
    let folders = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let below = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut places = folders.into_iter().chain(below).flat_map(|folder| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|library| folder.join(library).join("MiniBrowser"))
    });
    Some(("MINIBROWSER", places.find(|path| path.is_file())?))
}

fn both(one: Option<(&'static str, PathBuf)>, other: Option<(&'static str, PathBuf)>) -> Option<Programs> {
    Some(vec![one?, other?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_not_found() {
        assert!(program("GOODWORD_NO_SUCH_VARIABLE", &["no-such-program"]).is_none());
        assert!(both(None, program("GOODWORD_NO_SUCH_VARIABLE", &["sh"])).is_none());
        assert!(program("GOODWORD_NO_SUCH_VARIABLE", &["no-such-program", "sh"]).is_some());
    }

    #[test]
    fn every_browser_says_what_to_install() {
        for browser in Browser::ALL {
            assert!(browser.hint().contains("Debian"), "{}", browser.name());
        }
    }
}
