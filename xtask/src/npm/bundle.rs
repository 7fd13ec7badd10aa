//! What an application that is bundled imports: the loader and what it loads, named so that a bundler finds each file.
//!
//! A site loads files by their names beside the loader's own. A bundler gives files names of its own, and finds them by
//! `import("…")` and `new URL("…", import.meta.url)` alone. Hashes of scripts go, because it writes those anew.

mod loader;
mod text;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::dist::{COURTESY, DEFINITION, KEYS, MORE, SENDER, SURVEY, WIDGET, empty};
use crate::workspace::Workspace;

/// The folder of the words, on a site and in the bundle.
pub const TABLES: &str = "locale";

/// What starts a binary.
const GLUES: [&str; 3] = [WIDGET, SURVEY, SENDER];

/// Modules that are taken as they are.
const MODULES: [&str; 4] = [COURTESY, DEFINITION, KEYS, MORE];

/// Makes the folder `to` of what the site has.
pub fn bundle(workspace: &Workspace, site: &Path, to: &Path) -> Result<()> {
    empty(to)?;
    let script = |name: &str| {
        let file = site.join([name, ".js"].concat());
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    for name in GLUES {
        let text = script(name)?;
        let glue = glue(&text, name).with_context(|| format!("the glue of {name} cannot be bundled"))?;
        fs::write(to.join(name).with_extension("js"), glue)?;
    }
    for name in MODULES {
        fs::write(to.join(name).with_extension("js"), script(name)?)?;
    }
    let tables = tables(&site.join(TABLES), &to.join(TABLES))?;
    let source = fs::read_to_string(workspace.root.join("src/loader/goodword.js"))?;
    let names: Vec<_> = GLUES.iter().chain(&MODULES).map(|name| (*name).to_owned()).chain(tables).collect();
    Ok(fs::write(to.join("loader.js"), loader::loader(&source, &names)?)?)
}

/// Glue that finds its wasm among the hosted files, and words as modules.
fn glue(text: &str, name: &str) -> Result<String> {
    let wasm = |folder| format!("new URL(\"{folder}{name}_bg.wasm\",import.meta.url)");
    let text = text::replaced(text, &wasm(""), &wasm("../dist/"))?;
    if name == SENDER { Ok(text) } else { words(&text) }
}

/// `(await fetch(new URL("locale/"+lang+".json",import.meta.url),{credentials:"omit"})).json()`, with short names, asks for a
/// module instead.
fn words(text: &str) -> Result<String> {
    let (before, rest) = text.split_once("new URL(\"locale/\"+").context("it fetches no words")?;
    let (language, after) = rest
        .split_once("+\".json\",import.meta.url),{credentials:\"omit\"})).json()")
        .context("it fetches words in another way")?;
    let (before, _fetch) = before.rsplit_once("(await ").context("it does not wait for its words")?;
    Ok(format!("{before}(await globalThis.goodword.natives.glue(\"{TABLES}/\"+{language})).default{after}"))
}

/// A module for each table of words; returns their names.
fn tables(from: &Path, to: &Path) -> Result<Vec<String>> {
    fs::create_dir_all(to)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let language = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let table = fs::read_to_string(&file)?;
        fs::write(to.join(&language).with_extension("js"), format!("export default {table};\n"))?;
        names.push(format!("{TABLES}/{language}"));
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_names_its_wasm_and_its_words_so_that_a_bundler_finds_them() {
        let own = "f(t??new URL(\"goodword-widget_bg.wasm\",import.meta.url));\
                   let e=async()=>(await _(new URL(\"locale/\"+t+\".json\",import.meta.url),{credentials:\"omit\"})).json(),n=1;";
        let expect = "f(t??new URL(\"../dist/goodword-widget_bg.wasm\",import.meta.url));\
                      let e=async()=>(await globalThis.goodword.natives.glue(\"locale/\"+t)).default,n=1;";
        assert_eq!(glue(own, WIDGET).unwrap(), expect);
    }

    #[test]
    fn glue_that_is_not_understood_is_refused() {
        for own in ["", "new URL(\"goodword-widget_bg.wasm\",import.meta.url)"] {
            assert!(glue(own, WIDGET).is_err(), "{own}");
        }
        assert!(glue("new URL(\"goodword-sender_bg.wasm\",import.meta.url)", SENDER).is_ok());
    }
}
