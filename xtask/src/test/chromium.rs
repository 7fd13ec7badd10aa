//! Chromium and its driver, as the tests start them.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;

use super::engine::{Browser, Programs};
use crate::shell::is_root;
use crate::workspace::Workspace;

/// Where the browser and its driver are.
#[derive(Debug)]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// The driver of the same version.
    pub driver: PathBuf,
}

impl Chromium {
    /// The one among the browsers that are there.
    pub fn of(there: &[(Browser, Programs)]) -> Option<Self> {
        let (_, programs) = there.iter().find(|(browser, _)| *browser == Browser::Chromium)?;
        let named = |variable| programs.iter().find(|(name, _)| *name == variable).map(|(_, path)| path.clone());
        Some(Self { browser: named("CHROMIUM")?, driver: named("CHROMEDRIVER")? })
    }

    /// Writes the capabilities that wasm-bindgen's test runner starts the browser with, and returns their file.
    pub fn capabilities(&self, workspace: &Workspace) -> Result<PathBuf> {
        let mut flags = vec!["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
        if is_root() {
            // Chromium refuses to start as root otherwise.
            flags.push("--no-sandbox");
        }
        let file = workspace.target.join("webdriver.json");
        let options = json!({"goog:chromeOptions": {"binary": self.browser, "args": flags}});
        fs::create_dir_all(&workspace.target)?;
        fs::write(&file, options.to_string())?;
        Ok(file)
    }
}
