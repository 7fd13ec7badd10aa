//! The glue that wasm-bindgen makes, without what no guest runs.

use anyhow::{Context, Result};

/// Where the part begins that fetches and starts the wasm: the last part.
const START: &str = "let wasmModule, wasmInstance, wasm;";

/// Gives the glue of the binary `name` a short way to start instead of one for every occasion.
pub fn start(glue: &str, name: &str) -> Result<String> {
    let (kept, start) =
        glue.split_once(START).with_context(|| format!("the glue of {name} starts in an unknown way"))?;
    // What ours relies on, should wasm-bindgen ever name it anew.
    for known in ["__wbg_get_imports()", "wasm.__wbindgen_start()", "__wbg_init as default"] {
        start.find(known).with_context(|| format!("the glue of {name} starts without {known}"))?;
    }
    Ok(kept.to_owned() + &include_str!("start.js").replace("NAME", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = "let wasmModule, wasmInstance, wasm;\nfunction init() { __wbg_get_imports(); wasm.__wbindgen_start(); }\n\
                          export { initSync, __wbg_init as default };\n";

    #[test]
    fn their_start_becomes_ours() {
        let glue = start(&["function own() {}\n", THEIRS].concat(), "goodword-widget").unwrap();
        assert!(
            glue.starts_with("function own() {}\n//") && glue.ends_with("export { __wbg_init as default };\n"),
            "{glue}"
        );
        assert!(glue.contains("\"goodword-widget_bg.wasm\"") && !glue.contains("initSync"), "{glue}");
    }

    #[test]
    fn a_start_that_is_not_understood_is_refused() {
        assert!(start("function own() {}", "x").is_err());
        assert!(start(&THEIRS.replace("__wbindgen_start", "__wbindgen_begin"), "x").is_err());
    }
}
