//! No file uses what uses it, however far around; and the folders of the browser package use each other one way only.

mod graph;
mod modules;
mod names;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use graph::{Graph, listed};
use modules::Sources;
use names::arrows;

/// Which folders of `src` a folder may use; each may also use [`EVERYWHERE`].
const BELOW: [(&str, &[&str]); 12] = [
    ("importer", &["reader"]),
    ("results", &["reader", "browser", "locale"]),
    ("studio", &["browser", "locale"]),
    ("widget", &["delivery", "browser", "locale"]),
    ("reader", &["browser", "locale"]),
    ("delivery", &["browser", "locale"]),
    ("browser", &["locale"]),
    ("locale", &[]),
    ("cross", &[]),
    ("keyness", &[]),
    ("features", &[]),
    ("manifest", &[]),
];

/// What the package is built with, and what stands in several lists.
const EVERYWHERE: [&str; 2] = ["features", "manifest"];

/// What may use every folder, and nothing may use it.
const TOP: [&str; 3] = ["bin", "embed", "lib"];

#[test]
fn no_file_stands_in_a_circle() {
    let mut found = Vec::new();
    for folder in [
        "src",
        "crates/goodword-core/src",
        "crates/goodword-cards/src",
        "crates/goodword-studio/src",
        "crates/goodword-collector/src",
    ] {
        found.extend(of_folder(folder).circles().iter().map(|circle| format!("{folder}: {circle}")));
    }
    assert!(found.is_empty(), "{} circles of files:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_folders_of_the_browser_package_use_each_other_one_way() {
    let found = upwards(&of_folder("src"));
    assert!(found.is_empty(), "{} uses that no folder may make:\n{}", found.len(), found.join("\n"));
}

fn of_folder(folder: &str) -> Graph {
    let library = match folder {
        "src" => "goodword",
        "crates/goodword-core/src" => "goodword_core",
        "crates/goodword-cards/src" => "goodword_cards",
        "crates/goodword-studio/src" => "goodword_studio",
        _ => "goodword_collector",
    };
    let root = root().join(folder);
    let mut sources = Sources::new();
    read_sources(&root, &root, &mut sources);
    arrows(&sources, library)
}

/// The workspace. The variable lets a program that was built once read another checkout.
fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

fn read_sources(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let parts = path.strip_prefix(root).unwrap().iter().map(|part| part.to_str().unwrap());
            sources.insert(parts.collect::<Vec<_>>().join("/"), fs::read_to_string(&path).unwrap());
        }
    }
}

/// `widget` for `widget.rs` and for all in `widget/`.
fn folder_of(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Every use that goes from a folder to one that does not stand below it.
fn upwards(files: &Graph) -> Vec<String> {
    let below = BTreeMap::from(BELOW);
    let allowed = |from: &str, to: &str| match below.get(from) {
        _ if from == to || EVERYWHERE.contains(&to) => true,
        Some(below) => below.contains(&to),
        None => TOP.contains(&from) && below.contains_key(to),
    };
    let wrong = files.arrows().filter(|(from, to, _)| !allowed(folder_of(from), folder_of(to)));
    let written = wrong.map(|(from, to, items)| {
        format!("{} -> {}: {from} -[{}]-> {to}", folder_of(from), folder_of(to), listed(items))
    });
    let mut written: Vec<String> = written.collect();
    written.sort();
    written
}

/// The arrows of a small crate.
fn tree(files: &[(&str, &str)]) -> Graph {
    arrows(&files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect(), "small")
}

#[track_caller]
fn check(files: &[(&str, &str)], expect: &[&str]) {
    assert_eq!(tree(files).circles(), expect, "{files:#?}");
}

#[test]
fn a_circle_is_written_out_with_what_is_used() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "pub struct A; fn f() { crate::b::B::new(); }"),
        ("b.rs", "use super::c::{self, C}; pub struct B; fn f(_: C) { c::help() }"),
        ("c.rs", "use crate::a; pub struct C; pub fn help() -> a::A { todo!() }"),
    ];
    check(&files, &["a.rs -[B]-> b.rs -[C, help]-> c.rs -[A]-> a.rs"]);
}

#[test]
fn a_mod_line_is_no_use() {
    check(&[("lib.rs", "mod a;"), ("a.rs", "pub mod b; pub struct A;"), ("a/b.rs", "use super::A;")], &[]);
    let files =
        [("lib.rs", "mod a;"), ("a.rs", "mod b; pub struct A(b::B);"), ("a/b.rs", "pub struct B(Box<super::A>);")];
    check(&files, &["a.rs -[B]-> a/b.rs -[A]-> a.rs"]);
}

