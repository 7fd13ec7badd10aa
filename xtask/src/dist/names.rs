//! Short names for what the glue and the wasm call each other by. The long ones end in hashes, which do not compress.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// What wasm-opt prints when it has shortened the names of a module.
#[derive(Debug, Deserialize)]
pub struct Names {
    /// Module, name and short name; wasm-opt calls all modules `a`.
    imports: Vec<[String; 3]>,
    /// Name and short name.
    exports: Vec<[String; 2]>,
}

impl Names {
    /// Reads what wasm-opt printed.
    pub fn read(printed: &str) -> Result<Self> {
        serde_json::from_str(printed).context("wasm-opt printed no list of names")
    }

    /// Writes the short names into the glue that wasm-bindgen made.
    pub fn shorten(&self, glue: &str) -> Result<String> {
        let own = self.imports.iter().filter(|[module, ..]| !module.starts_with("./snippets/"));
        let imports: HashMap<&str, &str> = own.map(|[_, name, short]| (&**name, &**short)).collect();
        let exports: HashMap<&str, &str> = self.exports.iter().map(|[name, short]| (&**name, &**short)).collect();
        let mut short = String::with_capacity(glue.len());
        let mut found = 0;
        for word in words(glue) {
            if let Some(name) = imports.get(word) {
                found += 1;
                short.push_str(name);
            } else if let Some(name) = exports.get(word).filter(|_| short.ends_with("wasm.")) {
                short.push_str(name);
            } else {
                short.push_str(word);
            }
        }
        if found != imports.len() {
            bail!("the glue names {found} imports, the wasm {}", imports.len());
        }
        self.merge(&short)
    }

    /// What the wasm imports from a snippet without a wrapper in the glue.
    fn snippets(&self) -> impl Iterator<Item = &[String; 3]> {
        self.imports.iter().filter(|[module, ..]| module.starts_with("./snippets/"))
    }

    /// Makes one module `a` of all that the glue hands to the wasm.
    fn merge(&self, glue: &str) -> Result<String> {
        let mut entries = String::new();
        for [module, name, short] in self.snippets() {
            let from = format!(" from \"{module}\"");
            let line = glue.lines().find(|line| line.starts_with("import * as ") && line.ends_with(&from));
            let alias =
                line.and_then(|line| line.split(' ').nth(3)).with_context(|| format!("no import of {module}"))?;
            entries.extend([", ", short, ": ", alias, ".", name]);
        }
        let keep = |line: &&str| !line.trim_start().starts_with("\"./snippets/");
        let one =
            |line: &str| match line.trim_start().strip_prefix("\"./").and_then(|rest| rest.split_once("_bg.js\": ")) {
                Some((_, own)) if own.ends_with(',') => {
                    format!("\"a\": {{ ...{}{entries} }},", own.trim_end_matches(','))
                }
                Some((_, own)) => format!("\"a\": {own}"),
                None => line.to_owned(),
            };
        Ok(glue.lines().filter(keep).map(|line| one(line) + "\n").collect())
    }
}

/// Cuts `text` into identifiers and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| inside(c) != inside(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::read(
            r#"{"imports":[["./x_bg.js","__wbg_now_1f","b"],["./x_bg.js","__wbg_now_1f2","c"],
                ["./snippets/x/page.js","elapsed","f"]],
                "exports":[["memory","d"],["add","e"]]}"#,
        )
        .unwrap()
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let glue = r#"import * as import1 from "./snippets/x/page.js"
const import0 = {__wbg_now_1f: () => Date.now(), __wbg_now_1f2: 1};
    "./x_bg.js": import0,
    "./snippets/x/page.js": import1,
function add(a) { return wasm.add(a) + wasm.memory.buffer; } module.add;"#;
        let short = names().shorten(glue).unwrap();
        let expect = r#"import * as import1 from "./snippets/x/page.js"
const import0 = {b: () => Date.now(), c: 1};
"a": { ...import0, f: import1.elapsed },
function add(a) { return wasm.e(a) + wasm.d.buffer; } module.add;
"#;
        assert_eq!(short, expect);
    }

    #[test]
    fn glue_of_another_module_is_refused() {
        assert!(names().shorten("{__wbg_now_1f: 1}").is_err());
        assert!(Names::read("Fatal: error").is_err());
    }
}
