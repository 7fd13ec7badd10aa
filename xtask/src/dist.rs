//! `cargo xtask dist`: the files a site serves.

pub mod compress;
pub mod examples;
mod glue;
mod integrity;
pub mod links;
mod names;
mod prune;
mod similar;
mod texts;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::say;
use crate::workspace::{VERSION, Workspace};
use integrity::Pinned;
use links::Links;
use wasm::{Aim, Builder, Script};

/// The one script an owner's page names.
const LOADER: &str = "goodword";
pub const READER: &str = "goodword-reader";
/// The results view.
pub const RESULTS: &str = "goodword-results";
/// The builder. Its page starts it, and no loader.
pub const STUDIO: &str = "goodword-studio";
/// What the reader loads when somebody asks what comments say.
pub const WORDS: &str = "goodword-words";
/// What it loads when somebody sets two things beside each other.
pub const CROSS: &str = "goodword-cross";
/// What the reader loads for files of other programs, and the tables that they may be.
pub const IMPORT: &str = "goodword-import";
pub const TABLES: [&str; 2] = ["goodword-workbook", "goodword-parquet"];
/// The module that reads an owner's own survey.
pub const DEFINITION: &str = "goodword-definition";
/// The module that hears keys, once a survey is painted.
pub const KEYS: &str = "goodword-keys";
/// What is needed once a survey has been seen, with the hashes of what is rarely loaded.
pub const MORE: &str = "goodword-more";
/// The module that decides when a visitor is asked.
pub const COURTESY: &str = "goodword-courtesy";
/// What these modules import, and hold on a site.
const PARTS: [&str; 5] = ["courtesy.js", "mark.js", "modals.js", "placement.js", "sight.js"];
/// The binary that the loader starts when a survey is wanted.
pub const WIDGET: &str = "goodword-widget";
/// The same for whoever is asked an owner's own questions.
pub const SURVEY: &str = "goodword-survey";
/// What delivers answers.
pub const SENDER: &str = "goodword-sender";

/// The binaries that a visitor meets.
const GUESTS: [&str; 2] = [WIDGET, SENDER];

/// The binaries that are all ours: in them Yew draws the visitor's views and nothing else.
const PRUNED: [&str; 2] = [WIDGET, SURVEY];

/// Makes the site anew and returns its folder: `dist/`, or a folder of its own for a `control` build.
pub fn dist(workspace: &Workspace, control: Option<&str>) -> Result<PathBuf> {
    let site = control.map_or_else(|| workspace.dist(), |name| workspace.target.join(format!("control-{name}/dist")));
    let page = fs::read_to_string(workspace.root.join("index.html")).context("cannot read index.html")?;
    let (mut links, page) = links::take(&page)?;
    // A control build is there to fail while a visitor answers: it needs no other binaries.
    links.binaries.retain(|name| control.is_none() || GUESTS.contains(&name.as_str()));
    let draft = workspace.target.join("dist-draft");
    empty(&draft)?;
    fs::write(draft.join("index.html"), page)?;
    fill(workspace, &links, control, &draft)?;
    compress::folder(&draft)?;
    freeze(&draft.join("v").join(VERSION), &draft, &links)?;
    replace(&site, &draft)?;
    say(&format!("made {}", site.display()));
    Ok(site)
}

/// Compiles one binary as the site has it, and returns the module that rustc wrote.
pub fn compiled(workspace: &Workspace, binary: &str) -> Result<PathBuf> {
    let folder = Builder::new(workspace)?.compile(&[binary], aim_of(binary), None)?;
    Ok(folder.join(binary).with_extension("wasm"))
}

