//! The settings of the Yew component.

use super::source::{SETTINGS, Setting};
use super::text::{sentence, wrapped};

/// Each with its sentence, its name in Rust and its attribute.
pub fn settings() -> String {
    SETTINGS.iter().map(setting).collect()
}

fn setting(of: &Setting) -> String {
    // Yew takes `key` for itself.
    let field = if of.name == "key" { "write_key".to_owned() } else { of.name.replace('-', "_") };
    let says: String = wrapped(&sentence(of.says), 112).iter().map(|line| ["    /// ", line, "\n"].concat()).collect();
    format!("{says}    {field}: \"{}\",\n", of.name)
}
