//! What the journeys and the fault matrix stand on: the browsers, the site, and the builds that are there to fail.

use std::path::PathBuf;

use anyhow::Result;

use super::Options;
use super::clock::Clock;
use super::engine::{Browser, Programs};
use crate::dist::{self, examples};
use crate::tools;
use crate::workspace::Workspace;

/// Everything that is made before a browser is started.
pub struct Ground {
    /// The browsers, with their programs.
    pub browsers: Vec<(Browser, Programs)>,
    /// The site that people get.
    pub dist: PathBuf,
    /// One whose widget panics when it is asked to.
    pub panics: PathBuf,
    /// One whose widget sends without writing first.
    pub saves_nothing: PathBuf,
    /// The pages of `examples/`.
    pub examples: PathBuf,
}

impl Ground {
    /// Finds, installs and builds it all: what comes from the network first.
    pub fn make(workspace: &Workspace, options: &Options, clock: &Clock) -> Result<Self> {
        let packages = || {
            tools::node_modules(workspace)?;
            tools::schemathesis(workspace)?;
            tools::tables(workspace)
        };
        clock.time("npm and Python packages", packages)?;
        clock.time("wasm-bindgen", || tools::wasm_bindgen(workspace))?;
        let control = |name| clock.time("a control build", || dist::dist(workspace, Some(name)));
        Ok(Self {
            dist: clock.time("dist", || dist::dist(workspace, None))?,
            panics: control("panic")?,
            saves_nothing: control("no-save")?,
            examples: clock.time("examples", || examples::examples(workspace))?,
            browsers: clock.time("browsers and their drivers", || Browser::all(workspace, &options.browsers))?,
        })
    }
}
