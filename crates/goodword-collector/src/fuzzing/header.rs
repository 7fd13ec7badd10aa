//! Any bytes as what stands in a head. Lines are several headers of one name.

use std::net::IpAddr;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header as name};
use url::{Host, Url};

use crate::config::{Config, Network, Origin, Origins};
use crate::http::body::{MediaType, check_encoding};
use crate::http::client_network::{self, FORWARDED};
use crate::http::cookie::SessionCookie;
use crate::http::{auth, etag, same_origin, trace_context};
use crate::notify::webhook::retry_after;

/// No more headers of one name are looked at.
const LINES: usize = 8;

/// Bytes as values of a header; the first says of which.
pub fn header(bytes: &[u8]) {
    let parsers: [fn(&[HeaderValue]); 10] = [
        authorization,
        cookie,
        entity_tags,
        forwarded,
        trace_parent,
        content_type,
        content_encoding,
        page_of_ours,
        page_that_may_post,
        wish_to_be_left_alone,
    ];
    let Some((parser, rest)) = super::choice(bytes, &parsers) else { return };
    let values = rest.split(|byte| *byte == b'\n').filter_map(|line| HeaderValue::from_bytes(line).ok());
    parser(&values.take(LINES).collect::<Vec<_>>());
}

fn headers(name: &HeaderName, values: &[HeaderValue]) -> HeaderMap {
    values.iter().map(|value| (name.clone(), value.clone())).collect()
}

fn one(name: &HeaderName, value: &str) -> HeaderMap {
    headers(name, &[HeaderValue::try_from(value).unwrap()])
}

/// What can be read of them as text, in one line.
fn text(values: &[HeaderValue]) -> String {
    values.iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join("\n")
}

/// A secret comes from the first `Bearer` alone, and is read as it was sent.
fn authorization(values: &[HeaderValue]) {
    let map = headers(&name::AUTHORIZATION, values);
    let Some(secret) = auth::bearer(&map) else { return };
    assert!(text(&values[..1]).to_ascii_lowercase().starts_with("bearer "), "another scheme");
    assert_eq!(auth::bearer(&one(&name::AUTHORIZATION, &format!("Bearer {secret}"))), Some(secret));
}

/// What is found is one cookie's, and comes back as we set it.
fn cookie(values: &[HeaderValue]) {
    let map = headers(&name::COOKIE, values);
    for kind in [SessionCookie::Host, SessionCookie::Loopback] {
        let Some(secret) = kind.read(&map) else { continue };
        assert!(!secret.contains(';') && text(values).contains(&format!("{}={secret}", kind.name())));
        let set = kind.header(secret, 60);
        let pair = set.to_str().unwrap().split(';').next().unwrap();
        assert_eq!(kind.read(&one(&name::COOKIE, pair)), Some(secret), "{set:?}");
        assert!(set.to_str().unwrap().ends_with(if kind == SessionCookie::Host { "; Secure" } else { "=Strict" }));
    }
}

/// Nobody is told that they know what they did not name, and nothing is changed that they did not mean.
fn entity_tags(values: &[HeaderValue]) {
    let tag = etag::of(&["a survey", "7"]);
    let (known, expected) = (headers(&name::IF_NONE_MATCH, values), headers(&name::IF_MATCH, values));
    // Every second part of a line stands between quotes.
    let is_any = |line: &str| line.split('"').step_by(2).any(|part| part.split(',').any(|part| part.trim() == "*"));
    let named = text(values).lines().any(is_any) || text(values).contains(&tag);
    assert!(!etag::is_known(&known, &tag) || named, "{values:?} names {tag}");
    assert!(values.is_empty() || named || !etag::may_change(&expected, &tag), "{values:?} means {tag}");
    // Whatever else is said: who names it knows it, and a weak tag changes nothing.
    let with = |line: &str| {
        let line = HeaderValue::try_from(line).unwrap();
        [values, std::slice::from_ref(&line)].concat()
    };
    assert!(etag::is_known(&headers(&name::IF_NONE_MATCH, &with(&format!("W/{tag}"))), &tag));
    assert!(etag::may_change(&headers(&name::IF_MATCH, &with(&tag)), &tag));
    if !named {
        assert!(!etag::may_change(&headers(&name::IF_MATCH, &with(&format!("W/{tag}"))), &tag));
    }
}

