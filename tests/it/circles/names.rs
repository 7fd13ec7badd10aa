//! Which file defines what a path names.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::modules::{Module, Path, Sources, modules};

/// More imports than any name passes through; a name that comes back to itself ends here.
const DEPTH: usize = 32;

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Module(Path),
    /// An item, and the file that defines it.
    Item {
        name: String,
        file: String,
    },
}

/// The modules of one crate, and how its binaries call it.
struct Names {
    modules: BTreeMap<Path, Module>,
    library: String,
}

/// An arrow from each file of a crate to each other one of which it uses an item.
pub fn arrows(sources: &Sources, library: &str) -> Graph {
    let names = Names { modules: modules(sources), library: library.to_owned() };
    let mut graph = Graph::default();
    for (at, module) in &names.modules {
        for path in &module.uses {
            if let Some(Found::Item { name, file }) = names.resolve(at, path, DEPTH) {
                graph.add(&module.file, &file, &name);
            }
        }
    }
    graph
}

impl Names {
    fn resolve(&self, at: &Path, path: &[String], depth: usize) -> Option<Found> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let mut found = self.first(at, first, rest.is_empty(), depth)?;
        for (done, name) in rest.iter().enumerate() {
            // Behind an item come its variants and functions.
            let Found::Module(module) = &found else { break };
            found = self.step(module, name, done + 1 == rest.len(), depth)?;
        }
        Some(found)
    }

    fn first(&self, at: &Path, name: &str, last: bool, depth: usize) -> Option<Found> {
        match name {
            "crate" => Some(Found::Module(self.modules.get(at)?.root.clone())),
            "self" => Some(Found::Module(at.clone())),
            "super" => self.step(at, name, last, depth),
            _ => self.look_up(at, name, last, depth).or_else(|| {
                let library = name == self.library && self.modules.contains_key(&Path::new());
                library.then(|| Found::Module(Path::new()))
            }),
        }
    }

    /// One name further in a path that has come to a module.
    fn step(&self, module: &Path, name: &str, last: bool, depth: usize) -> Option<Found> {
        if name == "super" {
            return Some(Found::Module(module.split_last()?.1.to_vec()));
        }
        let generated = || {
            let Module { generates, file, .. } = self.modules.get(module)?;
            generates.then(|| Found::Item { name: name.to_owned(), file: file.clone() })
        };
        self.look_up(module, name, last, depth).or_else(generated)
    }

    /// What `name` means in a module: at the end of a path an item of that name, before it a module.
    fn look_up(&self, at: &Path, name: &str, last: bool, depth: usize) -> Option<Found> {
        let module = self.modules.get(at)?;
        let child =
            || module.children.contains(name).then(|| Found::Module([at.as_slice(), &[name.to_owned()]].concat()));
        let item = || {
            let file = module.file.clone();
            module.items.contains(name).then(|| Found::Item { name: name.to_owned(), file })
        };
        let imported = || self.resolve(at, module.imports.get(name)?, depth);
        let from_glob = |path: &Path| match self.resolve(at, path, depth)? {
            Found::Module(from) => self.look_up(&from, name, last, depth - 1),
            Found::Item { .. } => None,
        };
        let near = if last { item().or_else(imported).or_else(child) } else { child().or_else(item).or_else(imported) };
        near.or_else(|| module.globs.iter().filter(|_| depth > 0).find_map(from_glob))
    }
}
