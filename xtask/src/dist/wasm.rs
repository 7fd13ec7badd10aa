//! A binary's way to the browser: cargo, wasm-bindgen, wasm-opt and a minifier.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::names::Names;
use super::texts::{self, Texts};
use super::{PRUNED, glue, integrity, outputs, prune, similar};
use crate::shell::{read, run, say};
use crate::tools::{self, WasmBindgen, short_hash};
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc emits and wasm-bindgen adds; wasm-opt rejects a module that uses more than it was told.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What a binary is made for: the name of a cargo profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Most guests download it: it does without what most owners do without.
    Least,
    /// A guest downloads it.
    Size,
    /// It works on millions of lines.
    Speed,
}

impl Aim {
    fn profile(self) -> &'static str {
        match self {
            Self::Least | Self::Size => "size",
            Self::Speed => "speed",
        }
    }

    fn features(self) -> Option<&'static str> {
        // The reader has no survey, and what reads other programs' files is a binary of its own.
        (self != Self::Size).then_some("--no-default-features")
    }

    /// Features of the standard library.
    fn std(self) -> &'static str {
        match self {
            Self::Least | Self::Size => "optimize_for_size",
            Self::Speed => "",
        }
    }

    /// SIMD finds the ends of lines; every browser that knows adopted style sheets has it.
    fn rustc(self) -> &'static str {
        match self {
            Self::Least | Self::Size => "",
            Self::Speed => "-Ctarget-feature=+simd128",
        }
    }
}

/// How wasm-opt shrinks. Low memory is the far end of the stack, where nothing is before the stack is full.
const SHRINK: [&str; 7] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "--gufa-optimizing", "-Oz"];

/// The programs on that way.
pub struct Builder<'a> {
    workspace: &'a Workspace,
    bindgen: WasmBindgen,
    node_modules: PathBuf,
}

impl<'a> Builder<'a> {
    /// Finds or installs the programs.
    pub fn new(workspace: &'a Workspace) -> Result<Self> {
        tools::wasm_target()?;
        let bindgen = tools::wasm_bindgen(workspace)?;
        Ok(Self { workspace, bindgen, node_modules: tools::node_modules(workspace)? })
    }

    /// Compiles `binaries` and returns the folder that holds them.
    ///
    /// The standard library is built too, so that a panic is one instruction and carries no message. That is unstable,
    /// hence the variables: `Cargo.toml` holds nothing unstable, and plain `cargo` keeps working.
    pub fn compile(&self, binaries: &[&str], aim: Aim, feature: Option<&str>) -> Result<PathBuf> {
        say(&format!("compiling {} for {}", binaries.join(", "), aim.profile()));
        let names = binaries.iter().flat_map(|binary| ["--bin", binary]);
        let features = feature.iter().flat_map(|feature| ["--features", feature]);
        self.cargo(aim, names.chain(features).chain(aim.features()))
    }

    /// Compiles an example in the same way.
    pub fn compile_example(&self, name: &str) -> Result<PathBuf> {
        say(&format!("compiling the example {name} for size"));
        Ok(self.cargo(Aim::Size, ["--example", name].into_iter())?.join("examples"))
    }

