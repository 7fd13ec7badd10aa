//! What Yew can do and the visitor's views never ask of it, taken out of their wasm.
//!
//! The linker cannot know that a kind of node is never made or that no element has a listener of Yew's. We do: each such
//! function becomes one trap, and wasm-opt removes what only it had use for. It is a seventh of what a guest would download.
//! Should a view ever ask for one of these after all, the browser tests, which run the same wasm, end in that trap.

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use wasm_encoder::{CodeSection, Function, Instruction, Module, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How the names of those functions begin.
const UNUSED: [&str; 24] = [
    // Events: `page.js` hears them (`On` in the view).
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone",
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "<std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor",
    "<std::hash::random::RandomState as core::hash::BuildHasher>::hash_one::<&yew::dom_bundle::subtree_root::EventDescriptor>",
    "<core::option::Option<&alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>>::cloned",
    // Attributes: all elements share one list of names.
    "<yew::virtual_dom::Attributes>::apply_diff_as_maps",
    "<indexmap::map::IndexMap<implicit_clone::unsync::string::IString, yew::virtual_dom::AttributeOrProperty>>::get_index_of",
    "<indexmap::map::iter::Iter<implicit_clone::unsync::string::IString",
    "<core::iter::adapters::filter_map::FilterMap<indexmap::map::iter::Iter",
    // Keys: no list of ours changes its order.
    "<yew::dom_bundle::bnode::BNode>::key",
    // Copies of nodes, markup as text, portals, components inside the one component, and waiting for them.
    "<yew::virtual_dom::vnode::VNode as core::clone::Clone>::clone",
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>::attach",
    "<yew::dom_bundle::braw::BRaw>::detach_bundle",
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>::attach",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as yew::utils::RcExt",
    "<yew::virtual_dom::vcomp::VComp as yew::dom_bundle::traits::Reconcilable>::attach",
    "<alloc::rc::Rc<yew::virtual_dom::vcomp::VComp> as yew::utils::RcExt",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>::attach",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as yew::utils::RcExt",
    "<yew::suspense::suspension::Suspension as core::clone::Clone>::clone",
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense",
];

/// The module without them. It must still carry the names that rustc gave its functions.
pub fn prune(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, unused) = unused(wasm)?;
    let mut module = Module::new();
    let (mut code, mut left, mut at) = (CodeSection::new(), 0, imported);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::CodeSectionStart { count, .. } => left = count,
            Payload::CodeSectionEntry(body) => {
                if unused.contains(&at) {
                    code.function(&trap());
                } else {
                    code.raw(body.as_bytes());
                }
                (at, left) = (at + 1, left - 1);
                if left == 0 {
                    module.section(&code);
                }
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    let data = wasm.get(range).context("a section beyond the end")?;
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

/// How many functions are imported, and the places of those that are not used. A name that no function has any more is an
/// error: what stood behind it has another name now, and would be downloaded by everybody.
fn unused(wasm: &[u8]) -> Result<(u32, HashSet<u32>)> {
    let (mut imported, mut unused, mut missing) = (0, HashSet::new(), HashSet::from(UNUSED));
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for name in names {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        let name = format!("{:#}", rustc_demangle::demangle(function.name));
                        for unused_name in UNUSED.iter().filter(|unused| name.starts_with(**unused)) {
                            unused.insert(function.index);
                            missing.remove(unused_name);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let missing: Vec<_> = UNUSED.into_iter().filter(|name| missing.contains(name)).collect();
    if !missing.is_empty() {
        bail!("of what is to be taken out of the wasm, no function is named:\n{}", missing.join("\n"));
    }
    Ok((imported, unused))
}

fn trap() -> Function {
    let mut function = Function::new([]);
    function.instruction(&Instruction::Unreachable);
    function.instruction(&Instruction::End);
    function
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{FunctionSection, NameMap, NameSection, TypeSection};

    use super::*;

    /// A module of functions that do nothing, of these names.
    fn module<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        let mut list = NameMap::new();
        for (place, name) in (0..).zip(names) {
            functions.function(0);
            let mut nothing = Function::new([]);
            nothing.instruction(&Instruction::End);
            code.function(&nothing);
            list.append(place, name);
        }
        let mut section = NameSection::new();
        section.functions(&list);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code).section(&section);
        module.finish()
    }

    fn bodies(wasm: &[u8]) -> Vec<Vec<u8>> {
        let body = |payload| match payload {
            Payload::CodeSectionEntry(body) => Some(body.as_bytes().to_vec()),
            _ => None,
        };
        Parser::new(0).parse_all(wasm).filter_map(|payload| body(payload.unwrap())).collect()
    }

    #[test]
    fn what_is_not_used_becomes_a_trap_and_the_rest_stays() {
        let pruned = bodies(&prune(&module(["goodword::kept"].into_iter().chain(UNUSED))).unwrap());
        let (nothing, trap) = ([0, 0x0b], [0, 0x00, 0x0b]);
        assert_eq!(pruned[0], nothing);
        assert!(pruned.len() == UNUSED.len() + 1 && pruned[1..].iter().all(|body| *body == trap), "{pruned:?}");
    }

    #[test]
    fn each_name_that_no_function_has_is_told() {
        let failure = prune(&module(UNUSED.into_iter().skip(2))).unwrap_err().to_string();
        let told: Vec<_> = failure.lines().skip(1).collect();
        assert_eq!(told, UNUSED[..2], "{failure}");
    }

    #[test]
    fn a_module_without_such_names_is_not_passed_on_in_silence() {
        assert!(prune(&module(["goodword::kept", "main"])).is_err());
        assert!(prune(b"no wasm").is_err());
    }
}
