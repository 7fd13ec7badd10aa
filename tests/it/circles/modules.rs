//! The modules of a crate, read from its files: what each defines, what it imports and what it uses.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, ForeignItem, ImplItemFn, Item, ItemUse, Macro, Meta, TraitItemFn, UseTree, Visibility};

/// The names of a path, as they are written: `["super", "state", "Action"]`.
pub type Path = Vec<String>;

/// The texts of a source folder by their path in it, such as `state/action.rs`.
pub type Sources = BTreeMap<String, String>;

/// One module as it is written.
#[derive(Debug, Default)]
pub struct Module {
    /// Where it stands.
    pub file: String,
    /// The module that `crate` means in it.
    pub root: Path,
    /// What it defines: functions, types, constants, macros.
    pub items: BTreeSet<String>,
    /// Its modules.
    pub children: BTreeSet<String>,
    /// What it imports, by the name it has here.
    pub imports: BTreeMap<String, Path>,
    /// Whose names it imports all.
    pub globs: Vec<Path>,
    /// Every path in its code, and those it imports for itself.
    pub uses: BTreeSet<Path>,
    /// It calls a macro that may define items.
    pub generates: bool,
}

/// All modules of `lib.rs`, `main.rs` and `bin/`, without those that only tests have.
pub fn modules(sources: &Sources) -> BTreeMap<Path, Module> {
    let mut found = BTreeMap::new();
    for file in sources.keys() {
        match file.as_str() {
            "lib.rs" => read_file(sources, &mut found, file, &Path::new(), &Path::new(), ""),
            "main.rs" => read_root(sources, &mut found, file),
            _ if file.starts_with("bin/") => read_root(sources, &mut found, file),
            _ => {}
        }
    }
    found
}

/// A binary is a crate of its own: a module that no other one can name.
fn read_root(sources: &Sources, found: &mut BTreeMap<Path, Module>, file: &str) {
    let root = vec![format!("[{file}]")];
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    read_file(sources, found, file, &root, &root, folder);
}

fn read_file(
    sources: &Sources,
    found: &mut BTreeMap<Path, Module>,
    file: &str,
    root: &Path,
    name: &Path,
    folder: &str,
) {
    let File { items, .. } = syn::parse_file(&sources[file]).unwrap_or_else(|error| panic!("{file}: {error}"));
    read_module(sources, found, Place { file, root, folder }, name, &items);
}

/// Where a module is read.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    root: &'a Path,
    /// The folder of its modules.
    folder: &'a str,
}

fn read_module(sources: &Sources, found: &mut BTreeMap<Path, Module>, at: Place, name: &Path, items: &[Item]) {
    let mut reading = Reading(Module { file: at.file.to_owned(), root: at.root.clone(), ..Module::default() });
    for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
        let Item::Mod(module) = item else {
            reading.0.define(item);
            reading.visit_item(item);
            continue;
        };
        let child = module.ident.to_string();
        let folder = if at.folder.is_empty() { child.clone() } else { format!("{}/{child}", at.folder) };
        let name = [name.as_slice(), std::slice::from_ref(&child)].concat();
        if let Some((_, items)) = &module.content {
            read_module(sources, found, Place { folder: &folder, ..at }, &name, items);
        } else {
            let files = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
            let file = files.iter().find(|file| sources.contains_key(*file));
            let file = file.unwrap_or_else(|| panic!("{}: no file for `mod {child}`", at.file));
            read_file(sources, found, file, at.root, &name, &folder);
        }
        reading.0.children.insert(child);
    }
    found.insert(name.clone(), reading.0);
}

impl Module {
    fn define(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::TraitAlias(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        self.items.extend(name.map(ToString::to_string));
        self.generates |= matches!(item, Item::Macro(item) if item.ident.is_none());
        if let Item::ForeignMod(foreign) = item {
            self.items.extend(foreign.items.iter().filter_map(foreign_name));
        }
    }

    fn import(&mut self, item: &ItemUse) {
        // `::name` is another crate's, whatever stands here.
        if item.leading_colon.is_some() {
            return;
        }
        let re_export = !matches!(item.vis, Visibility::Inherited);
        for (path, name) in leaves(&item.tree, &Path::new()) {
            if !re_export {
                self.uses.insert(path.clone());
            }
            match name {
                Some(name) => {
                    self.imports.insert(name, path);
                }
                None => self.globs.push(path),
            }
        }
    }
}

fn foreign_name(item: &ForeignItem) -> Option<String> {
    match item {
        ForeignItem::Fn(item) => Some(item.sig.ident.to_string()),
        ForeignItem::Static(item) => Some(item.ident.to_string()),
        ForeignItem::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Every path of a `use` with the name it gets here; without one it is a glob.
fn leaves(tree: &UseTree, before: &Path) -> Vec<(Path, Option<String>)> {
    let with = |name: &syn::Ident| [before.as_slice(), &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident)),
        UseTree::Name(name) if name.ident == "self" => vec![(before.clone(), before.last().cloned())],
        UseTree::Name(name) => vec![(with(&name.ident), Some(name.ident.to_string()))],
        UseTree::Rename(name) if name.ident == "self" => vec![(before.clone(), Some(name.rename.to_string()))],
        UseTree::Rename(name) => vec![(with(&name.ident), Some(name.rename.to_string()))],
        UseTree::Glob(_) => vec![(before.clone(), None)],
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, before)).collect(),
    }
}

/// Collects what the code of a module names.
struct Reading(Module);

impl Visit<'_> for Reading {
    fn visit_item(&mut self, item: &Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, item: &TraitItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_trait_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.0.import(item);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.leading_colon.is_none() {
            self.0.uses.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.visit_path(&call.path);
        paths(call.tokens.clone(), &mut self.0.uses);
    }

    /// What describes a route names the types that it takes and gives.
    fn visit_attribute(&mut self, attribute: &Attribute) {
        if let Meta::List(list) = &attribute.meta {
            paths(list.tokens.clone(), &mut self.0.uses);
        }
    }

    fn visit_visibility(&mut self, _: &Visibility) {}
}

/// Every path in what is handed to a macro or an attribute: nobody else knows which of them it uses.
fn paths(tokens: TokenStream, found: &mut BTreeSet<Path>) {
    let mut path = Path::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Ident(name) if colons == 2 => {
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Ident(name) => {
                found.insert(std::mem::replace(&mut path, vec![name.to_string()]));
                colons = 0;
            }
            other => {
                found.insert(std::mem::take(&mut path));
                colons = 0;
                if let TokenTree::Group(group) = other {
                    paths(group.stream(), found);
                }
            }
        }
    }
    found.insert(path);
    found.remove(&Path::new());
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[test]`, or a condition that nothing but a test meets.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = || attribute.parse_args::<Meta>().is_ok_and(|condition| only_tests(&condition));
        attribute.path().is_ident("test") || attribute.path().is_ident("cfg") && condition()
    })
}

fn only_tests(condition: &Meta) -> bool {
    let Meta::List(list) = condition else { return condition.path().is_ident("test") };
    let parts = list.parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated);
    let parts = parts.unwrap_or_default();
    list.path.is_ident("all") && parts.iter().any(only_tests)
        || list.path.is_ident("any") && !parts.is_empty() && parts.iter().all(only_tests)
}
