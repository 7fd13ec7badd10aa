//! A proxy that breaks things on purpose, and writes down what it broke.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

use super::wire::{Reply, Request, Task, listen, status};

/// What happens to one request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Nothing: it is passed on, and so is the reply.
    Pass,
    /// This reply, and the endpoint hears nothing; cross-origin headers stand on it when asked for.
    Answer(Reply, Cors),
    /// The endpoint stores it, then the connection is reset.
    StoreThenReset,
    /// The endpoint stores it, and the reply lacks what the page's origin needs to read it.
    StoreWithoutCors,
    /// The endpoint stores it, and this is answered instead.
    StoreThenAnswer(Reply),
    /// The connection is reset when the request has come.
    Reset,
    /// The reply ends after so many bytes.
    Cut(usize),
    /// Passed on after so long.
    Delay(Duration),
    /// No reply, ever.
    Hang,
    /// The head of a reply, then a byte each so long, without end.
    Drip(Duration),
    /// Bytes that are no HTTP.
    Garbage,
    /// Passed on, with the first of these texts in the reply replaced by the second, which is as long.
    Swap(&'static str, &'static str),
}

/// Which cross-origin headers a reply of ours has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cors {
    /// None: the page sees a network error.
    None,
    /// The page may read it.
    Plain,
    /// And `Retry-After` too.
    Exposed,
}

impl Fault {
    /// A status with a JSON body that the page may read.
    pub fn status(status: u16) -> Self {
        Self::Answer(Reply::new(status, "application/json", "{}"), Cors::Exposed)
    }

    /// One of our own problem types.
    pub fn problem(status: u16, name: &str) -> Self {
        let body = format!(r#"{{"type":"urn:goodword:problem:{name}","title":"{name}","status":{status}}}"#);
        Self::Answer(Reply::new(status, "application/problem+json", body), Cors::Exposed)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pass => f.write_str("passed"),
            Self::Answer(reply, cors) => {
                write!(f, "answered {}{}", reply.status, if *cors == Cors::None { " without CORS" } else { "" })
            }
            Self::StoreThenReset => f.write_str("stored then reset"),
            Self::StoreWithoutCors => f.write_str("stored then answered without CORS"),
            Self::StoreThenAnswer(reply) => write!(f, "stored then answered {} of its own", reply.status),
            Self::Reset => f.write_str("reset"),
            Self::Cut(bytes) => write!(f, "cut after {bytes} bytes"),
            Self::Delay(time) => write!(f, "delayed {} ms", time.as_millis()),
            Self::Hang => f.write_str("hung"),
            Self::Drip(_) => f.write_str("dripped"),
            Self::Garbage => f.write_str("answered garbage"),
            Self::Swap(..) => f.write_str("altered on its way"),
        }
    }
}

/// One request, and what was done with it.
#[derive(Debug, Clone)]
pub struct Line {
    /// When it came.
    pub at: Instant,
    /// Such as `POST`; `TCP` for what was no request.
    pub method: String,
    /// The path.
    pub path: String,
    /// What stands behind it.
    pub query: String,
    /// The id in the body.
    pub id: Option<String>,
    /// The fault, and the endpoint's status where it was asked.
    pub what: String,
    /// The body.
    pub body: Vec<u8>,
    /// The head.
    pub head: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.as_deref().map_or("-", |id| id.get(id.len().saturating_sub(4)..).unwrap_or(id));
        write!(f, "{} {} {id}: {}", self.method, self.path, self.what)
    }
}

#[derive(Default)]
struct Script {
    posts: VecDeque<Fault>,
    reads: VecDeque<Fault>,
    always: Option<Fault>,
    preflight: Option<Fault>,
    log: Vec<Line>,
}

/// Stands at an origin of its own between a page and an endpoint.
pub struct Proxy {
    /// Such as `http://127.0.0.1:40123`.
    pub origin: String,
    upstream: String,
    script: Arc<Mutex<Script>>,
    task: Mutex<Option<Task>>,
}

