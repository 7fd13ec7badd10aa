//! Subresource integrity: the hashes a page or the loader pins files with.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// What stands in the loader's source before and behind the place where the pinned files go.
const MARK: &str = "/*FILES*/";

/// The value of an `integrity` attribute for a file that holds `bytes`.
pub fn hash(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The same in fewer bytes, for the loader: every guest page pays for them.
pub fn short(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// By name: the hash of what the loader imports.
pub type Pinned = BTreeMap<String, String>;

/// Writes the pinned files into the loader.
pub fn pin(loader: &str, pinned: &Pinned) -> Result<String> {
    let parts: Vec<_> = loader.split(MARK).collect();
    let [before, _, behind] = parts[..] else { bail!("a script that pins others must hold {MARK} twice") };
    Ok([before, &serde_json::to_string(pinned)?, behind].concat())
}

/// The list of hashes that stands beside the files, for those who pin them in their own pages.
pub fn list(files: &[(&Path, &[u8])]) -> Result<String> {
    let by_name: BTreeMap<_, _> = files.iter().map(|(name, bytes)| (name.to_string_lossy(), hash(bytes))).collect();
    Ok(serde_json::to_string_pretty(&by_name)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        // https://www.w3.org/TR/SRI/ §3.1: the hash of `alert('Hello, world.');`
        let expect = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(hash(b"alert('Hello, world.');"), expect);
    }

    #[test]
    fn the_loader_is_filled_once_or_not_at_all() {
        let pinned = Pinned::from([("goodword-widget".to_owned(), "a".to_owned())]);
        let filled = pin("var FILES = /*FILES*/{}/*FILES*/;", &pinned).unwrap();
        assert_eq!(filled, r#"var FILES = {"goodword-widget":"a"};"#);
        let unpinned = r#"var FILES = /*FILES*/{ "goodword-more": "" }/*FILES*/;"#;
        assert_eq!(pin(unpinned, &pinned).unwrap(), filled);
        assert!(pin("var FILES = {};", &pinned).is_err());
        assert!(pin("/*FILES*/{}/*FILES*/ /*FILES*/{}/*FILES*/", &pinned).is_err());
    }

    #[test]
    fn the_list_is_sorted_by_name() {
        let list = list(&[(Path::new("b.js"), b"b"), (Path::new("a.js"), b"a")]).unwrap();
        assert!(list.find("a.js") < list.find("b.js"), "{list}");
    }
}
