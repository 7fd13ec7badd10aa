//! What connections come from: a port, or a socket of this machine.

use std::fs::{self, Permissions};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};

use crate::config::ListenAddress;

/// Whoever may enter the folder may connect, as whoever is on the machine may connect to a port of it.
const MODE: u32 = 0o666;
/// Whoever comes by a socket is on this machine.
const HERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Something that connections come from, one after the other.
pub(super) trait Listener {
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    async fn accept(&self) -> io::Result<(Self::Stream, SocketAddr)>;
}

/// A socket, which is removed with it.
pub(super) struct UnixSocket {
    listener: UnixListener,
    path: PathBuf,
}

/// Either.
pub(super) enum BoundListener {
    Tcp(TcpListener),
    Unix(UnixSocket),
}

impl BoundListener {
    pub(super) async fn bind(address: &ListenAddress) -> anyhow::Result<Self> {
        match address {
            ListenAddress::Tcp(address) => Ok(Self::Tcp(bind(*address).await?)),
            ListenAddress::Unix(path) => Ok(Self::Unix(UnixSocket::bind(path)?)),
        }
    }

    /// Where it listens: the port is known now, also where any was asked for.
    pub(super) fn address(&self) -> io::Result<ListenAddress> {
        match self {
            Self::Tcp(listener) => Ok(ListenAddress::Tcp(listener.local_addr()?)),
            Self::Unix(socket) => Ok(ListenAddress::Unix(socket.path.clone())),
        }
    }
}

/// Listens at an address.
pub(super) async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

impl UnixSocket {
    /// Takes the place of a socket that nobody listens at any more, as one that was killed leaves it.
    fn bind(path: &Path) -> anyhow::Result<Self> {
        let name = path.display();
        if fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket()) {
            if StdUnixStream::connect(path).is_ok() {
                bail!("somebody listens on unix:{name} already");
            }
            fs::remove_file(path).with_context(|| format!("cannot remove {name}"))?;
        }
        let listener = UnixListener::bind(path).with_context(|| format!("cannot listen on unix:{name}"))?;
        fs::set_permissions(path, Permissions::from_mode(MODE)).with_context(|| format!("cannot open up {name}"))?;
        Ok(Self { listener, path: path.to_owned() })
    }
}

impl Drop for UnixSocket {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Listener for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = Self::accept(self).await?;
        // A reply is one small write: waiting to fill a packet would only delay it.
        let _ = stream.set_nodelay(true);
        Ok((stream, peer))
    }
}

impl Listener for UnixSocket {
    type Stream = UnixStream;

    async fn accept(&self) -> io::Result<(UnixStream, SocketAddr)> {
        self.listener.accept().await.map(|(stream, _)| (stream, HERE))
    }
}
