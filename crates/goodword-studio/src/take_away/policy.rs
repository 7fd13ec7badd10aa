//! What a page's content security policy needs for exactly these settings.

use super::Embed;

/// The directives that must stand in it.
pub fn policy(embed: &Embed) -> String {
    let files = origin(&embed.script);
    if embed.setting("mode") == Some("iframe") {
        return format!("script-src {files}; frame-src {files}");
    }
    let mut reached = vec![files.clone()];
    for name in ["endpoint", "config"] {
        let host = embed.setting(name).map(origin);
        reached.extend(host.filter(|host| !reached.contains(host)).into_iter().collect::<Vec<_>>());
    }
    format!("script-src {files} 'wasm-unsafe-eval'; connect-src {}", reached.join(" "))
}

/// Who serves an address; `'self'` for one of the page's own.
fn origin(address: &str) -> String {
    let own = || "'self'".to_owned();
    let Some((scheme, rest)) = address.split_once("://") else { return own() };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.contains(|letter: char| letter.is_whitespace() || ";,'".contains(letter)) {
        return own();
    }
    format!("{scheme}://{host}")
}
