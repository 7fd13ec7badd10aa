//! The files that a collector serves to a test: a site, the test pages at `/t/` and the examples at `/examples/`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::place;

/// A folder that exists as long as the test.
pub struct Site(TempDir);

impl Site {
    /// The site in `dist` with the pages of `tests/pages` and `examples` beside it.
    pub fn new(dist: &Path) -> Self {
        let folder = TempDir::new().unwrap();
        let entries = fs::read_dir(dist)
            .unwrap_or_else(|error| panic!("{}: {error}; `cargo xtask test --only e2e` makes it", dist.display()));
        for entry in entries {
            let entry = entry.unwrap();
            symlink(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"), folder.path().join("t")).unwrap();
        symlink(place("GOODWORD_EXAMPLES", "examples"), folder.path().join("examples")).unwrap();
        Self(folder)
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
