//! One request to an address that is checked: the name is looked up once, and what was looked at is what is connected to.
//! A redirect is not followed, so it cannot lead anywhere that was not looked at.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, LazyLock};

use http_body_util::{Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, Response, body::Incoming};
use hyper_util::rt::TokioIo;
use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use super::address::AllowedNetworks;
use super::failure::Failure;

/// Whom this machine trusts; read once.
static TLS: LazyLock<Result<TlsConnector, String>> = LazyLock::new(tls);
/// So much of a reply is read, for nobody.
const REPLY: usize = 64 * 1024;

/// Sends the request and reads the reply's head.
pub(super) async fn send(
    url: &Url,
    allowed: &AllowedNetworks,
    request: Request<Full<Bytes>>,
) -> Result<Response<Limited<Incoming>>, Failure> {
    let stream = connect(url, allowed).await?;
    if url.scheme() == "https" {
        let tls = TLS.as_ref().map_err(Failure::new)?;
        let name = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(name).map_err(|_| Failure::new("its name fits no certificate"))?;
        let stream = tls.connect(name, stream).await.map_err(|error| Failure::new(format!("TLS: {error}")))?;
        return exchange(TokioIo::new(stream), request).await;
    }
    exchange(TokioIo::new(stream), request).await
}

async fn exchange<S: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<Response<Limited<Incoming>>, Failure> {
    let told = |error: hyper::Error| Failure::new(format!("no reply: {error}"));
    let (mut sender, connection) = http1::handshake(stream).await.map_err(told)?;
    // It ends with the reply, or when nobody waits for that any more.
    tokio::spawn(connection);
    let reply = sender.send_request(request).await.map_err(told)?;
    Ok(reply.map(|body| Limited::new(body, REPLY)))
}

/// A connection to one of its addresses that may be connected to.
async fn connect(url: &Url, allowed: &AllowedNetworks) -> Result<TcpStream, Failure> {
    let (mut refused, mut failed) = (None, None);
    for address in addresses(url).await? {
        if !allowed.permit(address.ip()) {
            refused = Some(format!("{} is in a private network, which --webhook-allow does not name", address.ip()));
        } else if url.scheme() == "http" && !allowed.name(address.ip()) {
            refused = Some("http is for networks that --webhook-allow names; elsewhere it must be https".to_owned());
        } else {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok(stream),
                Err(error) => failed = Some(format!("no connection: {}", error.kind())),
            }
        }
    }
    Err(Failure::new(failed.or(refused).unwrap_or_else(|| "it has no address".to_owned())))
}

/// Where it is, all of it looked up at once.
async fn addresses(url: &Url) -> Result<Vec<SocketAddr>, Failure> {
    let port = url.port_or_known_default().unwrap_or(443);
    let at = |address: IpAddr| vec![SocketAddr::new(address, port)];
    match url.host() {
        Some(Host::Ipv4(address)) => Ok(at(address.into())),
        Some(Host::Ipv6(address)) => Ok(at(address.into())),
        Some(Host::Domain(name)) => {
            let found = lookup_host((name, port)).await;
            let unknown = |error: io::Error| Failure::new(format!("its name is not known: {}", error.kind()));
            found.map(Iterator::collect).map_err(unknown)
        }
        None => Err(Failure::new("it has no host")),
    }
}

fn tls() -> Result<TlsConnector, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
