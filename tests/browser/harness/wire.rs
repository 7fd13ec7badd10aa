//! As much of HTTP/1.1 as a browser's short requests need: one request per connection.

use std::io;
use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinHandle};

/// What came in.
#[derive(Debug, Clone)]
pub struct Request {
    /// Such as `POST`.
    pub method: String,
    /// With its query.
    pub path: String,
    /// As it came, to pass it on.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads one request; an error tells what came instead.
    pub async fn read(stream: &mut TcpStream) -> Result<Self, String> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end;
            }
            more(stream, &mut bytes).await?;
            if bytes.first().is_some_and(|byte| *byte == 0x16) {
                return Err("a TLS greeting".to_owned());
            }
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while bytes.len() < end + 4 + length {
            more(stream, &mut bytes).await?;
        }
        let mut words = head.split_whitespace();
        let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
        Ok(Self { method, path, body: bytes[end + 4..end + 4 + length].to_vec(), head })
    }

    /// A header of it.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The query without its path.
    pub fn query(&self) -> &str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// The string `id` of a JSON body.
    pub fn id(&self) -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        body["id"].as_str().map(str::to_owned)
    }

    /// Sends it on and returns the whole reply.
    pub async fn forward(&self, address: &str) -> io::Result<Vec<u8>> {
        let mut upstream = TcpStream::connect(address).await?;
        let kept = |line: &&str| {
            let name = line.split(':').next().unwrap_or_default();
            !["connection", "host", "accept-encoding"].iter().any(|not| name.eq_ignore_ascii_case(not))
        };
        let head: Vec<&str> = self.head.split("\r\n").filter(kept).collect();
        let head = format!("{}\r\nhost: {address}\r\nconnection: close\r\n\r\n", head.join("\r\n"));
        upstream.write_all(head.as_bytes()).await?;
        upstream.write_all(&self.body).await?;
        let mut reply = Vec::new();
        upstream.read_to_end(&mut reply).await?;
        Ok(reply)
    }
}

/// A reply, before it is written.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status code.
    pub status: u16,
    /// Name and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A reply with this body.
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type".to_owned(), kind.to_owned())], body: body.into() }
    }

    /// With one header more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As it goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = self.body.len();
        let head =
            format!("HTTP/1.1 {} -\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n", self.status);
        [head.as_bytes(), &self.body].concat()
    }
}

/// The status code of a reply's bytes.
pub fn status(reply: &[u8]) -> Option<u16> {
    std::str::from_utf8(reply.get(9..12)?).ok()?.parse().ok()
}

/// Listens at a port of this machine; 0 takes a free one.
pub async fn listen(port: u16) -> (TcpListener, String) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    (listener, origin)
}

/// A task that ends when this is dropped.
pub struct Task(AbortHandle);

impl<T> From<JoinHandle<T>> for Task {
    fn from(task: JoinHandle<T>) -> Self {
        Self(task.abort_handle())
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Result<(), String> {
    match stream.read_buf(bytes).await {
        Ok(0) => Err(format!("nothing after {} bytes", bytes.len())),
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n").skip(1).find_map(|line| {
        let (is, value) = line.split_once(':')?;
        is.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
