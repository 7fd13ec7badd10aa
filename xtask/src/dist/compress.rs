//! A `.br` and a `.gz` beside each file that shrinks.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Kinds of file whose bytes are not yet compressed.
const TEXTUAL: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "xml"];

/// Compresses what lies in `folder`, at any depth.
pub fn folder(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            self::folder(&path)?;
        } else if is_textual(&path) {
            let bytes = fs::read(&path)?;
            fs::write(beside(&path, "br"), brotli(&bytes)?)?;
            fs::write(beside(&path, "gz"), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

/// `name.js` and `br` make `name.js.br`.
pub fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// A compressed file and its companions.
pub fn forms(file: &Path) -> [PathBuf; 3] {
    [file.to_owned(), beside(file, "br"), beside(file, "gz")]
}

/// Whether `file` gets compressed companions.
pub fn is_textual(file: &Path) -> bool {
    file.extension().is_some_and(|extension| TEXTUAL.iter().any(|textual| extension == *textual))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_hold_the_same_bytes() {
        let bytes = "three questions, no answer lost; ".repeat(200).into_bytes();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&bytes).unwrap(), &mut plain).unwrap();
        assert_eq!(plain, bytes);
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&bytes).unwrap()).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, bytes);
    }

    #[test]
    fn companions_keep_the_whole_name() {
        assert_eq!(beside(Path::new("a/b.js"), "br"), Path::new("a/b.js.br"));
        assert!(
            is_textual(Path::new("b.wasm")) && !is_textual(Path::new("b.wasm.br")) && !is_textual(Path::new("p.png"))
        );
    }
}
