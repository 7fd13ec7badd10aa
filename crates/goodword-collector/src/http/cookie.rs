//! How a browser that has shown a token stays signed in: by a cookie that no script can read and no other site can send.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

/// A session ends after so many milliseconds, or with its token.
pub const LIFE_MS: i64 = 12 * 60 * 60 * 1000;

/// The cookie of a session, by where it is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionCookie {
    /// At one host, over https only.
    Host,
    /// On this machine, which has no https.
    Loopback,
}

impl SessionCookie {
    /// The cookie of this collector; `None` where one could be overheard.
    pub fn of(config: &Config) -> Option<Self> {
        match &config.public_url {
            Some(url) if url.starts_with("https://") => Some(Self::Host),
            _ => config.loopback.then_some(Self::Loopback),
        }
    }

    /// The name of the cookie. Browsers take `__Host-` only with `Secure`, `Path=/` and no `Domain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "__Host-goodword",
            Self::Loopback => "goodword",
        }
    }

    /// The `Set-Cookie` that keeps `secret` for so many seconds; 0 takes it away.
    pub fn header(self, secret: &str, seconds: i64) -> HeaderValue {
        let secure = if self == Self::Host { "; Secure" } else { "" };
        let name = self.name();
        let text = format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// The secret in the request's cookie; `None` where there is none.
    pub fn read(self, headers: &HeaderMap) -> Option<&str> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name()).map(|(_, secret)| secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(public_url: Option<&str>, loopback: bool) -> Config {
        Config { public_url: public_url.map(str::to_owned), loopback, ..Config::default() }
    }

    #[test]
    fn a_cookie_is_kept_only_where_nobody_overhears_it() {
        let check = |url, loopback, expect: Option<&str>| {
            assert_eq!(
                SessionCookie::of(&config(url, loopback)).map(SessionCookie::name),
                expect,
                "{url:?} {loopback}"
            );
        };
        check(Some("https://a.example"), false, Some("__Host-goodword"));
        check(Some("https://a.example"), true, Some("__Host-goodword"));
        check(None, true, Some("goodword"));
        check(Some("http://a.example"), false, None);
        check(None, false, None);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; goodword=secret; b=2"))]);
        assert_eq!(SessionCookie::Loopback.read(&headers), Some("secret"));
        assert_eq!(SessionCookie::Host.read(&headers), None);
    }
}
