//! The loader as a module: what it loads is imported by names that a bundler knows.

use anyhow::{Context, Result};

use super::text::{replaced, without};

/// What the loader's source says for a site, and what it says in a bundle.
const CHANGES: [(&str, &str); 7] = [
    // A module is no tag, and knows where it lies only in a bundler's way.
    (
        "const script = document.currentScript || document.querySelector(\"[src*='goodword.js'],[data-survey]\");",
        "const script = null;",
    ),
    (
        "new URL(\".\", script?.src || /http[^\\s()]+?(?=:\\d+:)/.exec(new Error().stack)?.[0] || document.baseURI).href",
        "document.baseURI",
    ),
    (
        "const glue = (name) => name in FILES ? pinned(name) : more(() => pinned(name));",
        "const glue = (name) => files[name]();",
    ),
    // The results view starts a worker beside the loader's own file: it is for hosted files.
    ("    define(\"good-word-results\", \"goodword-results\", () => base);\n", ""),
    // So is a page of its own.
    (
        "more((module) => module.frame(this, this.#root, base, emit))",
        "Promise.reject(new Error(\"mode=iframe needs a site that serves the files: name its goodword.js in a script tag\"))",
    ),
    // Chunks have names of a bundler's; a wasm file keeps ours in its own, and a trap stands in it.
    (
        "!`${event.filename}${error?.stack}`.includes(base + \"goodword\")",
        "!/goodword-[a-z]+_bg[^/]*\\.wasm/.test(error?.stack)",
    ),
    ("(() => {\n  // Hashes of what", "export function begin() {\n  // Hashes of what"),
];

/// Makes the module of the source; `names` are the scripts beside it.
pub fn loader(source: &str, names: &[String]) -> Result<String> {
    let make = || {
        let text = without(source, "  // The glue as a module.", "  // Two modules of our own")?;
        let text = CHANGES.iter().try_fold(text, |text, (old, new)| replaced(&text, old, new))?;
        let body = text.trim_end().strip_suffix("})();").context("it does not end as it did")?;
        Ok::<_, anyhow::Error>(format!("{}\n{body}}}\n", files(names)))
    };
    make().context("the loader cannot be bundled")
}

/// Where a bundler finds each.
fn files(names: &[String]) -> String {
    let lines: String =
        names.iter().map(|name| ["  \"", name, "\": () => import(\"./", name, ".js\"),\n"].concat()).collect();
    format!("// Made by `cargo xtask npm`.\nconst files = {{\n{lines}}};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_of_today_can_be_bundled() {
        let source = include_str!("../../../../src/loader/goodword.js");
        let module = loader(source, &["goodword-widget".to_owned(), "locale/de".to_owned()]).unwrap();
        assert!(module.contains("\"locale/de\": () => import(\"./locale/de.js\"),\n"), "{module}");
        assert!(module.contains("\nexport function begin() {\n") && module.ends_with("\n}\n"), "{module}");
        for gone in ["currentScript", "modulepreload", "pinned(", "good-word-results", "import(href)"] {
            assert!(!module.contains(gone), "{gone}");
        }
    }

    #[test]
    fn another_loader_is_refused() {
        assert!(loader("(() => {\n  // Hashes of what\n})();\n", &[]).is_err());
    }
}
