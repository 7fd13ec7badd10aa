//! Which pages may speak to the collector.

use std::fmt;
use std::str::FromStr;

use axum::http::HeaderValue;
use url::{Host, Url};

/// Which origins a browser may speak from. This keeps browsers out, not programs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origins {
    /// Every origin.
    #[default]
    Any,
    /// These only.
    Only(Vec<Origin>),
}

impl Origins {
    /// `*` stands for every origin; so does an empty list.
    pub fn new(origins: Vec<Origin>) -> Self {
        if origins.is_empty() || origins.contains(&Origin::Any) { Self::Any } else { Self::Only(origins) }
    }

    /// Whether pages of that origin may speak.
    pub fn allow(&self, origin: &HeaderValue) -> bool {
        match self {
            Self::Any => true,
            Self::Only(origins) => origin.to_str().is_ok_and(|origin| origins.iter().any(|one| one.allows(origin))),
        }
    }
}

/// Origins as an owner names them, written as browsers send them: scheme, host in lower case and, where it is not the
/// usual one, port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `*`.
    Any,
    /// One, such as `https://shop.example`.
    One(String),
    /// Everything below a host, such as `https://*.shop.example`.
    Below {
        /// What stands before the name, such as `https://`.
        scheme: String,
        /// What stands behind it, such as `.shop.example`.
        parent: String,
    },
}

impl Origin {
    /// Whether that origin, as a browser sends it, is meant.
    pub fn allows(&self, origin: &str) -> bool {
        match self {
            Self::Any => true,
            Self::One(one) => one == origin,
            Self::Below { scheme, parent } => {
                let below = origin.strip_prefix(scheme.as_str()).and_then(|host| host.strip_suffix(parent.as_str()));
                // What a browser sends has nothing but letters of a name there; what has is no origin.
                let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                below.is_some_and(|name| name.split('.').all(|label| !label.is_empty() && label.bytes().all(letter)))
            }
        }
    }

    /// The text of one origin; `None` where several are meant.
    pub fn one(&self) -> Option<&str> {
        match self {
            Self::One(one) => Some(one),
            Self::Any | Self::Below { .. } => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::One(one) => f.write_str(one),
            Self::Below { scheme, parent } => write!(f, "{scheme}*{parent}"),
        }
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let below = text.replacen("://*.", "://", 1);
        let origin = match text {
            "*" => Some(Self::Any),
            _ if below != text => written(&below).and_then(|one| {
                let (scheme, parent) = one.split_once("://")?;
                Some(Self::Below { scheme: format!("{scheme}://"), parent: format!(".{parent}") })
            }),
            _ => written(text).map(Self::One),
        };
        origin.ok_or_else(|| {
            "must be * or an origin such as https://shop.example, or https://*.shop.example for all below it".to_owned()
        })
    }
}

/// An origin as a browser sends it; `None` where this is more than one, or none.
fn written(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let whole = text.rsplit_once("://")?.1;
    // What a browser sends has neither a path nor anything else behind the port.
    let bare = !whole.contains(['/', '?', '#', '@', '\\']) && matches!(url.scheme(), "http" | "https");
    let named = match url.host()? {
        Host::Domain(name) => name.split('.').all(|label| {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            !label.is_empty() && label.bytes().all(letter)
        }),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    (bare && named && url.port() != Some(0)).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_send_it() {
        for (text, expect) in [
            ("*", "*"),
            ("https://shop.example", "https://shop.example"),
            ("https://shop.example:443", "https://shop.example"),
            ("http://shop.example:80", "http://shop.example"),
            ("https://Shop.Example:8443", "https://shop.example:8443"),
            ("http://127.0.0.1:8787", "http://127.0.0.1:8787"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://b\u{fc}cher.example", "https://xn--bcher-kva.example"),
            ("https://*.shop.example", "https://*.shop.example"),
            ("https://*.shop.example:443", "https://*.shop.example"),
        ] {
            assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(expect.to_owned()));
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for bad in [
            "",
            "shop.example",
            "https://",
            "https://shop.example/",
            "https://shop.example/a",
            "https://a@shop.example",
            "ftp://a",
            "null",
            "https://a:b:c",
            "https://::::",
            "https://[",
            "https://shop.example:99999",
            "https://shop.example:0",
            "https://..",
            "https://*",
            "https://*.",
            "https://a.*.example",
            "https://*.*.example",
            "https://a b",
        ] {
            assert!(bad.parse::<Origin>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_origin_is_named_or_stands_below_a_name() {
        let check = |allowed: &str, origin, expect| {
            assert_eq!(allowed.parse::<Origin>().unwrap().allows(origin), expect, "{allowed} {origin}");
        };
        check("https://shop.example", "https://shop.example", true);
        check("https://shop.example:443", "https://shop.example", true);
        check("https://shop.example", "https://shop.example.evil", false);
        check("https://shop.example", "http://shop.example", false);
        check("https://*.shop.example", "https://www.shop.example", true);
        check("https://*.shop.example", "https://a.b.shop.example", true);
        check("https://*.shop.example", "https://shop.example", false);
        check("https://*.shop.example", "https://.shop.example", false);
        check("https://*.shop.example", "https://evilshop.example", false);
        check("https://*.shop.example", "http://www.shop.example", false);
        check("https://*.shop.example", "https://evil.example/.shop.example", false);
        check("https://*.shop.example", "https://evil.example#.shop.example", false);
        check("*", "https://any.example", true);
        check("https://shop.example", "null", false);
    }

    #[test]
    fn a_star_or_nothing_is_every_origin() {
        let origins = |texts: &[&str]| Origins::new(texts.iter().map(|text| text.parse().unwrap()).collect());
        assert_eq!(origins(&[]), Origins::Any);
        assert_eq!(origins(&["https://a.example", "*"]), Origins::Any);
        assert!(matches!(origins(&["https://a.example"]), Origins::Only(_)));
    }
}
