//! `cargo xtask npm`: the package for applications that npm builds, into target/npm/goodword/.

mod bundle;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::dist::{self, copy_folder, empty};
use crate::shell::say;
use crate::workspace::{VERSION, Workspace};

/// What the sources say in the place of the version.
const UNSET: &str = "\"version\": \"0.0.0\"";

/// Files of the source tree, and their names in the package where those are others.
const FILES: [(&str, &str); 3] =
    [("LICENSE-APACHE", "LICENSE-APACHE"), ("LICENSE-MIT", "LICENSE-MIT"), ("types/goodword.d.ts", "types.d.ts")];

/// What of a site is the demonstration's: its shop.
const SHOP: [&str; 3] = ["index.html", "page.css", "shop.js"];
/// What is in the names of the builder's files: its owner has it from a collector, or from a site of `cargo xtask dist`.
const STUDIO: &str = "studio";

/// What a packer takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Take the files of a site that is there, such as dist/, instead of making them anew
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
}

/// Makes the package anew and returns its folder.
pub fn npm(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let site = options.site.clone().map_or_else(|| dist::dist(workspace, None), Ok)?;
    package(workspace, &site)
}

/// The same of a site that is there.
pub fn package(workspace: &Workspace, site: &Path) -> Result<PathBuf> {
    let package = workspace.target.join("npm/goodword");
    empty(&package)?;
    copy_folder(&workspace.root.join("npm"), &package)?;
    for (from, to) in FILES {
        fs::copy(workspace.root.join(from), package.join(to)).with_context(|| format!("cannot copy {from}"))?;
    }
    let manifest = package.join("package.json");
    fs::write(&manifest, versioned(&fs::read_to_string(&manifest)?)?)?;
    hosted(site, &package.join("dist")).with_context(|| format!("cannot take the site {}", site.display()))?;
    bundle::bundle(workspace, site, &package.join("bundle"))?;
    say(&format!("made {}", package.display()));
    Ok(package)
}

fn versioned(manifest: &str) -> Result<String> {
    let (before, after) = manifest.split_once(UNSET).with_context(|| format!("npm/package.json lacks {UNSET}"))?;
    Ok(format!("{before}\"version\": \"{VERSION}\"{after}"))
}

/// Copies what a site serves for a survey and its results. Nothing compressed: a host does that in its own way.
fn hosted(site: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(site)? {
        let (path, name) = {
            let entry = entry?;
            (entry.path(), entry.file_name())
        };
        if path.is_file() && !is_left_out(&name.to_string_lossy()) {
            fs::copy(&path, to.join(name))?;
        } else if name == bundle::TABLES {
            hosted(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn is_left_out(name: &str) -> bool {
    let compressed = [".br", ".gz"].iter().any(|form| name.ends_with(form));
    compressed || SHOP.contains(&name) || name.contains(STUDIO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_the_version_of_everything() {
        let sources = Workspace::find().unwrap().root.join("npm/package.json");
        let manifest: serde_json::Value =
            serde_json::from_str(&versioned(&fs::read_to_string(sources).unwrap()).unwrap()).unwrap();
        assert_eq!(manifest["version"], VERSION);
        assert!(manifest.get("scripts").is_none(), "nothing runs when it is installed");
        assert!(versioned("{}").is_err());
    }

    #[test]
    fn the_shop_and_what_is_compressed_stay_at_home() {
        let check = |name: &str, expect: bool| assert_eq!(is_left_out(name), expect, "{name}");
        check("goodword.js", false);
        check("goodword.js.br", true);
        check("goodword-reader_bg.wasm.gz", true);
        check("frame.html", false);
        check("index.html", true);
        check("goodword-studio_bg.wasm", true);
        check("page-studio.css", true);
    }
}