/// Whatever a visitor makes up, the last that our own proxies saw is who it was.
fn forwarded(values: &[HeaderValue]) {
    let (client, trusted): (IpAddr, IpAddr) = ([203, 0, 113, 7].into(), [10, 0, 0, 5].into());
    let proxies: [Network; 2] = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
    let of = |peer: IpAddr, last: &[&'static str]| {
        let last: Vec<_> = last.iter().map(|value| HeaderValue::from_static(value)).collect();
        client_network::client(peer, &headers(&HeaderName::from_static(FORWARDED), &[values, &last].concat()), &proxies)
    };
    for seen in [&["203.0.113.7"][..], &["203.0.113.7, 10.9.9.9"], &["203.0.113.7:81", "10.1.1.1 ,\t[fd00::7]:443"]] {
        assert_eq!(of(trusted, seen), Some(client), "{values:?} {seen:?}");
    }
    assert_eq!(of(client, &[]), Some(client), "who is no proxy is not asked");
    assert_eq!(of([192, 168, 1, 1].into(), &[]), None, "nor is a house");
    if let Some(found) = of(trusted, &[]) {
        let network = client_network::network(found);
        assert_eq!((found.to_canonical(), client_network::network(network)), (found, network));
    }
}

/// What goes into the log is 32 digits, whatever came.
fn trace_parent(values: &[HeaderValue]) {
    let name = HeaderName::from_static(trace_context::HEADER);
    let map = headers(&name, values);
    let Some(id) = trace_context::trace_id(&map) else { return };
    assert!(id.len() == 32 && id.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit)));
    let again = one(&name, &format!("00-{id}-00f067aa0ba902b7-01"));
    assert_eq!(trace_context::trace_id(&again), Some(id));
}

/// Neither case nor parameters make another type of one.
fn content_type(values: &[HeaderValue]) {
    let map = headers(&name::CONTENT_TYPE, values);
    let found = MediaType::of(&map);
    let Some(first) = values.first().and_then(|value| value.to_str().ok()) else { return assert_eq!(found, None) };
    let other = format!("{}; charset=utf-8", first.split(';').next().unwrap().to_ascii_uppercase());
    assert_eq!(MediaType::of(&one(&name::CONTENT_TYPE, &other)), found, "{first}");
    let json = ["application/json", "text/plain"].iter().any(|known| first.to_ascii_lowercase().contains(known));
    assert!(found != Some(MediaType::Json) || json, "{first}");
}

/// What is compressed in any way is refused.
fn content_encoding(values: &[HeaderValue]) {
    let taken = check_encoding(&headers(&name::CONTENT_ENCODING, values)).is_ok();
    let plain = |part: &str| part.trim().eq_ignore_ascii_case("identity");
    assert!(!taken || values.iter().all(|value| value.to_str().is_ok_and(|value| value.split(',').all(plain))));
}

/// The first line is an origin, the second the host. A page of another machine is never ours.
fn page_of_ours(values: &[HeaderValue]) {
    let (Some(origin), host) = (values.first().and_then(|value| value.to_str().ok()), values.get(1)) else { return };
    let map = host.map(|host| headers(&name::HOST, std::slice::from_ref(host))).unwrap_or_default();
    let own = |public_url: Option<&str>, loopback| {
        let config = Config { public_url: public_url.map(str::to_owned), loopback, ..Config::default() };
        same_origin::is_own(&config, &map, origin)
    };
    assert!(own(Some(origin), false) && !own(None, false));
    if own(None, true) {
        let url = Url::parse(origin).unwrap();
        let near = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        assert!(near && url.scheme() == "http", "{origin}");
    }
}

/// What may post from below a name is an origin of a host below it, as browsers write one.
fn page_that_may_post(values: &[HeaderValue]) {
    let allowed = Origins::new(vec!["https://*.shop.example".parse::<Origin>().unwrap()]);
    for value in values.iter().filter(|value| allowed.allow(value)) {
        let url = Url::parse(value.to_str().unwrap()).unwrap();
        let host = url.host_str().unwrap();
        assert!(url.scheme() == "https" && host.ends_with(".shop.example"), "{value:?} is at {host}");
    }
}

/// Nobody is left alone for longer than an hour.
fn wish_to_be_left_alone(values: &[HeaderValue]) {
    let now_ms = 1_773_480_413_589;
    let wish = retry_after(&headers(&name::RETRY_AFTER, values), now_ms);
    assert!(wish.is_none_or(|wish| wish <= Duration::from_hours(1)));
    if let Some(seconds) = values.first().and_then(|value| value.to_str().ok()?.parse::<u32>().ok()) {
        assert_eq!(wish, Some(Duration::from_secs(seconds.into()).min(Duration::from_hours(1))));
    }
}
