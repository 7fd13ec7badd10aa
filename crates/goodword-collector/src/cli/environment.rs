//! The environment's part in the command line: a variable that is empty is none, and none is ever shown.

use std::env;

use clap::error::{ContextKind, ContextValue};
use clap::{Command, Error};

/// For every argument of every command, so that none can be forgotten: `--help` shows the name of its variable, and not
/// what stands in it; and an empty variable, as compose files leave it, is not set.
pub(super) fn prepared(command: Command) -> Command {
    let command = command.mut_args(|arg| {
        let value = arg.get_env().and_then(env::var_os);
        let arg = arg.hide_env_values(true);
        if value.is_some_and(|value| value.is_empty()) { arg.env(None::<&'static str>) } else { arg }
    });
    command.mut_subcommands(prepared)
}

/// Takes the address of a database, which may hold a password, out of what is told.
pub(super) fn without_secrets(mut error: Error) -> Error {
    let secret = |value: &str| {
        let (scheme, rest) = value.split_once("://")?;
        (scheme.starts_with("postgres") || rest.contains('@')).then(|| format!("{scheme}://…"))
    };
    let shown = |kind: ContextKind, value: &ContextValue| match value {
        ContextValue::String(text) => Some((kind, ContextValue::String(secret(text)?))),
        _ => None,
    };
    let replaced: Vec<_> = error.context().filter_map(|(kind, value)| shown(kind, value)).collect();
    for (kind, value) in replaced {
        error.insert(kind, value);
    }
    error
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    #[track_caller]
    fn told(arguments: &[&str]) -> String {
        let words = ["goodword"].iter().chain(arguments);
        let error = prepared(Cli::command()).try_get_matches_from(words).unwrap_err();
        without_secrets(error).to_string()
    }

    #[test]
    fn no_error_repeats_the_address_of_a_database() {
        let address = "postgres://ann:S3CRET@host:port/x";
        for arguments in [
            &["serve", "--database", address][..],
            &["serve", address],
            &["token", "list", "--database", address],
            &["migrate", "sqlite://a.db", address],
            &["export", "--survey", address],
        ] {
            let told = told(arguments);
            assert!(!told.contains("S3CRET") && told.contains("postgres://…"), "{told}");
        }
        assert!(told(&["serve", "--listen", "nowhere"]).contains("nowhere"));
    }
}