    fn cargo<'b>(&self, aim: Aim, what: impl Iterator<Item = &'b str>) -> Result<PathBuf> {
        let target = self.workspace.target.join("size");
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.workspace.root);
        cargo.args(["build", "--quiet", "--package", "goodword", "--profile", aim.profile(), "--target", TARGET]);
        cargo.args(what);
        cargo.env("CARGO_TARGET_DIR", &target);
        cargo.env("RUSTC_BOOTSTRAP", "1");
        // A crate that draws its seed while it is compiled draws the same one: the same source gives the same bytes.
        cargo.env("CONST_RANDOM_SEED", "goodword");
        cargo.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        cargo.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", aim.std());
        cargo.env("RUSTFLAGS", format!("-Zunstable-options -Cpanic=immediate-abort {} {}", texts::APART, aim.rustc()));
        run(&mut cargo)?;
        Ok(target.join(TARGET).join(aim.profile()))
    }

    /// Makes `NAME.js` and `NAME_bg.wasm` in `folder` from a compiled binary, or takes them from the last time that the
    /// same bytes were compiled: shrinking takes longer than all the rest.
    pub fn bind(&self, compiled: &Path, name: &str, folder: &Path) -> Result<()> {
        let texts = Texts::of(self.workspace, name, |sheet| self.shrunk(sheet))?;
        let key = self.key(&fs::read(compiled.join(name).with_extension("wasm"))?, texts.as_ref())?;
        let kept = self.workspace.target.join("size/bound").join(format!("{name}-{key}"));
        if !kept.is_dir() {
            let draft = kept.with_extension("draft");
            fs::create_dir_all(&draft)?;
            self.bind_anew(compiled, name, texts.as_ref(), &draft)?;
            fs::rename(&draft, &kept)?;
        }
        for file in outputs(name) {
            fs::copy(kept.join(&file), folder.join(&file))?;
        }
        Ok(())
    }

    /// Stands for a compiled binary and everything that shrinks it.
    fn key(&self, wasm: &[u8], texts: Option<&Texts>) -> Result<String> {
        let tools = fs::read(self.workspace.root.join("xtask/npm/package-lock.json"))?;
        let steps = concat!(
            include_str!("wasm.rs"),
            include_str!("names.rs"),
            include_str!("glue.rs"),
            include_str!("prune.rs"),
            include_str!("similar.rs"),
            include_str!("start.js"),
            include_str!("first_paint.js"),
            include_str!("../../../src/browser/natives.js")
        );
        let version = self.workspace.locked("wasm-bindgen")?;
        let texts = texts.map(Texts::bytes).unwrap_or_default();
        Ok(short_hash(&[wasm, &tools, &texts, steps.as_bytes(), version.as_bytes()].concat()))
    }

    fn bind_anew(&self, compiled: &Path, name: &str, texts: Option<&Texts>, folder: &Path) -> Result<()> {
        let raw = self.workspace.target.join("size/bindgen");
        let mut compiled = compiled.join(name).with_extension("wasm");
        if PRUNED.contains(&name) {
            let pruned = prune::prune(&fs::read(&compiled)?)?;
            compiled = folder.join(name).with_extension("wasm");
            fs::write(&compiled, pruned)?;
        }
        let mut bindgen = Command::new(&self.bindgen.cli);
        bindgen.args(["--target", "web", "--no-typescript"]);
        bindgen.args(["--remove-name-section", "--remove-producers-section"]);
        bindgen.arg("--out-dir").arg(&raw).args(["--out-name", name]);
        read(bindgen.arg(compiled))?;
        texts.map_or(Ok(()), |texts| texts.put(&raw.join("snippets")))?;

        let [script, wasm] = outputs(name);
        let names = self.optimize(&raw.join(&wasm), &folder.join(&wasm))?;
        let text = fs::read_to_string(raw.join(&script))?;
        let integrity = integrity::short(&fs::read(folder.join(&wasm))?);
        let text = names.shorten(&glue::start(&text, name, &integrity)?)?;
        // Beside the snippets it imports, which go into the same file: a guest pays for one request.
        let short = raw.join(&script).with_extension("short.js");
        fs::write(&short, text)?;
        self.minify(&short, &folder.join(&script), Script::Module)
    }

    /// Shrinks the script `file` into `to`, which may be the same.
    pub fn minify(&self, file: &Path, to: &Path, script: Script) -> Result<()> {
        let mut esbuild = Command::new(self.node_modules.join(".bin/esbuild"));
        esbuild.arg(file).args(["--minify", "--legal-comments=none", "--log-level=error"]);
        if script == Script::Module {
            esbuild.args(["--format=esm", "--bundle"]);
            esbuild.arg(format!("--inject:{}", self.workspace.root.join("src/browser/natives.js").display()));
        }
        fs::write(to, read(&mut esbuild)?).with_context(|| format!("cannot write {}", to.display()))
    }

    /// A style sheet in few bytes.
    fn shrunk(&self, sheet: &Path) -> Result<String> {
        let mut esbuild = Command::new(self.node_modules.join(".bin/esbuild"));
        read(esbuild.arg(sheet).args(["--minify", "--log-level=error"]))
    }

    /// Shortens names, then code. wasm-opt checks what it reads and what it makes; the browser tests run the result.
    fn optimize(&self, from: &Path, to: &Path) -> Result<Names> {
        let renamed = from.with_extension("renamed.wasm");
        let mut rename = self.wasm_opt(from, &renamed);
        rename.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
        let names = Names::read(&read(rename.arg("--minify-imports-and-exports-and-modules"))?)?;
        read(self.wasm_opt(&renamed, to).args(SHRINK))?;
        fs::write(to, similar::order(&fs::read(to)?)?)?;
        Ok(names)
    }

    fn wasm_opt(&self, from: &Path, to: &Path) -> Command {
        let mut command = Command::new(self.node_modules.join(".bin/wasm-opt"));
        command.arg(from).arg("-o").arg(to).args(FEATURES);
        command
    }
}

/// How a script is loaded, which decides what may be shortened in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// By `<script>`: what it names at the top is global.
    Classic,
    /// By `import`: only its exports are seen.
    Module,
}
