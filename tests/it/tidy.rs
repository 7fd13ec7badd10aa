//! The invariants of ARCHITECTURE.md that the compiler cannot see.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no Rust source");
    found
}

/// No line of a file that `concerns` names holds any of `words`.
#[track_caller]
fn absent(folder: &str, concerns: impl Fn(&Path) -> bool, words: &[&str]) {
    for (path, text) in sources(folder).iter().filter(|(path, _)| concerns(path)) {
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in words {
                assert!(!line.contains(word), "{}:{}: `{word}` has no place here", path.display(), at + 1);
            }
        }
    }
}

fn everywhere(_: &Path) -> bool {
    true
}

fn in_folder(name: &'static str) -> impl Fn(&Path) -> bool {
    move |path| path.components().any(|part| part.as_os_str().to_string_lossy().trim_end_matches(".rs") == name)
}

#[test]
fn core_names_no_clock_random_source_network_file_or_browser() {
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
    absent("crates/goodword-core/src", everywhere, &words);
}

#[test]
fn widget_and_results_never_import_each_other() {
    absent("src", in_folder("widget"), &["crate::results", "goodword::results"]);
    absent("src", in_folder("results"), &["crate::widget", "goodword::widget"]);
}

#[test]
fn only_binaries_export_to_javascript() {
    absent("src", |path| !in_folder("bin")(path) && !in_folder("edge")(path), &["#[wasm_bindgen"]);
}

#[test]
fn only_the_edge_reaches_the_browser() {
    let inside = |path: &Path| in_folder("widget")(path) || in_folder("results")(path) || in_folder("locale")(path);
    absent("src", inside, &["js_sys", "web_sys::window", "gloo::", "wasm_bindgen_futures"]);
}

#[test]
fn no_html_sink_stands_in_guest_code() {
    absent("src", everywhere, &["inner_html", "outer_html", "insert_adjacent_html", "from_html_unchecked"]);
}

#[test]
fn the_collector_does_not_know_the_browser_package() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/goodword-collector/Cargo.toml")).unwrap();
    assert!(!manifest.lines().any(|line| line.starts_with("goodword ") || line.starts_with("goodword=")), "{manifest}");
}
