//! The invariants of ARCHITECTURE.md that the compiler cannot see.

use std::fs;
use std::path::{Path, PathBuf};

/// The texts below a folder of the workspace, by their paths in the workspace.
fn sources(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.iter().any(|extension| path.extension().is_some_and(|own| own == *extension)) {
                found.push((path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no {extensions:?}");
    found
}

/// No line of a Rust file that `concerns` names holds any of `words`.
#[track_caller]
fn absent(folder: &str, concerns: impl Fn(&Path) -> bool, words: &[&str]) {
    let sources = sources(folder, &["rs"]);
    let concerned: Vec<_> = sources.iter().filter(|(path, _)| concerns(path)).collect();
    assert!(!concerned.is_empty(), "nothing in {folder} is looked at");
    for (path, text) in concerned {
        assert_eq!(held(text, words), None, "{} holds what has no place there", path.display());
    }
}

/// The first of `words` that stands in the code of a text, with its line.
fn held<'a>(text: &str, words: &[&'a str]) -> Option<(usize, &'a str)> {
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(at, line)| words.iter().filter(move |word| line.contains(**word)).map(move |word| (at + 1, *word)))
        .next()
}

fn everywhere(_: &Path) -> bool {
    true
}

/// `src/NAME.rs`, and all in `src/NAME/`.
fn in_folder(name: &'static str) -> impl Fn(&Path) -> bool {
    move |path| {
        let below = path.strip_prefix("src").ok().and_then(|below| below.iter().next());
        below.is_some_and(|first| first.to_string_lossy().trim_end_matches(".rs") == name)
    }
}

#[test]
fn a_folder_is_one_of_the_package_wherever_that_stands() {
    let check = |path: &str, expect: bool| assert_eq!(in_folder("widget")(Path::new(path)), expect, "{path}");
    check("src/widget.rs", true);
    check("src/widget/state/action.rs", true);
    check("src/results/view.rs", false);
    check("src/results/widget.rs", false);
    check("/home/widget/goodword/src/results.rs", false);
    check("widget/src/results.rs", false);
    check("src", false);
}

#[test]
fn core_cards_and_studio_name_no_clock_random_source_network_file_or_browser() {
    let words = [
        "std::time::",
        "SystemTime",
        "Instant",
        "std::fs",
        "std::net",
        "std::env",
        "web_sys",
        "js_sys",
        "yew::",
        "tokio",
        "getrandom",
    ];
    for folder in ["crates/goodword-core/src", "crates/goodword-cards/src", "crates/goodword-studio/src"] {
        absent(folder, everywhere, &words);
    }
}

#[test]
fn widget_and_results_never_import_each_other() {
    absent("src", in_folder("widget"), &["crate::results", "goodword::results"]);
    absent("src", in_folder("results"), &["crate::widget", "goodword::widget"]);
}

#[test]
fn only_binaries_export_to_javascript() {
    let inside = |path: &Path| !in_folder("bin")(path) && !in_folder("browser")(path) && !is_thin_end(path);
    absent("src", inside, &["#[wasm_bindgen"]);
}

/// The files of `src/delivery` and `src/reader` that touch the browser; the others are rules.
const THIN_ENDS: [&str; 25] = [
    "delivery/client.rs",
    "delivery/http.rs",
    "delivery/modules.rs",
    "delivery/sender.rs",
    "delivery/store.rs",
    "reader/archive.rs",
    "reader/chunk.rs",
    "reader/client.rs",
    "reader/dispatch.rs",
    "reader/export.rs",
    "reader/follow_ups.rs",
    "reader/import_chunk.rs",
    "reader/local_copies.rs",
    "reader/read.rs",
    "reader/read/import.rs",
    "reader/read_tally.rs",
    "reader/session.rs",
    "reader/stream.rs",
    "reader/time_slice.rs",
    "reader/warm_up.rs",
    "reader/cross_chunk.rs",
    "reader/words_chunk.rs",
    "widget/bootstrap.rs",
    "widget/first_paint.rs",
    "widget/prefill/attribute.rs",
];

fn is_thin_end(path: &Path) -> bool {
    THIN_ENDS.iter().any(|end| path.ends_with(end))
}

#[test]
fn only_browser_and_the_thin_ends_of_delivery_and_reader_reach_the_browser() {
    let pure = ["widget", "results", "studio", "locale", "delivery", "reader"].map(in_folder);
    let inside = |path: &Path| pure.iter().any(|is| is(path)) && !is_thin_end(path);
    absent("src", inside, &["js_sys", "web_sys::window", "gloo::", "wasm_bindgen_futures"]);
}

#[test]
fn delivery_knows_neither_the_survey_nor_the_results() {
    absent("src", in_folder("delivery"), &["crate::widget", "crate::results"]);
}

/// What makes markup or code of a text, in Rust and in JavaScript.
const SINKS: [&str; 14] = [
    "inner_html",
    "outer_html",
    "insert_adjacent_html",
    "from_html_unchecked",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "parseHTMLUnsafe",
    "createContextualFragment",
    "document.write",
    "srcdoc",
    "new Function",
    "eval(",
];

#[test]
fn no_html_sink_stands_in_guest_code() {
    for folder in ["src", "pages"] {
        for (path, text) in sources(folder, &["rs", "js", "html"]) {
            assert_eq!(held(&text, &SINKS), None, "{} makes markup or code of a text", path.display());
        }
    }
}

#[test]
fn a_sink_is_found_in_code_and_not_in_a_comment() {
    let check = |text: &str, expect| assert_eq!(held(text, &SINKS), expect, "{text}");
    check("let a;\ndocument.body.innerHTML = location.hash;", Some((2, "innerHTML")));
    check("window[name].document.write(text)", Some((1, "document.write")));
    check("  // innerHTML would be one", None);
    check("setTimeout(new Function(text))", Some((1, "new Function")));
    check("element.textContent = text", None);
}

#[test]
fn the_collector_does_not_know_the_browser_package() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/goodword-collector/Cargo.toml")).unwrap();
    assert!(!manifest.lines().any(|line| line.starts_with("goodword ") || line.starts_with("goodword=")), "{manifest}");
}
