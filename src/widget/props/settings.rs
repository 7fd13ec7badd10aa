//! Attributes that are being read, and what can be used of them.

use goodword_core::json::digits;
use goodword_core::{FieldName, Problem, Value, limits};

use super::Address;

/// Attributes, and what could not be used of them.
pub(super) struct Settings<'a, R> {
    pub(super) attributes: &'a [(String, String)],
    pub(super) resolve: R,
    pub(super) warnings: Vec<Problem>,
}

impl<'a, R: Fn(&str) -> Option<Address>> Settings<'a, R> {
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value.trim_ascii()).filter(|value| !value.is_empty())
    }

    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.get(name) == Some(word)
    }

    /// A text of at most `most` characters.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Option<String> {
        self.get(name).and_then(|text| self.short(name, text, most))
    }

    fn short(&mut self, name: &str, text: &str, most: usize) -> Option<String> {
        if limits::hold(text, most) {
            return Some(text.to_owned());
        }
        self.warn(name, &["is longer than ", &digits(most as u64), " characters"].concat());
        None
    }

    pub(super) fn link(&mut self, name: &str) -> Option<String> {
        match link(self.get(name)?, &self.resolve) {
            Ok(url) => Some(url),
            Err(rule) => {
                self.warn(name, rule);
                None
            }
        }
    }

    /// A number from 1 to `most`, or 0 where there is none.
    pub(super) fn number(&mut self, name: &str, most: u32, rule: &str) -> u32 {
        let Some(text) = self.get(name) else { return 0 };
        let number = text.parse().unwrap_or(0);
        if (1..=most).contains(&number) {
            return number;
        }
        self.warn(name, rule);
        0
    }

    pub(super) fn fields(&mut self) -> Vec<(FieldName, Value)> {
        let mut fields = Vec::new();
        for (attribute, value) in self.attributes {
            let Some(name) = attribute.strip_prefix("field-") else { continue };
            match FieldName::parse(name) {
                Err(problem) => self.warn(attribute, &problem.rule),
                Ok(name) => {
                    fields.extend(self.short(attribute, value, limits::FIELD).map(|text| (name, Value::Text(text))));
                }
            }
        }
        fields
    }

    fn warn(&mut self, name: &str, rule: &str) {
        self.warnings.push(Problem::new(name, rule));
    }
}

/// An absolute URL that a visitor's answers or clicks may go to: `https:`, or `http:` on this machine.
pub(super) fn link(text: &str, resolve: impl Fn(&str) -> Option<Address>) -> Result<String, &'static str> {
    let Some(Address { href, protocol, hostname }) = resolve(text) else { return Err("is no URL") };
    let local = matches!(hostname.as_str(), "localhost" | "127.0.0.1" | "[::1]") || hostname.ends_with(".localhost");
    match protocol.as_str() {
        "https:" => Ok(href),
        "http:" if local => Ok(href),
        "http:" => Err("must be https: (http: is for localhost only)"),
        _ => Err("must be an https: URL"),
    }
}