impl Proxy {
    /// Starts it before `upstream`, an address such as `127.0.0.1:8787`.
    pub async fn start(upstream: &str) -> Self {
        let (listener, origin) = listen(0).await;
        let proxy = Self { origin, upstream: upstream.to_owned(), script: Arc::default(), task: Mutex::default() };
        proxy.serve(listener);
        proxy
    }

    /// The next POSTs meet these, one each; those after them pass.
    pub fn script(&self, faults: impl IntoIterator<Item = Fault>) {
        self.script.lock().unwrap().posts.extend(faults);
    }

    /// The next GETs meet these, one each; those after them pass.
    pub fn script_reads(&self, faults: impl IntoIterator<Item = Fault>) {
        self.script.lock().unwrap().reads.extend(faults);
    }

    /// Every POST meets this, until it is `None`.
    pub fn always(&self, fault: Option<Fault>) {
        self.script.lock().unwrap().always = fault;
    }

    /// Every preflight meets this, until it is `None`.
    pub fn preflight(&self, fault: Option<Fault>) {
        self.script.lock().unwrap().preflight = fault;
    }

    /// Nobody listens any more: connections are refused.
    pub fn down(&self) {
        self.task.lock().unwrap().take();
        self.note("down: connections are refused");
    }

    /// Listens again.
    pub async fn up(&self) {
        let port = self.origin.rsplit(':').next().unwrap().parse().unwrap();
        self.note("up again");
        self.serve(listen(port).await.0);
    }

    /// What has come so far.
    pub fn log(&self) -> Vec<Line> {
        self.script.lock().unwrap().log.clone()
    }

    /// The POSTs that have come so far.
    pub fn posts(&self) -> Vec<Line> {
        self.log().into_iter().filter(|line| line.method == "POST").collect()
    }

    fn note(&self, what: &str) {
        let line = Line {
            at: Instant::now(),
            method: "TCP".to_owned(),
            path: "-".to_owned(),
            query: String::new(),
            id: None,
            what: what.to_owned(),
            body: Vec::new(),
            head: String::new(),
        };
        self.script.lock().unwrap().log.push(line);
    }

    fn serve(&self, listener: TcpListener) {
        let (script, upstream) = (self.script.clone(), self.upstream.clone());
        let accept = async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(handle(stream, script.clone(), upstream.clone()));
            }
        };
        *self.task.lock().unwrap() = Some(tokio::spawn(accept).into());
    }
}

async fn handle(mut stream: TcpStream, script: Arc<Mutex<Script>>, upstream: String) {
    let at = Instant::now();
    let request = Request::read(&mut stream).await;
    let fault = match &request {
        Ok(request) => script.lock().unwrap().fault(&request.method),
        Err(_) => Fault::Reset,
    };
    let at_log = {
        let mut script = script.lock().unwrap();
        script.log.push(line(at, &request, &fault));
        script.log.len() - 1
    };
    let Ok(request) = request else { return };
    if let Some(status) = carry_out(stream, &request, &fault, &upstream).await {
        script.lock().unwrap().log[at_log].what += &format!(", endpoint {status}");
    }
}

impl Script {
    fn fault(&mut self, method: &str) -> Fault {
        match method {
            "OPTIONS" => self.preflight.clone(),
            "GET" => self.reads.pop_front(),
            "POST" => self.always.clone().or_else(|| self.posts.pop_front()),
            _ => None,
        }
        .unwrap_or(Fault::Pass)
    }
}

