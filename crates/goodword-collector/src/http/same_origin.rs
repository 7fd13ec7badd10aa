//! Whether a request comes from a page of this collector itself.

use std::net::IpAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, header};

use crate::config::Config;
use crate::http::problem::{ProblemDetails, ProblemType};

/// Refuses what another site's page sent. A browser names the origin of whatever changes something; what has none comes
/// from no browser, or only reads.
pub fn require(config: &Config, headers: &HeaderMap, method: &Method) -> Result<(), ProblemDetails> {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    match origin {
        None if method.is_safe() => Ok(()),
        Some(origin) if is_own(config, headers, origin) => Ok(()),
        _ => {
            Err(ProblemDetails::new(ProblemType::Origin).detail("A session is good for pages of this collector only."))
        }
    }
}

/// Whether pages of that origin come from this collector.
pub fn is_own(config: &Config, headers: &HeaderMap, origin: &str) -> bool {
    if config.public_url.as_deref() == Some(origin) {
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
    use axum::http::HeaderValue;

    fn config(public_url: Option<&str>, loopback: bool) -> Config {
        Config { public_url: public_url.map(str::to_owned), loopback, ..Config::default() }
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
}
