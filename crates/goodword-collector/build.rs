//! The files of a site become part of the program, where `GOODWORD_EMBED` names their folder (`cargo xtask dist` makes it, and
//! `cargo xtask release` names it). Without it there are none: tests and packages need no site.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDER: &str = "GOODWORD_EMBED";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed={FOLDER}");
    let mut files = BTreeMap::new();
    if let Some(folder) = env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
        let folder = Path::new(&folder).canonicalize()?;
        println!("cargo::rerun-if-changed={}", folder.display());
        find(&folder, &folder, &mut files)?;
    }
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("embedded.rs"), source(&files)?)
}

/// Every file by its path below the folder, parts with slashes between; nothing that is hidden.
fn find(root: &Path, folder: &Path, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let inner = path.strip_prefix(root).map_err(io::Error::other)?.to_string_lossy().into_owned();
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        if path.is_dir() {
            find(root, &path, files)?;
        } else {
            files.insert(inner, path);
        }
    }
    Ok(())
}

/// An array of names and contents. What stands under two names, as most does, is held once.
fn source(files: &BTreeMap<String, PathBuf>) -> io::Result<String> {
    let (mut contents, mut names) = (Vec::new(), Vec::new());
    let mut known: HashMap<Vec<u8>, usize> = HashMap::new();
    for (name, path) in files {
        let next = known.len();
        let at = *known.entry(fs::read(path)?).or_insert(next);
        if at == next {
            let path = path.display().to_string();
            contents.push(format!("static CONTENT_{at}: &[u8] = include_bytes!({path:?});"));
        }
        names.push(format!("    ({name:?}, CONTENT_{at}),"));
    }
    let (contents, names) = (contents.join("\n"), names.join("\n"));
    Ok(format!("{contents}\nstatic FILES: &[(&str, &[u8])] = &[\n{names}\n];\n"))
}
