//! Whether the file of a database is still where it was opened. One that was moved or replaced takes what is written all the
//! same, and nobody who looks for it finds it.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::store::Error;

/// The path of a file, and which file that was.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: (u64, u64),
}

impl Place {
    /// The place of a file that is there.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), file: identity(path)? })
    }

    /// Fails where another file, or none, is there now.
    pub(super) fn check(&self) -> Result<(), Error> {
        if identity(&self.path).is_ok_and(|file| file == self.file) {
            return Ok(());
        }
        let path = self.path.display();
        Err(Error::Away(format!("{path} was moved or replaced while it was in use: put it back, or start anew")))
    }
}

/// Device and number of a file.
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(path).map(|file| (file.dev(), file.ino()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_at_its_place_until_it_is_moved_and_again_when_it_is_back() {
        let folder = tempfile::TempDir::new().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "").unwrap();
        let place = Place::of(&path).unwrap();
        assert_eq!(place.check(), Ok(()));
        fs::rename(&path, &other).unwrap();
        assert!(place.check().is_err());
        fs::write(&path, "").unwrap();
        assert!(place.check().is_err(), "it is another one");
        fs::rename(&other, &path).unwrap();
        assert_eq!(place.check(), Ok(()));
    }
}
