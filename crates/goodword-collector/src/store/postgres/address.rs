//! The address of a PostgreSQL as its own programs take it: what the driver knows, and what it leaves to us.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use tokio_postgres::Config;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};

/// Where a database is, and how it is spoken to.
#[derive(Debug)]
pub struct Address {
    pub(super) config: Config,
    pub(super) encryption: Encryption,
}

/// What is asked of TLS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Encryption {
    pub(super) trust: Trust,
    /// `sslrootcert`: a file of certificates, or `system`.
    pub(super) roots: Option<PathBuf>,
    /// `sslcert` and `sslkey`: who this is.
    pub(super) identity: Option<(PathBuf, PathBuf)>,
}

/// What is asked of the server's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Trust {
    /// Nothing: what is sent cannot be read on the way, but may go to somebody else.
    #[default]
    Anyone,
    /// That somebody who is trusted made it.
    Issuer,
    /// And that it was made for this host.
    Host,
}

const MODES: &str = "sslmode must be disable, prefer, require, verify-ca or verify-full";

impl Address {
    /// Reads a URL. What is wrong is told without repeating it: it may hold a password.
    pub fn parse(url: &str) -> Result<Self, String> {
        let (plain, own) = split(url)?;
        let mut config: Config =
            plain.parse().map_err(|error: tokio_postgres::Error| match std::error::Error::source(&error) {
                Some(cause) => format!("{error}: {cause}"),
                None => error.to_string(),
            })?;
        let (mode, trust) = match own.mode.as_deref() {
            None | Some("prefer") => (SslMode::Prefer, Trust::Anyone),
            Some("disable") => (SslMode::Disable, Trust::Anyone),
            // As PostgreSQL's own programs: whoever names roots means them.
            Some("require") if own.roots.is_some() => (SslMode::Require, Trust::Issuer),
            Some("require") => (SslMode::Require, Trust::Anyone),
            Some("verify-ca") => (SslMode::Require, Trust::Issuer),
            Some("verify-full") => (SslMode::Require, Trust::Host),
            Some(_) => return Err(MODES.to_owned()),
        };
        let identity = match (own.certificate, own.key) {
            (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
            (None, None) => None,
            _ => return Err("sslcert and sslkey go together".to_owned()),
        };
        config.ssl_mode(mode);
        // Who names several hosts wants the one that writes.
        if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        Ok(Self { config, encryption: Encryption { trust, roots: own.roots.map(PathBuf::from), identity } })
    }
}

/// What the driver does not know.
#[derive(Default)]
struct Own {
    mode: Option<String>,
    roots: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
}

/// The URL without our parameters, and those.
fn split(url: &str) -> Result<(String, Own), String> {
    // A password may hold a question mark.
    let host = url.find('@').map_or(0, |at| at + 1);
    let Some(query) = url.get(host..).and_then(|rest| rest.find('?')).map(|at| host + at) else {
        return Ok((url.to_owned(), Own::default()));
    };
    let (mut own, mut others) = (Own::default(), Vec::new());
    for pair in url.get(query + 1..).unwrap_or_default().split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let place = match name {
            "sslmode" => &mut own.mode,
            "sslrootcert" => &mut own.roots,
            "sslcert" => &mut own.certificate,
            "sslkey" => &mut own.key,
            _ => {
                others.push(pair);
                continue;
            }
        };
        let value = percent_decode_str(value).decode_utf8().map_err(|_| format!("{name} is not UTF-8"))?;
        *place = Some(value.into_owned());
    }
    let before = url.get(..query).unwrap_or_default();
    let plain = if others.is_empty() { before.to_owned() } else { format!("{before}?{}", others.join("&")) };
    Ok((plain, own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, mode: SslMode, trust: Trust) -> Encryption {
        let address = Address::parse(&format!("postgres://ann:p?w@db.example/goodword{query}")).unwrap();
        assert_eq!((address.config.get_ssl_mode(), address.encryption.trust), (mode, trust), "{query}");
        assert_eq!(address.config.get_password(), Some(b"p?w".as_slice()));
        address.encryption
    }

    #[test]
    fn tls_is_asked_for_as_by_the_programs_of_postgresql() {
        check("", SslMode::Prefer, Trust::Anyone);
        check("?sslmode=disable", SslMode::Disable, Trust::Anyone);
        check("?sslmode=prefer&connect_timeout=3", SslMode::Prefer, Trust::Anyone);
        check("?sslmode=require", SslMode::Require, Trust::Anyone);
        check("?sslmode=require&sslrootcert=ca.pem", SslMode::Require, Trust::Issuer);
        check("?sslmode=verify-ca", SslMode::Require, Trust::Issuer);
        let full = check(
            "?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&sslcert=me.pem&sslkey=me.key",
            SslMode::Require,
            Trust::Host,
        );
        assert_eq!(full.roots, Some("/etc/ca.pem".into()));
        assert_eq!(full.identity, Some(("me.pem".into(), "me.key".into())));
    }

    #[test]
    fn of_several_hosts_one_that_writes_is_wanted() {
        let sought = |url: &str| Address::parse(url).unwrap().config.get_target_session_attrs();
        assert_eq!(sought("postgres://a/x"), TargetSessionAttrs::Any);
        assert_eq!(sought("postgres://a,b:5433/x"), TargetSessionAttrs::ReadWrite);
        assert_eq!(sought("postgres://a,b/x?target_session_attrs=read-only"), TargetSessionAttrs::ReadOnly);
    }

    #[test]
    fn what_is_wrong_is_told_and_no_password() {
        for (url, rule) in [
            ("postgres://u:S3CRET@h/x?sslmode=loud", "sslmode must be disable"),
            ("postgres://u:S3CRET@h/x?sslcert=a", "go together"),
            ("postgres://u:S3CRET@h:port/x", "port"),
            ("postgres://u:S3CRET@h/x?colour=red", "colour"),
        ] {
            let error = Address::parse(url).unwrap_err();
            assert!(error.contains(rule) && !error.contains("S3CRET"), "{error}");
        }
    }
}
