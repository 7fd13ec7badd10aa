//! One snippet for each place.

use std::fmt::Write;

use super::Embed;
use super::escape::{camel, html, jsx, rust, script};

/// Where a survey is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Any page, in its corner.
    Page,
    /// One place in a page.
    Element,
    /// An application written with React.
    React,
    /// One written with Vue.
    Vue,
    /// One written with Yew.
    Yew,
    /// A site made with `WordPress`.
    WordPress,
    /// A tag manager, as a tag of HTML.
    TagManager,
}

/// In the order in which they are offered, with what they are called.
pub const TARGETS: [(Target, &str); 7] = [
    (Target::Page, "Any page"),
    (Target::Element, "In one place"),
    (Target::React, "React"),
    (Target::Vue, "Vue"),
    (Target::Yew, "Yew"),
    (Target::WordPress, "WordPress"),
    (Target::TagManager, "Tag manager"),
];

/// What is copied.
pub fn snippet(target: Target, embed: &Embed) -> String {
    match target {
        Target::Page => tag(embed, true),
        Target::Element => format!("{}\n{}", tag(embed, false), element(embed)),
        Target::React => react(embed),
        Target::Vue => vue(embed),
        Target::Yew => yew(embed),
        Target::WordPress => wordpress(embed),
        Target::TagManager => tag_manager(embed),
    }
}

/// What stands between the tags is shown until the survey is painted, and where it cannot be.
const FALLBACK: &str = "<a href=\"mailto:hello@example.com\">Write to us</a>";

/// What is floating where the tag asks by itself is in its place as an element.
fn settings(embed: &Embed, is_element: bool) -> impl Iterator<Item = (&str, &str)> {
    let usual = if is_element { "inline" } else { "popover" };
    embed.written().into_iter().filter(move |(name, value)| (*name, *value) != ("mode", usual))
}

/// The script, with the settings where it asks by itself.
fn tag(embed: &Embed, asks: bool) -> String {
    let mut tag = format!("<script async src=\"{}\"", html(&embed.script));
    if let Some(integrity) = &embed.integrity {
        let _ = write!(tag, "\n  integrity=\"{}\" crossorigin", html(integrity));
    }
    if asks {
        for (name, value) in settings(embed, false) {
            let _ = write!(tag, "\n  data-{name}=\"{}\"", html(value));
        }
        for (name, value) in embed.fields() {
            let _ = write!(tag, "\n  data-field-{name}=\"{}\"", html(value));
        }
    }
    tag + "></script>"
}

/// The attributes of an element, each on a line of its own.
fn attributes(embed: &Embed) -> String {
    let own = settings(embed, true).map(|(name, value)| format!("\n  {name}=\"{}\"", html(value)));
    let fields = embed.fields().into_iter().map(|(name, value)| format!("\n  field-{name}=\"{}\"", html(value)));
    own.chain(fields).collect()
}

fn element(embed: &Embed) -> String {
    format!("<good-word{}>{FALLBACK}</good-word>", attributes(embed))
}

/// A program calls what an attribute is called `key` otherwise: React has a key of its own.
fn property(name: &str) -> String {
    if name == "key" { "writeKey".to_owned() } else { camel(name) }
}

fn react(embed: &Embed) -> String {
    let mut text = "import { GoodWord } from \"goodword/react\";\n\n<GoodWord".to_owned();
    for (name, value) in settings(embed, true) {
        let _ = write!(text, "\n  {}={}", property(name), jsx(value));
    }
    let fields = object(&embed.fields(), str::to_owned);
    if !embed.fields().is_empty() {
        let _ = write!(text, "\n  fields={{{fields}}}");
    }
    text + ">\n  " + FALLBACK + "\n</GoodWord>"
}

fn vue(embed: &Embed) -> String {
    let import = "<script setup>\nimport \"goodword/element\";\n</script>\n\n<template>\n";
    // Vue keeps `key` for itself; HTML folds what is written otherwise.
    let element = element(embed).replace("\n  key=", "\n  KEY=").replace('\n', "\n  ");
    format!("{import}  {element}\n</template>")
}

fn yew(embed: &Embed) -> String {
    let tag = tag(embed, false).replace('\n', "\n//  ");
    let mut text = format!("// In index.html:\n//  {tag}\nuse goodword::GoodWord;\n\nhtml! {{\n    <GoodWord");
    for (name, value) in settings(embed, true) {
        let name = if name == "key" { "write_key".to_owned() } else { name.replace('-', "_") };
        let _ = write!(text, "\n        {name}={}", rust(value));
    }
    let fields = embed.fields();
    if !fields.is_empty() {
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| format!("({}.into(), {}.into())", rust(name), rust(value))).collect();
        let _ = write!(text, "\n        fields={{vec![{}]}}", pairs.join(", "));
    }
    let fallback = "\n        <a href=\"mailto:hello@example.com\">{ \"Write to us\" }</a>\n    ";
    text + ">" + fallback + "</GoodWord>\n}"
}

fn wordpress(embed: &Embed) -> String {
    let tag = tag(embed, true).replace('\n', "\n\t");
    format!(
        "// At the end of the theme's functions.php.\nadd_action( 'wp_footer', function () {{\n\t?>\n\t{tag}\n\t<?php\n}} );"
    )
}

/// An object of JavaScript.
fn object(pairs: &[(&str, &str)], name: impl Fn(&str) -> String) -> String {
    let is_word = |name: &str| name.chars().all(|letter| letter.is_ascii_alphabetic());
    let pairs = pairs.iter().map(|(key, value)| {
        let key = name(key);
        let key = if is_word(&key) { key } else { script(&key) };
        format!("{key}: {}", script(value))
    });
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn tag_manager(embed: &Embed) -> String {
    let own: Vec<_> = settings(embed, false).collect();
    let fields = embed.fields();
    let mut lines = vec![
        "<script>".to_owned(),
        "  window.goodword = window.goodword || function () { (goodword.q = goodword.q || []).push(arguments); };"
            .to_owned(),
    ];
    if !fields.is_empty() {
        lines.push(format!("  goodword(\"set\", {});", object(&fields, str::to_owned)));
    }
    lines.push(format!("  goodword(\"init\", {});", object(&own, camel)));
    lines.push("  var script = document.createElement(\"script\");".to_owned());
    lines.push(format!("  script.src = {};", script(&embed.script)));
    if let Some(integrity) = &embed.integrity {
        lines.push(format!("  script.integrity = {};\n  script.crossOrigin = \"anonymous\";", script(integrity)));
    }
    lines.push("  document.head.appendChild(script);\n</script>".to_owned());
    lines.join("\n")
}