#[test]
fn a_name_is_followed_to_the_file_that_defines_it() {
    let re_export = ("lib.rs", "mod a; mod b; pub use b::B as C;");
    check(&[re_export, ("a.rs", "pub fn a(_: crate::C) {}"), ("b.rs", "pub struct B;")], &[]);
    let files = [re_export, ("a.rs", "pub fn a(_: crate::C) {}"), ("b.rs", "use crate::a::a; pub struct B;")];
    check(&files, &["a.rs -[B]-> b.rs -[a]-> a.rs"]);
    let files =
        [re_export, ("a.rs", "use super::*; pub fn a(_: C) {}"), ("b.rs", "pub enum B { X } use super::a::a as z;")];
    check(&files, &["a.rs -[B]-> b.rs -[a]-> a.rs"]);
}

#[test]
fn what_only_tests_have_does_not_count() {
    let b = ("b.rs", "pub struct B(crate::a::A);");
    for test in [
        "#[cfg(test)] mod tests { use crate::b::B; }",
        "#[cfg(all(test, unix))] use crate::b::B;",
        "#[test] fn f(_: crate::b::B) {}",
        "#[cfg(test)] mod model;",
        "impl A { #[cfg(test)] fn f(_: crate::b::B) {} }",
    ] {
        let a = format!("pub struct A; {test}");
        check(&[("lib.rs", "mod a; mod b;"), ("a.rs", &a), ("a/model.rs", "use crate::b::B;"), b], &[]);
    }
    let a = ("a.rs", "pub struct A; #[cfg(any(test, unix))] use crate::b::B;");
    check(&[("lib.rs", "mod a; mod b;"), a, b], &["a.rs -[B]-> b.rs -[A]-> a.rs"]);
}

#[test]
fn what_is_handed_to_a_macro_counts() {
    for code in [
        "fn f() -> String { format!(\"{}\", crate::b::help()) }",
        "fn f() -> Html { html! { <div><super::b::B /></div> } }",
        "#[path(body = super::b::B)] fn f() {}",
        "macro_rules! m { () => { $crate::b::help() } }",
    ] {
        let a = format!("pub struct A; {code}");
        let files =
            [("lib.rs", "mod a; mod b;"), ("a.rs", &*a), ("b.rs", "use crate::a::A; pub struct B; pub fn help() {}")];
        let circles = tree(&files).circles();
        assert!(matches!(&circles[..], [circle] if circle.starts_with("a.rs -[")), "{code}: {circles:?}");
    }
}

#[test]
fn other_crates_and_what_a_function_has_of_its_own_are_no_files() {
    let a = "use std::fmt; use ::b::B; pub struct A; fn f<b: Default>(x: A) { b::default(); fmt::Write::flush(x); }";
    check(&[("lib.rs", "mod a; pub mod b;"), ("a.rs", a), ("b.rs", "pub struct B(crate::a::A);")], &[]);
}

#[test]
fn a_binary_names_the_library_by_its_name() {
    let files = [
        ("lib.rs", "pub mod widget;"),
        ("widget.rs", "pub fn mount() {}"),
        ("bin/w.rs", "use small::widget;\nfn main() { widget::mount() }"),
    ];
    let graph = tree(&files);
    let arrows: Vec<_> = graph.arrows().map(|(from, to, _)| (from, to)).collect();
    assert_eq!(arrows, [("bin/w.rs", "widget.rs")]);
}

#[test]
fn folders_use_each_other_downwards_only() {
    let check = |from: &str, to: &str, expect: bool| {
        let mut graph = Graph::default();
        graph.add(from, to, "X");
        assert_eq!(upwards(&graph).is_empty(), expect, "{from} -> {to}");
    };
    check("bin/widget.rs", "widget/mount.rs", true);
    check("embed.rs", "widget.rs", true);
    check("results/view.rs", "reader/protocol.rs", true);
    check("results/view.rs", "browser.rs", true);
    check("widget/view.rs", "widget/state.rs", true);
    check("delivery/sender.rs", "locale/word.rs", true);
    check("reader/read.rs", "results/state.rs", false);
    check("results/view.rs", "widget/state.rs", false);
    check("locale/english.rs", "features.rs", true);
    check("locale/english.rs", "widget.rs", false);
    check("widget/settings.rs", "manifest/settings.rs", true);
    check("manifest/settings.rs", "widget/settings.rs", false);
    check("lib.rs", "widget.rs", true);
    check("browser/page.rs", "delivery/entry.rs", false);
    check("widget/view.rs", "bin/widget.rs", false);
    check("bin/widget.rs", "nobody/knows.rs", false);
}
