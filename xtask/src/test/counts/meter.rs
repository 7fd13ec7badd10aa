//! A wasm module that counts what it executes, in a global of its own.

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction, Module, ValType,
};
use wasmparser::{ExportSectionReader, FunctionBody, GlobalSectionReader, Operator, Parser, Payload, TypeRef};

/// The global, as it is exported.
const NAME: &str = "executed";

/// `wasm` with a counter, which is exported as `executed`.
pub fn metered(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut meter, mut module) = (Meter { global: globals(wasm)? }, Module::new());
    let told = |error: Error<std::convert::Infallible>| anyhow!("the wasm cannot be counted: {error}");
    meter.parse_core_module(&mut module, Parser::new(0), wasm).map_err(told)?;
    Ok(module.finish())
}

/// How many globals there are.
fn globals(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    count += u32::from(matches!(import?.ty, TypeRef::Global(_)));
                }
            }
            Payload::GlobalSection(globals) => count += globals.count(),
            _ => {}
        }
    }
    Ok(count)
}

/// Adds at the end of each run of instructions how many those were.
struct Meter {
    global: u32,
}

impl Reencode for Meter {
    type Error = std::convert::Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_global_section(self, globals, section)?;
        let counter = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
        globals.global(counter, &ConstExpr::i64_const(0));
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        exports.export(NAME, ExportKind::Global, self.global);
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let (mut reader, mut count) = (body.get_operators_reader()?, 0);
        while !reader.eof() {
            let operator = reader.read()?;
            count += 1;
            if ends_run(&operator) {
                function.instruction(&Instruction::GlobalGet(self.global));
                function.instruction(&Instruction::I64Const(count));
                function.instruction(&Instruction::I64Add);
                function.instruction(&Instruction::GlobalSet(self.global));
                count = 0;
            }
            function.instruction(&self.instruction(operator)?);
        }
        code.function(&function);
        Ok(())
    }
}

/// Whether what comes next in the text may not be what is executed next, or not only after this.
fn ends_run(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::End
            | Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::Return
            | Operator::Call { .. }
            | Operator::CallIndirect { .. }
            | Operator::Unreachable
    )
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use wasm_encoder::{BlockType, Function, FunctionSection, TypeSection};

    use super::*;
    use crate::shell::read;

    /// Goes round so often: before it two instructions, in each round five, behind it two.
    fn rounds() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let (mut functions, mut globals, mut exports) =
            (FunctionSection::new(), GlobalSection::new(), ExportSection::new());
        functions.function(0);
        globals.global(GlobalType { val_type: ValType::I32, mutable: false, shared: false }, &ConstExpr::i32_const(1));
        exports.export("run", ExportKind::Func, 0);
        let mut run = Function::new([]);
        run.instruction(&Instruction::Nop).instruction(&Instruction::Loop(BlockType::Empty));
        run.instruction(&Instruction::LocalGet(0)).instruction(&Instruction::I32Const(-1));
        run.instruction(&Instruction::I32Add).instruction(&Instruction::LocalTee(0));
        run.instruction(&Instruction::BrIf(0)).instruction(&Instruction::End).instruction(&Instruction::End);
        let mut code = CodeSection::new();
        code.function(&run);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&globals).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn what_is_executed_is_counted_each_time() {
        let bytes = metered(&rounds()).unwrap();
        let script = format!(
            "const {{ exports }} = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array({bytes:?})));
             exports.run(1); const once = exports.executed.value; exports.run(3); console.log(`${{once}} ${{exports.executed.value}}`)"
        );
        assert_eq!(read(Command::new("node").args(["-e", &script])).unwrap(), "9 28\n");
    }
}
