//! The address of a database, as `--database` takes it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Which engine, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite file: `sqlite://goodword.db`, or `sqlite:///var/lib/goodword.db` for a path from the root.
    Sqlite(PathBuf),
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once("://") {
            Some(("sqlite", path)) if !path.is_empty() && !path.contains(['?', '#', '\0']) => {
                Ok(Self::Sqlite(path.into()))
            }
            Some(("postgres" | "postgresql", _)) => Err("this build keeps its data in SQLite only".to_owned()),
            _ => Err("must be sqlite:// and the path of a file, such as sqlite://goodword.db".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_sqlite_file() {
        let path = |text: &str| text.parse().map(|DatabaseUrl::Sqlite(path)| path);
        assert_eq!(path("sqlite://goodword.db"), Ok("goodword.db".into()));
        assert_eq!(path("sqlite:///var/lib/good word.db"), Ok("/var/lib/good word.db".into()));
        for wrong in ["", "goodword.db", "sqlite:goodword.db", "sqlite://", "sqlite://a?mode=ro", "mysql://a"] {
            assert!(path(wrong).unwrap_err().starts_with("must be sqlite://"), "{wrong}");
        }
        assert!(path("postgres://a").unwrap_err().contains("SQLite only"));
    }
}
