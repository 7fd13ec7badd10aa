//! The files that a collector serves to a test: a site, the test pages at `/t/` and the examples at `/examples/`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::place;

/// A folder that exists as long as the test.
pub struct Site(TempDir);

impl Site {
    /// The site in `dist` with the pages of `tests/pages` and `examples` beside it.
    pub fn new(dist: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        assert!(dist.is_dir(), "there is no {}; `cargo xtask test --only e2e` makes it", dist.display());
        put(dist, folder.path());
        put(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"), &folder.path().join("t"));
        put(&place("GOODWORD_EXAMPLES", "examples"), &folder.path().join("examples"));
        Self(folder)
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Puts the files of one folder into another: the collector serves no link that leads out of its folder.
fn put(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            put(&entry.path(), &place);
        } else if fs::hard_link(entry.path(), &place).is_err() {
            fs::copy(entry.path(), &place).unwrap();
        }
    }
}
