//! The functions of a visitor's wasm, like beside like.
//!
//! Brotli finds again what stands near: of two functions that are nearly the same, the second costs a few bytes if it follows
//! the first. rustc and wasm-opt leave them in an order that has other reasons; this one is 600 bytes shorter.

use std::collections::VecDeque;
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// The same module with its functions in that order.
pub fn order(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(wasm)?;
    let order = chain(bodies.iter().map(|body| Grams::of(body)).collect());
    let mut renumber = Renumber::new(imported, order)?;
    let mut module = Module::new();
    renumber.parse_core_module(&mut module, Parser::new(0), wasm).context("cannot order the functions of the wasm")?;
    Ok(module.finish())
}

/// How many functions are imported, and the bytes of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The places of all of `grams`: from the first, each time the one that is most like the last.
fn chain(grams: Vec<Grams>) -> Vec<usize> {
    let mut left: VecDeque<(usize, Grams)> = grams.into_iter().enumerate().collect();
    let mut order = Vec::with_capacity(left.len());
    let mut next = 0;
    while let Some((place, last)) = left.remove(next) {
        order.push(place);
        let likeness = left.iter().map(|(_, other)| last.likeness(other));
        next = likeness.enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other)).map_or(0, |(place, _)| place);
    }
    order
}

/// Which runs of three bytes occur in a function, by their hash.
struct Grams(Vec<u64>);

impl Grams {
    /// Words of 64 bits: wide enough that the longest function does not fill them.
    const WORDS: usize = 1024;

    fn of(body: &[u8]) -> Self {
        let mut words = vec![0; Self::WORDS];
        for run in body.windows(3) {
            let hash = run
                .iter()
                .fold(0_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x9E37_79B1).rotate_left(13));
            if let Some(word) = words.get_mut(hash as usize / 64 % Self::WORDS) {
                *word |= 1 << (hash % 64);
            }
        }
        Self(words)
    }

    /// How much of both they share (Jaccard's index), 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut shared, mut all) = (0, 1);
        for (one, other) in self.0.iter().zip(&other.0) {
            shared += (one & other).count_ones();
            all += (one | other).count_ones();
        }
        f64::from(shared) / f64::from(all)
    }
}

/// Writes a module anew, with its functions in another order.
struct Renumber {
    imported: u32,
    /// The old place of each function, by its new one
    order: Vec<usize>,
    /// The new number of each function, by its old place
    numbers: Vec<u32>,
}

impl Renumber {
    fn new(imported: u32, order: Vec<usize>) -> Result<Self> {
        let mut numbers = vec![0; order.len()];
        for (number, &old) in (imported..).zip(&order) {
            *numbers.get_mut(old).context("a function that is not there")? = number;
        }
        Ok(Self { imported, order, numbers })
    }

    fn ordered<T>(&self, all: Vec<T>) -> impl Iterator<Item = T> + use<T> {
        let mut all: Vec<_> = all.into_iter().map(Some).collect();
        self.order.clone().into_iter().filter_map(move |old| all.get_mut(old)?.take())
    }
}

impl Reencode for Renumber {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let ours = function.checked_sub(self.imported).and_then(|old| self.numbers.get(old as usize));
        Ok(ours.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for kind in self.ordered(section.into_iter().collect::<Result<Vec<_>, _>>()?) {
            functions.function(kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for body in self.ordered(section.into_iter().collect::<Result<Vec<_>, _>>()?) {
            utils::parse_function_body(self, code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, TypeSection};
    use wasmparser::Operator;

    use super::*;

    /// A module of functions that name these numbers; each calls the one of the place given, and the first is exported.
    fn module(functions: &[(&[i32], u32)]) -> Vec<u8> {
        let (mut types, mut kinds, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        for (numbers, callee) in functions {
            kinds.function(0);
            let mut body = Function::new([]);
            for &number in *numbers {
                body.instruction(&Instruction::I32Const(number)).instruction(&Instruction::Drop);
            }
            body.instruction(&Instruction::Call(*callee)).instruction(&Instruction::End);
            code.function(&body);
        }
        let mut exports = ExportSection::new();
        exports.export("first", ExportKind::Func, 0);
        let mut module = Module::new();
        module.section(&types).section(&kinds).section(&exports).section(&code);
        module.finish()
    }

    /// The first number that each function names, and the place of the function that it calls.
    fn read(wasm: &[u8]) -> Vec<(i32, u32)> {
        let body = |payload| match payload {
            Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        };
        let bodies = Parser::new(0).parse_all(wasm).filter_map(|payload| body(payload.unwrap()));
        bodies
            .map(|body| {
                let (mut number, mut callee) = (None, None);
                for operator in body.get_operators_reader().unwrap() {
                    match operator.unwrap() {
                        Operator::I32Const { value } => number = number.or(Some(value)),
                        Operator::Call { function_index } => callee = Some(function_index),
                        _ => {}
                    }
                }
                (number.unwrap(), callee.unwrap())
            })
            .collect()
    }

    fn exported(wasm: &[u8]) -> u32 {
        let mut found = Parser::new(0).parse_all(wasm).filter_map(|payload| match payload.unwrap() {
            Payload::ExportSection(exports) => Some(exports.into_iter().next().unwrap().unwrap().index),
            _ => None,
        });
        found.next().unwrap()
    }

    #[test]
    fn like_stands_beside_like_and_everyone_still_calls_whom_they_called() {
        let (even, odd) = ([2000, 4000, 6000, 8000, 10_000], [1001, 3003, 5005, 7007, 9009]);
        let wasm = module(&[(&even, 1), (&odd, 2), (&even, 3), (&odd, 0)]);
        let ordered = order(&wasm).unwrap();
        assert_eq!(read(&wasm), [(2000, 1), (1001, 2), (2000, 3), (1001, 0)]);
        assert_eq!(read(&ordered), [(2000, 3), (2000, 2), (1001, 0), (1001, 1)]);
        assert_eq!(exported(&ordered), 0);
        wasmparser::validate(&ordered).unwrap();
    }

    #[test]
    fn the_same_module_gives_the_same_bytes_and_what_is_no_module_an_error() {
        let wasm = module(&[(&[1, 2, 3], 0), (&[9], 0), (&[1, 2, 3, 4], 1)]);
        assert_eq!(order(&wasm).unwrap(), order(&wasm).unwrap());
        assert!(order(b"no wasm").is_err());
    }
}
