//! The glue that wasm-bindgen makes, without what no guest runs.

use anyhow::{Context, Result};

use super::WIDGET;

/// Where the part begins that fetches and starts the wasm: the last part.
const START: &str = "let wasmModule, wasmInstance, wasm;";

/// Ways around what every browser that can run our binaries has; gone where wasm-bindgen writes them no more.
const DETOURS: [&str; 2] = [
    "    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }
",
    "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
",
];

/// Where the module is named that paints a survey before its wasm is there.
const FIRST_PAINT: &str = "/src/widget/first_paint.js";

/// Gives the glue of the binary `name` a short way to start instead of one for every occasion.
/// `integrity` is the hash of its wasm.
pub fn start(glue: &str, name: &str, integrity: &str) -> Result<String> {
    let (kept, start) =
        glue.split_once(START).with_context(|| format!("the glue of {name} starts in an unknown way"))?;
    // What ours relies on, should wasm-bindgen ever name it anew.
    for known in ["__wbg_get_imports()", "wasm.__wbindgen_start()", "__wbg_init as default"] {
        start.find(known).with_context(|| format!("the glue of {name} starts without {known}"))?;
    }
    // The first is one as long as the wasm can move what it has allocated, which it says here.
    let mut kept = kept.to_owned();
    if kept.contains("wasm.__wbindgen_realloc") {
        kept = DETOURS.iter().fold(kept, |kept, detour| kept.replace(detour, ""));
    }
    let start = include_str!("start.js").replace("NAME", name).replace("INTEGRITY", integrity);
    if name == WIDGET {
        return paint_first(&kept, &start);
    }
    Ok(kept + &start + "\nexport { __wbg_init as default };\n")
}

/// The widget's glue paints a survey at once: it promises its wasm, and waits for it only where it is needed.
fn paint_first(kept: &str, start: &str) -> Result<String> {
    let mut named = kept.split(['\'', '"']);
    let module = named.find(|text| text.ends_with(FIRST_PAINT)).context("the widget's glue paints nothing")?;
    let (before, after) = kept.split_once("export function mount(").context("the widget's glue mounts nothing")?;
    let first = include_str!("first_paint.js").replace("FIRST_PAINT", module);
    Ok([before, "function mount(", after, start, "\n", &first].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = "let wasmModule, wasmInstance, wasm;\nfunction init() { __wbg_get_imports(); wasm.__wbindgen_start(); }\n\
                          export { initSync, __wbg_init as default };\n";

    #[test]
    fn their_start_becomes_ours() {
        let glue = start(&["function own() {}\n", THEIRS].concat(), "goodword-sender", "sha256-x").unwrap();
        assert!(
            glue.starts_with("function own() {}\n//") && glue.ends_with("export { __wbg_init as default };\n"),
            "{glue}"
        );
        for (text, there) in [("\"goodword-sender_bg.wasm\"", true), ("\"sha256-x\"", true), ("initSync", false)] {
            assert_eq!(glue.contains(text), there, "{text}: {glue}");
        }
    }

    #[test]
    fn the_widget_mounts_by_what_paints_first() {
        let own = "import { dress } from './snippets/x/src/widget/first_paint.js';\nexport function mount(host) {}\n";
        let glue = start(&[own, THEIRS].concat(), WIDGET, "").unwrap();
        assert!(
            glue.contains("import { mount as __wbg_paint } from \"./snippets/x/src/widget/first_paint.js\";"),
            "{glue}"
        );
        assert!(glue.contains("\nfunction mount(host) {}"), "{glue}");
        assert!(glue.ends_with("export { __wbg_begin as default, __wbg_mount as mount };\n"), "{glue}");
        for part in ["first_paint.js", "export function mount("] {
            assert!(start(&[&own.replace(part, "other"), THEIRS].concat(), WIDGET, "").is_err(), "{part}");
        }
    }

    #[test]
    fn a_detour_goes_where_the_straight_way_is_there() {
        let check = |own: &str, expect: bool| {
            let glue = start(&[DETOURS[0], own, THEIRS].concat(), "x", "").unwrap();
            assert_eq!(glue.contains(DETOURS[0]), expect, "{glue}");
        };
        check("passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\n", false);
        check("passStringToWasm0(text, wasm.__wbindgen_malloc);\n", true);
    }

    #[test]
    fn a_start_that_is_not_understood_is_refused() {
        assert!(start("function own() {}", "x", "").is_err());
        assert!(start(&THEIRS.replace("__wbindgen_start", "__wbindgen_begin"), "x", "").is_err());
    }
}
