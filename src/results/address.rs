//! Which addresses the view reads from.

/// A resolved address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The whole of it.
    pub href: String,
    /// `https:`.
    pub protocol: String,
    /// Without the port.
    pub hostname: String,
    /// Whether it is on the page's own site.
    pub same_origin: bool,
}

impl Address {
    /// https anywhere, http on this machine, and the page's own site. No names and passwords, which would be a token
    /// in an address: those never come here, since fetch refuses them.
    pub fn is_allowed(&self) -> bool {
        match self.protocol.as_str() {
            "https:" => true,
            "http:" => self.same_origin || ["localhost", "127.0.0.1", "[::1]"].contains(&self.hostname.as_str()),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_this_machine_and_the_own_site_are_read_from() {
        let check = |protocol: &str, hostname: &str, same_origin, expect| {
            let (protocol, hostname) = (protocol.to_owned(), hostname.to_owned());
            let address = Address { href: String::new(), protocol, hostname, same_origin };
            assert_eq!(address.is_allowed(), expect, "{address:?}");
        };
        check("https:", "answers.example", false, true);
        check("http:", "answers.example", false, false);
        check("http:", "answers.example", true, true);
        check("http:", "localhost", false, true);
        check("http:", "127.0.0.1", false, true);
        check("http:", "[::1]", false, true);
        check("http:", "127.0.0.1.example", false, false);
        check("javascript:", "", false, false);
        check("data:", "", false, false);
        check("blob:", "", true, false);
        check("file:", "", true, false);
        check("ftp:", "localhost", false, false);
    }
}
