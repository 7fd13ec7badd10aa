//! Texts of other programs: by language, with marks of their own and sometimes with markup.

use std::collections::BTreeMap;

use serde_json::Value;

/// One text in the first language and in others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Texts {
    pub first: String,
    pub others: BTreeMap<String, String>,
}

impl Texts {
    /// In one language.
    pub(super) fn plain(text: &str) -> Self {
        Self { first: clean(text), others: BTreeMap::new() }
    }

    /// A text, or texts by language with `default` (or `en`) among them; empty where there are none.
    pub(super) fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::String(text)) => Self::plain(text),
            Some(Value::Object(texts)) => {
                let text = |name: &str| texts.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
                let name = ["default", "en"].into_iter().find(|name| text(name).is_some());
                let name = name.or_else(|| texts.keys().map(String::as_str).find(|name| text(name).is_some()));
                let others = texts.keys().filter(|other| Some(other.as_str()) != name);
                let others = others.filter_map(|other| Some((other.replace('_', "-"), clean(text(other)?)))).collect();
                Self { first: name.and_then(text).map(clean).unwrap_or_default(), others }
            }
            _ => Self::default(),
        }
    }

    /// Each text through `change`.
    pub(super) fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        self.first = change(&self.first);
        self.others.values_mut().for_each(|text| *text = change(text));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

/// What stands between two marks is written as `write` says; where that says nothing it stays.
pub(super) fn between(text: &str, open: &str, close: &str, write: impl Fn(&str) -> Option<String>) -> String {
    let (mut found, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once(open) {
        found.push_str(before);
        match behind.split_once(close) {
            Some((inside, after)) if write(inside).is_some() => {
                found.push_str(&write(inside).unwrap_or_default());
                rest = after;
            }
            _ => {
                found.push_str(open);
                rest = behind;
            }
        }
    }
    found + rest
}

/// A text without markup: tags are taken away, the few characters that markup must write otherwise are read.
fn clean(text: &str) -> String {
    let text = without_tags(&text.replace("</p><p>", "\n").replace("<br>", "\n").replace("<br/>", "\n"));
    let entities = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, letter)| text.replace(entity, letter));
    text.trim().to_owned()
}

/// `a < b` is no tag: one begins with a letter or a slash.
fn without_tags(text: &str) -> String {
    let (mut found, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('<') {
        found.push_str(before);
        let is_tag = behind.starts_with(|first: char| first == '/' || first.is_ascii_alphabetic());
        match behind.split_once('>') {
            Some((_, after)) if is_tag => rest = after,
            _ => {
                found.push('<');
                rest = behind;
            }
        }
    }
    found + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_away_and_words_stay() {
        let check = |text: &str, expect: &str| assert_eq!(clean(text), expect, "{text}");
        check("<p class=\"x\">Would you <b>recommend</b> us?</p>", "Would you recommend us?");
        check("<p>One</p><p>Two</p>", "One\nTwo");
        check("Tom &amp; Ida &lt;3, 3 < 4 > 2", "Tom & Ida <3, 3 < 4 > 2");
        check("&amp;lt;", "&lt;");
        check("a <", "a <");
    }

    #[test]
    fn what_stands_between_marks_is_written_otherwise() {
        let write = |inside: &str| inside.strip_prefix("field:").map(|id| format!("{{answers.{id}}}"));
        let check = |text: &str, expect: &str| assert_eq!(between(text, "{{", "}}", write), expect);
        check("Why {{field:a}}, {{var:b}} {{field:c}}?", "Why {answers.a}, {{var:b}} {answers.c}?");
        check("{{field:a", "{{field:a");
    }

    #[test]
    fn a_text_may_be_there_by_language() {
        let texts =
            Texts::read(Some(&serde_json::json!({"de": "Warum?", "default": "Why?", "fr": "", "pt_BR": "Por quê?"})));
        assert_eq!(texts.first, "Why?");
        assert_eq!(
            texts.others.iter().map(|(language, text)| (&**language, &**text)).collect::<Vec<_>>(),
            [("de", "Warum?"), ("pt-BR", "Por quê?")]
        );
        assert!(Texts::read(Some(&serde_json::json!(7))).is_empty());
    }
}
