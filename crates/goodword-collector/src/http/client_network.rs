//! Where a request comes from, as far as that says who may be flooding: an address, or the /64 of an IPv6 one, which is
//! what one line is given. It is kept for no longer than a limit needs it, and only as a keyed hash; never stored, never logged.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::config::Network;

/// Proxies append to it whom they speak for.
pub(crate) const FORWARDED: &str = "x-forwarded-for";

/// The network of whoever sends a request. `None` says nothing: it comes from this machine or this house, where a proxy
/// stands whom nobody named and every visitor would share one limit.
pub(crate) fn of(extensions: &Extensions, headers: &HeaderMap, proxies: &[Network]) -> Option<IpAddr> {
    let ConnectInfo(peer): &ConnectInfo<SocketAddr> = extensions.get()?;
    client(peer.ip().to_canonical(), headers, proxies).map(network)
}

pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> Option<IpAddr> {
    let is_trusted = |address: IpAddr| proxies.iter().any(|proxy| proxy.contains(address));
    if !is_trusted(peer) {
        return (!is_near(peer)).then_some(peer);
    }
    // The last entry is what our own proxy saw; those before it anybody may have made up.
    let entries = headers.get_all(FORWARDED).iter().flat_map(|value| value.to_str().unwrap_or("?").split(','));
    let mut client = None;
    for entry in entries.collect::<Vec<_>>().into_iter().rev() {
        let address = address(entry.trim())?;
        client = Some(address);
        if !is_trusted(address) {
            break;
        }
    }
    client
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().or_else(|_| text.parse::<SocketAddr>().map(|address| address.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

/// Whether it is an address of this machine or of a house, which says nothing about visitors.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], proxies: &[&str], expect: Option<&str>) {
        let headers = forwarded.iter().map(|value| (FORWARDED.parse().unwrap(), value.parse().unwrap()));
        let headers: HeaderMap = headers.collect();
        let proxies: Vec<Network> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4_000)));
        let found = of(&extensions, &headers, &proxies).map(|network| network.to_string());
        assert_eq!(found.as_deref(), expect, "{peer} {forwarded:?} {proxies:?}");
    }

    #[test]
    fn without_a_proxy_the_connection_tells_and_nothing_else_is_believed() {
        check("203.0.113.7", &[], &[], Some("203.0.113.7"));
        check("203.0.113.7", &["198.51.100.1"], &[], Some("203.0.113.7"));
        check("::ffff:203.0.113.7", &[], &[], Some("203.0.113.7"));
        check("2001:db8:1:2:3:4:5:6", &[], &[], Some("2001:db8:1:2::"));
        check("2001:db8:1:2:ffff::", &[], &[], Some("2001:db8:1:2::"));
    }

    #[test]
    fn a_proxy_that_nobody_named_says_nothing() {
        for near in ["127.0.0.1", "::1", "10.0.0.5", "192.168.1.1", "172.17.0.1", "fd00::1", "fe80::1", "169.254.1.1"] {
            check(near, &["203.0.113.7"], &[], None);
        }
    }

    #[test]
    fn a_trusted_proxy_is_believed_from_the_right() {
        let proxies = ["10.0.0.0/8", "127.0.0.1"];
        check("10.0.0.5", &["203.0.113.7"], &proxies, Some("203.0.113.7"));
        check("10.0.0.5", &["198.51.100.1, 203.0.113.7"], &proxies, Some("203.0.113.7"));
        check("10.0.0.5", &["198.51.100.1", "203.0.113.7, 10.9.9.9"], &proxies, Some("203.0.113.7"));
        check("127.0.0.1", &["203.0.113.7:5555"], &proxies, Some("203.0.113.7"));
        check("127.0.0.1", &["[2001:db8::9]:443"], &proxies, Some("2001:db8::"));
        check("127.0.0.1", &["[2001:db8::9]"], &proxies, Some("2001:db8::"));
        check("10.0.0.5", &["192.168.0.9"], &proxies, Some("192.168.0.9"));
        check("10.0.0.5", &["10.1.1.1"], &proxies, Some("10.1.1.1"));
    }

    #[test]
    fn what_a_proxy_does_not_say_is_not_guessed() {
        let proxies = ["10.0.0.0/8"];
        check("10.0.0.5", &[], &proxies, None);
        check("10.0.0.5", &["203.0.113.7, unknown"], &proxies, None);
        check("10.0.0.5", &["203.0.113.7, "], &proxies, None);
    }
}