/// Builds the binaries and copies the files that `links` name.
fn fill(workspace: &Workspace, links: &Links, control: Option<&str>, site: &Path) -> Result<()> {
    let builder = Builder::new(workspace)?;
    // The widget alone is another one in a control build.
    let feature = control.map(|name| format!("control-{name}"));
    let feature_of = |aim| if aim == Aim::Least { feature.as_deref() } else { None };
    for (folder, name) in &links.folders {
        copy_tables(&workspace.root.join(folder), &site.join(name))?;
    }
    for aim in [Aim::Least, Aim::Size, Aim::Speed] {
        let names: Vec<_> = links.binaries.iter().map(String::as_str).filter(|name| aim_of(name) == aim).collect();
        if !names.is_empty() {
            let compiled = builder.compile(&names, aim, feature_of(aim))?;
            names.iter().try_for_each(|name| builder.bind(&compiled, name, site))?;
        }
    }
    let (mut pinned, mut rare) = (Pinned::new(), Pinned::new());
    for name in &links.binaries {
        // The reader is no guest's: the results view starts it as a worker, and it loads what reads other programs' files. A
        // glue knows the hash of its wasm, which it fetches: beside the glue, it would hold up the first question.
        let [glue, _] = outputs(name);
        let hash = integrity::short(&fs::read(site.join(glue))?);
        match name.as_str() {
            READER | IMPORT | WORDS | CROSS | STUDIO => {}
            table if TABLES.contains(&table) => {}
            WIDGET => drop(pinned.insert(name.clone(), hash)),
            _ => drop(rare.insert(name.clone(), hash)),
        }
    }
    // What is imported is copied before what pins it, the loader last.
    let turn = |file: &Path| {
        let of = |name: &str| file.file_stem().is_some_and(|stem| stem == name);
        [of(DEFINITION) || of(KEYS), of(MORE), of(COURTESY), of(LOADER)]
            .iter()
            .rposition(|own| *own)
            .map_or(0, |at| at + 1)
    };
    let is_part = |file: &Path| file.file_name().is_some_and(|name| PARTS.iter().any(|part| name == *part));
    let mut files: Vec<_> = links.files.iter().filter(|file| !is_part(file)).collect();
    files.sort_by_key(|file| turn(file));
    for file in files {
        let turn = turn(file);
        copy(&builder, &workspace.root.join(file), if turn == 2 { &rare } else { &pinned }, site)?;
        if let 1..=3 = turn {
            let name = links::file_name(file)?;
            let hash = integrity::short(&fs::read(site.join(&name))?);
            let pins = if turn < 2 { &mut rare } else { &mut pinned };
            pins.insert(name.trim_end_matches(".js").to_owned(), hash);
        }
    }
    Ok(())
}

/// Copies tables without the room that makes them readable.
fn copy_tables(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let table = fs::read_to_string(entry.path())?;
        fs::write(to.join(entry.file_name()), table.lines().map(str::trim_start).collect::<String>())?;
    }
    Ok(())
}

fn aim_of(binary: &str) -> Aim {
    match binary {
        READER | WORDS => Aim::Speed,
        WIDGET => Aim::Least,
        _ => Aim::Size,
    }
}

/// Copies one file to the top of the site; scripts are shrunk, and the loader learns the hashes.
fn copy(builder: &Builder, file: &Path, pinned: &Pinned, site: &Path) -> Result<()> {
    let name = links::file_name(file)?;
    let to = site.join(&name);
    if file.extension().is_none_or(|extension| extension != "js") {
        fs::copy(file, &to).with_context(|| format!("cannot copy {}", file.display()))?;
        return Ok(());
    }
    let mut text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    if [LOADER, MORE].contains(&name.trim_end_matches(".js")) {
        text = integrity::pin(&text, pinned)?;
    }
    fs::write(&to, text)?;
    if ![COURTESY, MORE].contains(&name.trim_end_matches(".js")) {
        return builder.minify(&to, &to, Script::Classic);
    }
    for part in PARTS {
        fs::copy(file.with_file_name(part), site.join(part))?;
    }
    builder.minify(&to, &to, Script::Module)?;
    for part in PARTS {
        fs::remove_file(site.join(part)).context("cannot take away what is in the module now")?;
    }
    Ok(())
}

/// Copies what owners name in their pages, and what that loads, into the folder of this version, where they never change, with their hashes.
fn freeze(version: &Path, site: &Path, links: &Links) -> Result<()> {
    fs::create_dir_all(version)?;
    let scripts = links.files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "js"));
    let scripts = scripts.map(|file| links::file_name(file)).collect::<Result<Vec<_>>>()?;
    let scripts = scripts.into_iter().filter(|name| name.starts_with(LOADER));
    let names: Vec<String> = links.binaries.iter().flat_map(|name| outputs(name)).chain(scripts).collect();
    let mut files = Vec::new();
    for name in &names {
        for form in compress::forms(Path::new(name)) {
            fs::copy(site.join(&form), version.join(&form))?;
        }
        files.push((Path::new(name), fs::read(site.join(name))?));
    }
    let files: Vec<_> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    for (_, folder) in &links.folders {
        copy_folder(&site.join(folder), &version.join(folder))?;
    }
    Ok(fs::write(version.join("sri.json"), integrity::list(&files)?)?)
}

/// The glue and the wasm of a binary.
pub fn outputs(binary: &str) -> [String; 2] {
    [format!("{binary}.js"), format!("{binary}_bg.wasm")]
}

/// Makes a folder that holds nothing.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// Puts `draft` in the place of `site`, so that a server of the old one never finds half a site for long.
fn replace(site: &Path, draft: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    if let Some(parent) = site.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(draft, site).or_else(|_| copy_folder(draft, site))
}

/// A rename cannot cross file systems: `CARGO_TARGET_DIR` may lie on another.
pub fn copy_folder(from: &Path, to: &Path) -> Result<(), anyhow::Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
