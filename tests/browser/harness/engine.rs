//! The browsers that the tests drive, and what each of them needs.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::display::Display;
use super::place;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser with its driver. Its sessions are ephemeral.
    WebKit,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver, at this port.
    pub fn driver(self, port: u16, display: Option<&Display>) -> Command {
        let mut command = match self {
            Self::Chromium => Command::new(place("CHROMEDRIVER", "/usr/bin/chromedriver")),
            Self::Firefox => Command::new(place("GECKODRIVER", "/usr/bin/geckodriver")),
            Self::WebKit => Command::new(place("WEBKITDRIVER", "/usr/bin/WebKitWebDriver")),
        };
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match self {
            Self::Chromium => {}
            // The network is switched off where only the browser's own scripts may.
            Self::Firefox => drop(command.arg("--allow-system-access")),
            // As root there is no user namespace to build its sandbox from.
            Self::WebKit => drop(command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("NO_AT_BRIDGE", "1")),
        }
        if let Some(display) = display {
            command.env("DISPLAY", display.name());
        }
        command
    }

    /// What the driver is asked for: a browser with this profile, or one that keeps nothing.
    pub fn capabilities(self, profile: &Path, private: bool) -> Capabilities {
        let mut capabilities = Capabilities::new();
        for (name, value) in match self {
            Self::Chromium => chromium(profile, private),
            Self::Firefox => firefox(profile, private),
            Self::WebKit => webkit(),
        } {
            capabilities.set(name, value).unwrap();
        }
        capabilities
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|engine| engine.name() == name).ok_or_else(|| format!("there is no engine {name}"))
    }
}

fn chromium(profile: &Path, private: bool) -> Vec<(&'static str, Value)> {
    let mut flags = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--window-size=1280,900".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    if private {
        flags.push("--incognito".to_owned());
    }
    if is_root() {
        // Chromium refuses to start as root otherwise.
        flags.push("--no-sandbox".to_owned());
    }
    let options = json!({"binary": place("CHROMIUM", "/usr/bin/chromium"), "args": flags});
    vec![
        ("browserName", json!("chrome")),
        ("goog:chromeOptions", options),
        ("goog:loggingPrefs", json!({"browser": "ALL"})),
    ]
}

fn firefox(profile: &Path, private: bool) -> Vec<(&'static str, Value)> {
    let flags = ["-headless", "-profile", profile.to_str().unwrap()];
    let preferences = json!({
        "app.update.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "browser.privatebrowsing.autostart": private,
        // What is tested is a second visit, not a page that never left.
        "browser.sessionstore.resume_from_crash": false,
    });
    let options = json!({"binary": place("FIREFOX", "/usr/bin/firefox-esr"), "args": flags, "prefs": preferences});
    vec![("browserName", json!("firefox")), ("moz:firefoxOptions", options)]
}

fn webkit() -> Vec<(&'static str, Value)> {
    let browser = place("MINIBROWSER", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");
    vec![("webkitgtk:browserOptions", json!({"binary": browser, "args": ["--automation"]}))]
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}