fn line(at: Instant, request: &Result<Request, String>, fault: &Fault) -> Line {
    let what = match request {
        Ok(_) => fault.to_string(),
        Err(instead) => format!("{instead}, {fault}"),
    };
    let request = request.as_ref().ok();
    Line {
        at,
        method: request.map_or("TCP", |request| &request.method).to_owned(),
        path: request.map_or("-", Request::path).to_owned(),
        query: request.map_or("", Request::query).to_owned(),
        id: request.and_then(Request::id),
        what,
        body: request.map(|request| request.body.clone()).unwrap_or_default(),
        head: request.map(|request| request.head.clone()).unwrap_or_default(),
    }
}

/// Does it, and returns the endpoint's status where the endpoint was asked.
async fn carry_out(mut stream: TcpStream, request: &Request, fault: &Fault, upstream: &str) -> Option<u16> {
    match fault {
        Fault::Pass => pass(stream, request, upstream, usize::MAX).await,
        Fault::Delay(time) => {
            sleep(*time).await;
            pass(stream, request, upstream, usize::MAX).await
        }
        Fault::Cut(bytes) => pass(stream, request, upstream, *bytes).await,
        Fault::StoreThenReset => {
            let reply = request.forward(upstream).await.ok()?;
            reset(stream);
            status(&reply)
        }
        Fault::StoreWithoutCors => {
            let reply = request.forward(upstream).await.ok()?;
            let bare = Reply::new(status(&reply)?, "application/json", "{}");
            let _ = stream.write_all(&bare.bytes()).await;
            status(&reply)
        }
        Fault::Answer(reply, cors) => {
            let _ = stream.write_all(&allow(reply.clone(), *cors).bytes()).await;
            None
        }
        Fault::StoreThenAnswer(instead) => {
            let reply = request.forward(upstream).await.ok()?;
            let _ = stream.write_all(&allow(instead.clone(), Cors::Plain).bytes()).await;
            status(&reply)
        }
        Fault::Reset => {
            reset(stream);
            None
        }
        Fault::Hang => {
            sleep(Duration::from_hours(1)).await;
            None
        }
        Fault::Drip(each) => {
            drip(stream, *each).await;
            None
        }
        Fault::Swap(from, to) => {
            let mut reply = request.forward(upstream).await.ok()?;
            let at = reply.windows(from.len()).position(|bytes| bytes == from.as_bytes()).unwrap();
            reply[at..at + to.len()].copy_from_slice(to.as_bytes());
            let _ = stream.write_all(&reply).await;
            status(&reply)
        }
        Fault::Garbage => {
            let _ = stream.write_all(b"\x00\xff\xfe this is no HTTP \r\n\r\n\x01\x02").await;
            None
        }
    }
}

async fn pass(mut stream: TcpStream, request: &Request, upstream: &str, bytes: usize) -> Option<u16> {
    let reply = request
        .forward(upstream)
        .await
        .unwrap_or_else(|_| allow(Reply::new(502, "text/html", "<h1>Bad gateway</h1>"), Cors::Plain).bytes());
    let _ = stream.write_all(&reply[..reply.len().min(bytes)]).await;
    if bytes < reply.len() && request.method == "GET" {
        // A browser throws away what it has not handed on when the connection ends.
        sleep(Duration::from_millis(300)).await;
    }
    status(&reply)
}

async fn drip(mut stream: TcpStream, each: Duration) {
    let head = allow(Reply::new(200, "application/json", vec![b' '; 9999]), Cors::Plain).bytes();
    let end = head.len() - 9999;
    if stream.write_all(&head[..end]).await.is_ok() {
        while stream.write_all(b" ").await.is_ok() {
            sleep(each).await;
        }
    }
}

/// Closes so that the other side learns of a broken connection, not of an end.
fn reset(stream: TcpStream) {
    let _ = stream.set_zero_linger();
    drop(stream);
}

fn allow(reply: Reply, cors: Cors) -> Reply {
    match cors {
        Cors::None => reply,
        Cors::Plain => reply.with("access-control-allow-origin", "*"),
        Cors::Exposed => {
            reply.with("access-control-allow-origin", "*").with("access-control-expose-headers", "retry-after")
        }
    }
}
