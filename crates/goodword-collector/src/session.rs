//! How a browser that has shown a token stays signed in: by a cookie that no script can read and no other site can send.

use std::net::IpAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, header};

use crate::config::Config;
use crate::problem::{Details, Kind};

/// A session ends after so many milliseconds, or with its token.
pub const LIFE_MS: i64 = 12 * 60 * 60 * 1000;

/// Where the cookie is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// At one host, over https only.
    Host,
    /// On this machine, which has no https.
    Loopback,
}

impl Keeping {
    /// How sessions are kept here; `None` where a cookie could be overheard.
    pub fn of(config: &Config) -> Option<Self> {
        match &config.public_url {
            Some(url) if url.is_https() => Some(Self::Host),
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

    /// The header that keeps `secret` for so many seconds; none at all takes it away.
    pub fn cookie(self, secret: &str, seconds: i64) -> HeaderValue {
        let secure = if self == Self::Host { "; Secure" } else { "" };
        let name = self.name();
        let text = format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// The secret that the request holds.
    pub fn read(self, headers: &HeaderMap) -> Option<&str> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name()).map(|(_, secret)| secret)
    }
}

/// Refuses what another site's page sent. A browser names the origin of whatever changes something; what has none comes
/// from no browser, or only reads.
pub fn same_origin(config: &Config, headers: &HeaderMap, method: &Method) -> Result<(), Details> {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    match origin {
        None if method.is_safe() => Ok(()),
        Some(origin) if is_own(config, headers, origin) => Ok(()),
        _ => Err(Details::new(Kind::Origin).detail("A session is good for pages of this collector only.")),
    }
}

/// Whether pages of that origin come from this collector.
pub fn is_own(config: &Config, headers: &HeaderMap, origin: &str) -> bool {
    if config.public_url.as_ref().is_some_and(|url| url.as_str() == origin) {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    config.loopback && origin.strip_prefix("http://") == Some(host) && is_this_machine(host)
}

/// Whether a `Host` names this machine: a name that somebody else's page can be reached by does not.
fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(public_url: Option<&str>, loopback: bool) -> Config {
        Config { public_url: public_url.map(|url| url.parse().unwrap()), loopback, ..Config::default() }
    }

    #[test]
    fn a_cookie_is_kept_only_where_nobody_overhears_it() {
        let check = |url, loopback, expect: Option<&str>| {
            assert_eq!(Keeping::of(&config(url, loopback)).map(Keeping::name), expect, "{url:?} {loopback}");
        };
        check(Some("https://a.example"), false, Some("__Host-goodword"));
        check(Some("https://a.example"), true, Some("__Host-goodword"));
        check(None, true, Some("goodword"));
        check(Some("http://a.example"), false, None);
        check(None, false, None);
    }

    #[test]
    fn only_pages_of_this_collector_are_its_own() {
        let check = |url, loopback, host: &'static str, origin, expect| {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            assert_eq!(is_own(&config(url, loopback), &headers, origin), expect, "{host} {origin}");
        };
        check(Some("https://a.example"), false, "a.example", "https://a.example", true);
        check(Some("https://a.example"), false, "a.example", "http://a.example", false);
        check(Some("https://a.example"), false, "b.example", "https://b.example", false);
        check(None, true, "127.0.0.1:8787", "http://127.0.0.1:8787", true);
        check(None, true, "localhost:8787", "http://localhost:8787", true);
        check(None, true, "[::1]:8787", "http://[::1]:8787", true);
        check(None, true, "127.0.0.1:8787", "http://127.0.0.1:9999", false);
        check(None, true, "evil.example:8787", "http://evil.example:8787", false);
        check(None, false, "127.0.0.1:8787", "http://127.0.0.1:8787", false);
        check(None, true, "", "null", false);
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; goodword=secret; b=2"))]);
        assert_eq!(Keeping::Loopback.read(&headers), Some("secret"));
        assert_eq!(Keeping::Host.read(&headers), None);
    }
}
