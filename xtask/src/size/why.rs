//! `cargo xtask size --why NAME`: what the bytes of a binary are, by crate and by the part of ours they come from.
//!
//! Counted as rustc emits them, whose functions still have names: wasm-opt takes a third of each away.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Functions that are listed by themselves.
const LISTED: usize = 25;

/// Bytes of code by where they come from, and of data.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Why {
    parts: BTreeMap<String, u64>,
    functions: Vec<(u64, String)>,
    data: u64,
}

impl Why {
    /// Reads a module that rustc wrote.
    pub fn of(file: &Path) -> Result<Self> {
        Self::read(&std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?)
    }

    fn read(wasm: &[u8]) -> Result<Self> {
        let (mut imported, mut sizes, mut names, mut why) = (0, Vec::new(), BTreeMap::new(), Self::default());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(u64::try_from(body.as_bytes().len())?),
                Payload::DataSection(data) => {
                    for segment in data {
                        why.data += u64::try_from(segment?.data.len())?;
                    }
                }
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(sections) = section.as_known() else { continue };
                    for section in sections {
                        let Name::Function(functions) = section? else { continue };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, format!("{:#}", rustc_demangle::demangle(function.name)));
                        }
                    }
                }
                _ => {}
            }
        }
        for (at, bytes) in (imported..).zip(sizes) {
            let name = names.remove(&at).unwrap_or_default();
            *why.parts.entry(part(&name)).or_default() += bytes;
            why.functions.push((bytes, name));
        }
        why.functions.sort_by(|a, b| b.cmp(a));
        Ok(why)
    }
}

/// The crate a function comes from, with the module where the crate is ours. What is generic is the business of the first
/// type that it is made for, where that is ours.
fn part(name: &str) -> String {
    let ours = ["goodword_core::", "goodword_tables::", "goodword::"];
    let own = ours.iter().filter_map(|crate_name| name.find(crate_name)).min();
    let path = match own {
        Some(at) => name.get(at..).unwrap_or_default(),
        None => name.trim_start_matches(['<', '&', '(', '[', '*']),
    };
    let depth = if own.is_some() { 2 } else { 1 };
    let segments = path.split("::").take(depth).map(|segment| {
        segment.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next().unwrap_or_default()
    });
    segments.filter(|segment| !segment.is_empty()).collect::<Vec<_>>().join("::")
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<_> = self.parts.iter().map(|(part, bytes)| (*bytes, part.as_str())).collect();
        parts.push((self.data, "(data)"));
        parts.sort_by(|a, b| b.cmp(a));
        parts.iter().try_for_each(|(bytes, part)| writeln!(f, "{bytes:>9}  {part}"))?;
        writeln!(f)?;
        self.functions.iter().take(LISTED).try_for_each(|(bytes, name)| writeln!(f, "{bytes:>9}  {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_its_crate_and_ours_to_its_module() {
        let check = |name: &str, expect: &str| assert_eq!(part(name), expect, "{name}");
        check("<serde_json::de::Deserializer<R>>::parse", "serde_json");
        check("core::fmt::write", "core");
        check("goodword_core::stats::nps::score", "goodword_core::stats");
        check("<goodword_core::record::cursor::Cursor>::string", "goodword_core::record");
        check("<alloc::vec::Vec<goodword::reader::read::Reading>>::push", "goodword::reader");
        check("memcpy", "memcpy");
        check("", "");
    }
}
