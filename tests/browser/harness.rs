//! What every journey needs: a site, a collector that serves it, a browser, and eyes inside a closed root.
//!
//! `CHROMIUM` and `CHROMEDRIVER`, `FIREFOX` and `GECKODRIVER`, `MINIBROWSER`, `WEBKITDRIVER` and `XVFB` name the programs,
//! `GOODWORD_DIST` the site, `GOODWORD_DIST_PANIC` one whose widget panics, `GOODWORD_BIN` the collector,
//! `GOODWORD_AXE` the accessibility checker, `GOODWORD_PYTHON` a Python with pandas and DuckDB, `GOODWORD_SHOTS` the folder for screenshots.

mod browser;
mod collector;
mod display;
mod echo;
mod engine;
mod pages;
mod proxy;
mod root;
mod site;
mod tree;
mod turn;
mod wire;

use std::env;
use std::path::PathBuf;

use serde_json::Value;

pub use browser::Browser;
pub use collector::Collector;
pub use echo::Echo;
pub use engine::Engine;
pub use pages::{Pages, Quirk};
pub use proxy::{Cors, Fault, Line, Proxy};
pub use root::Root;
pub use site::Site;
pub use turn::Turn;
pub use wire::{Reply, Request};

/// A running collector with its site, and a browser.
pub struct Stage {
    pub collector: Collector,
    pub browser: Browser,
    /// Ends last.
    _alone: Option<Turn>,
}

impl Stage {
    /// Sets the stage with the site that people get.
    pub async fn new() -> Self {
        Self::with(Site::new(&dist())).await
    }

    /// Sets the stage with another site.
    pub async fn with(site: Site) -> Self {
        Self { collector: Collector::start(site), browser: Browser::start().await, _alone: None }
    }

    /// Sets the stage for a test that measures time: no other one runs beside it.
    pub async fn alone() -> Self {
        let alone = Turn::alone().await;
        Self { _alone: Some(alone), ..Self::new().await }
    }

    /// Opens a page of `tests/pages`.
    pub async fn open(&self, page: &str) {
        self.browser.open(&format!("{}/t/{page}", self.collector.origin)).await;
    }

    /// Opens a page of `tests/pages` and waits until its survey is painted.
    pub async fn open_survey(&self, page: &str) -> Root<'_> {
        self.open(page).await;
        self.survey().await
    }

    /// Opens a page whose survey has these settings; `page` among them says what becomes of the page itself.
    pub async fn open_with(&self, settings: Value) {
        let text: String = settings.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect();
        self.open(&format!("settings.html?{text}")).await;
    }

    /// A day has passed, and more: nobody is left in peace for what they answered.
    pub async fn much_later(&self) {
        self.browser.run("try { localStorage.clear() } catch { /* no page yet */ }").await;
    }

    /// The survey of the page, once it is painted.
    pub async fn survey(&self) -> Root<'_> {
        self.browser.heard("shown").await;
        self.browser.root("good-word").await
    }
}

/// A folder or file that the environment names; the second part is where it is when nothing is named.
pub fn place(variable: &str, usual: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(usual), PathBuf::from)
}

/// The site as `cargo xtask dist` made it.
pub fn dist() -> PathBuf {
    place("GOODWORD_DIST", "dist")
}
