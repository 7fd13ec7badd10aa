//! A text where it is written in somebody's page.

/// In an attribute of HTML between double quotes. No PHP begins in it either.
pub(super) fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('"', "&quot;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// In a script inside of HTML, with its quotes.
pub(super) fn script(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap_or_default();
    let text = text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A value of a JSX property: plain between quotes where it can be, else as JavaScript.
pub(super) fn jsx(text: &str) -> String {
    let is_plain = !text.contains(['"', '&', '\\', '\n', '{', '}', '<', '>']);
    if is_plain { format!("\"{text}\"") } else { format!("{{{}}}", script(text)) }
}

/// A string literal of Rust.
pub(super) fn rust(text: &str) -> String {
    format!("\"{}\"", text.escape_default())
}

/// `follow-up` as JavaScript names it.
pub(super) fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    let upper = |part: &str| {
        let mut letters = part.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    parts.fold(first, |name, part| name + &upper(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup_or_code() {
        assert_eq!(html("\"><script>a&b<?php"), "&quot;&gt;&lt;script&gt;a&amp;b&lt;?php");
        assert_eq!(script("</script>\"\u{2028}"), "\"\\u003c/script\\u003e\\\"\\u2028\"");
        assert_eq!((jsx("plain é"), jsx("a\"{b}")), ("\"plain é\"".to_owned(), "{\"a\\\"{b}\"}".to_owned()));
        assert_eq!(rust("a\"\\\n{é"), "\"a\\\"\\\\\\n{\\u{e9}\"");
        assert_eq!(
            (camel("follow-up"), camel("key"), camel("person-url-")),
            ("followUp".into(), "key".into(), "personUrl".into())
        );
    }
}
