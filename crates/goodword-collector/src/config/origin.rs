//! Which pages may speak to the collector.

use std::str::FromStr;

use axum::http::HeaderValue;

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
        if origins.is_empty() || origins.iter().any(|origin| origin.0 == "*") { Self::Any } else { Self::Only(origins) }
    }
}

/// An origin as browsers send it: scheme, host and, where it is not the usual one, port. Or `*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(HeaderValue);

impl Origin {
    /// The origin as the value of a header.
    pub fn header(&self) -> &HeaderValue {
        &self.0
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// True when the way to it is encrypted.
    pub fn is_https(&self) -> bool {
        self.as_str().starts_with("https://")
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = |host: &str| {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._:[]".contains(&byte))
        };
        let header = HeaderValue::from_str(text).ok().filter(|_| text == "*" || host.is_some_and(plain));
        header.map(Self).ok_or_else(|| "must be * or an origin in lower case such as https://shop.example".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for good in ["*", "https://shop.example", "http://127.0.0.1:8787", "http://[::1]:80"] {
            assert_eq!(good.parse::<Origin>().unwrap().header(), good);
        }
        for bad in ["", "shop.example", "https://", "https://shop.example/", "https://Shop.example", "ftp://a", "null"]
        {
            assert!(bad.parse::<Origin>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_star_or_nothing_is_every_origin() {
        let origins = |texts: &[&str]| Origins::new(texts.iter().map(|text| text.parse().unwrap()).collect());
        assert_eq!(origins(&[]), Origins::Any);
        assert_eq!(origins(&["https://a.example", "*"]), Origins::Any);
        assert!(matches!(origins(&["https://a.example"]), Origins::Only(_)));
    }
}
