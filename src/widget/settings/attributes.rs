//! Attributes that are being read, and what can be used of them.

use goodword_core::json::digits;
use goodword_core::{FieldName, Problem, Value, limits};

use crate::browser::url::Url;
use crate::delivery::endpoint::{link, person};

/// Attributes, and what could not be used of them.
pub(super) struct Attributes<'a, R> {
    pub(super) all: &'a [(String, String)],
    pub(super) resolve: R,
    pub(super) warnings: Vec<Problem>,
}

impl<'a, R: Fn(&str) -> Option<Url>> Attributes<'a, R> {
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.all.iter().find(|(key, _)| key == name)?;
        Some(value.trim_ascii()).filter(|value| !value.is_empty())
    }

    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.get(name) == Some(word)
    }

    /// Whether a switch is there at all, be it without a value, and does not say `off`.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.all.iter().any(|(key, value)| key == name && value.trim_ascii() != "off")
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
        let url = link(self.get(name)?, &self.resolve);
        self.usable(name, url)
    }

    /// A way to a person.
    pub(super) fn person(&mut self, name: &str) -> Option<String> {
        let url = person(self.get(name)?, &self.resolve);
        self.usable(name, url)
    }

    fn usable(&mut self, name: &str, url: Result<String, &str>) -> Option<String> {
        match url {
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
        for (attribute, value) in self.all {
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
