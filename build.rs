//! Makes the styles of the survey small: a guest downloads them within the wasm.

use std::env;
use std::fs;
use std::path::Path;

fn main() {
    let folder = env::var("OUT_DIR").unwrap_or_default();
    for name in ["widget.css", "widget-own.css"] {
        let from = Path::new("styles").join(name);
        println!("cargo::rerun-if-changed={}", from.display());
        let small = fs::read_to_string(&from).map(|css| shrink(&css));
        let written = small.and_then(|small| fs::write(Path::new(&folder).join(name), small));
        if let Err(error) = written {
            println!("cargo::error={}: {error}", from.display());
        }
    }
}

/// The same style sheet without comments, line breaks, and the room around what separates its parts.
fn shrink(css: &str) -> String {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut small = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for sign in ["{", "}", ";", ","] {
        small = small.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign);
    }
    small.replace(": ", ":").replace(";}", "}")
}
