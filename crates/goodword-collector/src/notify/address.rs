//! Which addresses may be connected to: those of the world, and those of networks that the owner has named. Whoever may
//! write settings must not reach what only this machine can.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

use crate::config::Network;

/// Networks that are not the world's, beside those that the standard library knows. Source: the registries of special
/// addresses, RFC 6890 and what came after it.
const SPECIAL_V4: [Ipv4Net; 10] = [
    Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 8),
    Ipv4Net::new_assert(Ipv4Addr::new(100, 64, 0, 0), 10),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 0, 0, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 0, 2, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(192, 88, 99, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(198, 18, 0, 0), 15),
    Ipv4Net::new_assert(Ipv4Addr::new(198, 51, 100, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(203, 0, 113, 0), 24),
    Ipv4Net::new_assert(Ipv4Addr::new(224, 0, 0, 0), 4),
    Ipv4Net::new_assert(Ipv4Addr::new(240, 0, 0, 0), 4),
];
/// All that the world's networks are taken from, so far.
const GLOBAL_V6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
const SPECIAL_V6: [Ipv6Net; 3] = [
    Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    Ipv6Net::new_assert(Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];
/// Addresses that hold one of version 4, and where in them.
const NAT64: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);
const SIX_TO_FOUR: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16);

/// Networks of the house that targets may be in.
#[derive(Debug, Clone, Default)]
pub struct AllowedNetworks(Vec<Network>);

impl AllowedNetworks {
    /// These.
    pub fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// Whether the owner has named a network that it is in.
    pub(super) fn name(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(address))
    }

    /// Whether it may be connected to.
    pub(crate) fn permit(&self, address: IpAddr) -> bool {
        self.name(address) || is_of_the_world(address)
    }
}

fn is_of_the_world(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_global(address),
        IpAddr::V6(address) => match held(address) {
            Some(held) => is_global(held),
            None => GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|network| network.contains(&address)),
        },
    }
}

fn is_global(address: Ipv4Addr) -> bool {
    let ours = address.is_private() || address.is_loopback() || address.is_link_local();
    !ours && !SPECIAL_V4.iter().any(|network| network.contains(&address))
}

/// The address of version 4 that a gateway would make of it.
fn held(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let bits = address.to_bits();
    // The last 32 of 128 bits, and those behind the first 16.
    let at = |shift: u32| u32::try_from((bits >> shift) & u128::from(u32::MAX)).ok().map(Ipv4Addr::from_bits);
    if NAT64.contains(&address) {
        return at(0);
    }
    if SIX_TO_FOUR.contains(&address) { at(80) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expect: bool) {
        assert_eq!(AllowedNetworks::default().permit(address.parse().unwrap()), expect, "{address}");
    }

    #[test]
    fn what_is_not_the_worlds_is_refused() {
        for address in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
        {
            check(address, true);
        }
        let ours = "127.0.0.1 127.255.0.1 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 \
            100.64.0.1 192.0.0.1 198.18.0.1 224.0.0.1 255.255.255.255 240.0.0.1 ::1 :: fe80::1 fd00::1 fec0::1 ff02::1 \
            2001:db8::1 2001::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: \
            2002:a00:1:: ::127.0.0.1";
        for address in ours.split_whitespace() {
            check(address, false);
        }
    }

    #[test]
    fn a_network_that_is_named_is_allowed_and_no_other() {
        let allowed = AllowedNetworks::new(vec!["10.1.0.0/16".parse().unwrap(), "::1".parse().unwrap()]);
        let permits = |address: &str| allowed.permit(address.parse().unwrap());
        assert!(permits("10.1.2.3") && permits("::ffff:10.1.2.3") && permits("::1"));
        assert!(!permits("10.2.0.1") && !permits("127.0.0.1") && !permits("64:ff9b::a01:203"));
    }
}
