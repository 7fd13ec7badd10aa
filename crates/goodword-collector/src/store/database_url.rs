//! The address of a database, as `--database` takes it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::postgres::Address;

/// An engine, and the place of its database. As text it holds no password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A SQLite file: `sqlite://goodword.db`, or `sqlite:///var/lib/goodword.db` for a path from the root.
    Sqlite(PathBuf),
    /// A PostgreSQL database: `postgres://user:password@host/name`, or `?host=/run/postgresql` for a socket.
    Postgres(String),
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            // It may hold a password.
            Self::Postgres(_) => f.write_str("postgres://…"),
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
            Some(("postgres" | "postgresql", _)) => match Address::parse(text) {
                Ok(_) => Ok(Self::Postgres(text.to_owned())),
                Err(error) => Err(format!("{error}; postgres:// takes user, password, host and name of a database")),
            },
            _ => {
                Err("must be sqlite:// and the path of a file, such as sqlite://goodword.db, or postgres://…"
                    .to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_sqlite_file() {
        let sqlite = |path: &str| Ok(DatabaseUrl::Sqlite(path.into()));
        assert_eq!("sqlite://goodword.db".parse(), sqlite("goodword.db"));
        assert_eq!("sqlite:///var/lib/good word.db".parse(), sqlite("/var/lib/good word.db"));
        for wrong in ["", "goodword.db", "sqlite:goodword.db", "sqlite://", "sqlite://a?mode=ro", "mysql://a"] {
            assert!(wrong.parse::<DatabaseUrl>().unwrap_err().starts_with("must be sqlite://"), "{wrong}");
        }
    }

    #[test]
    fn or_one_of_postgresql_whose_password_is_never_printed() {
        for url in ["postgres://ann:secret@db.example/goodword", "postgresql:///goodword?host=/run/postgresql"] {
            let url = url.parse::<DatabaseUrl>().unwrap();
            assert!(matches!(url, DatabaseUrl::Postgres(_)));
            assert_eq!(url.to_string(), "postgres://…");
        }
        assert!("postgres://a?sslmode=loud".parse::<DatabaseUrl>().is_err());
    }
}
