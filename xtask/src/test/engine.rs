//! The browsers that the tests can run in, and where each of them is.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::debian::Program;
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

/// A program, and the variable that names it.
pub type Named = (&'static str, PathBuf);

/// The programs of a browser.
pub type Programs = Vec<Named>;

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

    /// The Debian packages that bring it and its driver.
    pub fn packages(self) -> Vec<Program> {
        match self {
            Self::Chromium => vec![
                Program { name: "Chromium", package: "chromium", is_there: || chromium().is_some() },
                Program { name: "chromedriver", package: "chromium-driver", is_there: || chromedriver().is_some() },
            ],
            Self::Firefox => {
                vec![Program { name: "Firefox", package: "firefox-esr", is_there: || firefox().is_some() }]
            }
            Self::Webkit => vec![
                Program {
                    name: "WebKitWebDriver",
                    package: "webkit2gtk-driver",
                    is_there: || webkit_driver().is_some() && mini_browser().is_some(),
                },
                Program { name: "Xvfb", package: "xvfb", is_there: || xvfb().is_some() },
            ],
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
            Self::Chromium => both(chromium(), chromedriver()),
            Self::Firefox => match firefox() {
                Some(firefox) => Some(vec![firefox, ("GECKODRIVER", tools::geckodriver(workspace)?)]),
                None => None,
            },
            Self::Webkit => {
                let driver = both(webkit_driver(), xvfb());
                mini_browser().zip(driver).map(|(browser, driver)| driver.into_iter().chain([browser]).collect())
            }
        })
    }

    /// The programs of these browsers. One that is missing is an error: a run without it would prove less than it says.
    pub fn all(workspace: &Workspace, browsers: &[Self]) -> Result<Vec<(Self, Programs)>> {
        let found = Self::ALL.into_iter().filter(|browser| browsers.contains(browser)).map(|browser| {
            let programs = browser.find(workspace)?;
            let missing = || format!("{} is missing; {}", browser.name(), browser.hint());
            Ok((browser, programs.with_context(missing)?))
        });
        found.collect()
    }
}

fn chromium() -> Option<Named> {
    program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"])
}

fn chromedriver() -> Option<Named> {
    program("CHROMEDRIVER", &["chromedriver"])
}

fn firefox() -> Option<Named> {
    program("FIREFOX", &["firefox-esr", "firefox"])
}

fn webkit_driver() -> Option<Named> {
    program("WEBKITDRIVER", &["WebKitWebDriver"])
}

fn xvfb() -> Option<Named> {
    program("XVFB", &["Xvfb"])
}

fn mini_browser() -> Option<Named> {
    program("MINIBROWSER", &["MiniBrowser"]).or_else(beside_the_library)
}

fn program(variable: &'static str, names: &[&str]) -> Option<Named> {
    let given = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    Some((variable, given.or_else(|| names.iter().copied().find_map(which))?))
}

/// Debian keeps that small browser beside the library, in the folder of the machine's architecture.
fn beside_the_library() -> Option<Named> {
    let folders = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let below = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let mut places = folders.into_iter().chain(below).flat_map(|folder| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|library| folder.join(library).join("MiniBrowser"))
    });
    Some(("MINIBROWSER", places.find(|path| path.is_file())?))
}

fn both(one: Option<Named>, other: Option<Named>) -> Option<Programs> {
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
            let packages = browser.packages();
            assert!(!packages.is_empty(), "{}", browser.name());
            for package in packages.iter().map(|program| program.package) {
                assert!(browser.hint().contains(package), "{}: {package}", browser.name());
            }
        }
    }
}
