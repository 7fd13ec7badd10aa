//! A web server for one host page: an origin of its own, the headers that a test wants, files as slow or as wrong as it
//! likes, and an ear for what the page tells.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::place;
use super::wire::{Reply, Request, Task, listen, status};

/// What is different about some files.
#[derive(Debug, Clone, PartialEq)]
pub enum Quirk {
    /// One header more, or another value for it.
    Header(String, String),
    /// It comes so much later.
    Late(Duration),
    /// One byte is another.
    Altered,
    /// Its second half is missing.
    Truncated,
    /// It is not there.
    Missing,
}

#[derive(Default)]
struct State {
    /// By the end of the path, which may also be the whole of it.
    quirks: Vec<(String, Quirk)>,
    values: HashMap<String, String>,
    told: Vec<(String, Value)>,
    served: Vec<String>,
    /// Where an endpoint listens that pages have at their own origin.
    upstream: Option<String>,
    /// What that endpoint was sent, each with the status of its reply.
    posts: Vec<Value>,
}

/// The server.
pub struct Pages {
    /// Such as `http://127.0.0.1:40123`.
    pub origin: String,
    state: Arc<Mutex<State>>,
    _task: Task,
}

impl Pages {
    /// Serves `dist` at `/` and at `/copy…/`, a widget that panics at `/panic/`, and `tests/pages` at `/t/` and at
    /// `/u/`; at `/hang` a file that comes too late.
    pub async fn start(dist: &Path) -> Self {
        let (listener, origin) = listen(0).await;
        let state: Arc<Mutex<State>> = Arc::default();
        let (shared, dist) = (state.clone(), dist.to_owned());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(handle(stream, shared.clone(), dist.clone()));
            }
        });
        Self { origin, state, _task: task.into() }
    }

    /// Requests below `/v1/` go on to this address; what was posted there stands at `/posts`.
    pub fn pass_on(&self, upstream: &str) {
        self.state.lock().unwrap().upstream = Some(upstream.to_owned());
    }

    /// Files whose path ends so are different.
    pub fn quirk(&self, path: &str, quirk: Quirk) {
        self.state.lock().unwrap().quirks.push((path.to_owned(), quirk));
    }

    /// No file is different any more.
    pub fn no_quirks(&self) {
        self.state.lock().unwrap().quirks.clear();
    }

    /// `$NAME` in a page or script is this from now on.
    pub fn set(&self, name: &str, value: &str) {
        self.state.lock().unwrap().values.insert(name.to_owned(), value.to_owned());
    }

    /// The events that pages have told of, with their details, in order.
    pub fn told(&self) -> Vec<(String, Value)> {
        self.state.lock().unwrap().told.clone()
    }

    /// Notes an event that the test itself read from a page: a page without a network can tell nobody.
    pub fn tell(&self, name: &str, detail: Value) {
        self.state.lock().unwrap().told.push((name.to_owned(), detail));
    }

    /// The paths of the files that were asked for.
    pub fn served(&self) -> Vec<String> {
        self.state.lock().unwrap().served.clone()
    }
}

async fn handle(mut stream: TcpStream, state: Arc<Mutex<State>>, dist: PathBuf) {
    let Ok(request) = Request::read(&mut stream).await else { return };
    let path = request.path().to_owned();
    if path == "/told" {
        if let Ok(Value::Array(told)) = serde_json::from_slice(&request.body)
            && let [Value::String(name), detail] = &told[..]
        {
            state.lock().unwrap().told.push((name.clone(), detail.clone()));
        }
        let _ = stream.write_all(&Reply::new(200, "text/plain", "").bytes()).await;
        return;
    }
    let upstream = state.lock().unwrap().upstream.clone();
    if let Some(upstream) = upstream.filter(|_| path.starts_with("/v1/") || path == "/posts") {
        let reply = if path == "/posts" { posted(&state) } else { passed_on(&request, &upstream, &state).await };
        let _ = stream.write_all(&reply).await;
        return;
    }
    if path == "/hang" {
        // Longer than anybody looks; a driver waits for it all the same.
        sleep(Duration::from_secs(12)).await;
    }
    let (quirks, values) = {
        let mut state = state.lock().unwrap();
        state.served.push(path.clone());
        let quirks: Vec<_> = state
            .quirks
            .iter()
            .filter(|(end, _)| path.ends_with(end.as_str()))
            .map(|(_, quirk)| quirk.clone())
            .collect();
        (quirks, state.values.clone())
    };
    let mut reply = read(&path, &dist, &values);
    for quirk in quirks {
        match quirk {
            Quirk::Late(time) => sleep(time).await,
            quirk => spoil(&mut reply, quirk),
        }
    }
    let _ = stream.write_all(&reply.bytes()).await;
}

fn posted(state: &Mutex<State>) -> Vec<u8> {
    let posts = Value::from(state.lock().unwrap().posts.clone()).to_string();
    Reply::new(200, "application/json", posts).with("cache-control", "no-store").bytes()
}

async fn passed_on(request: &Request, upstream: &str, state: &Mutex<State>) -> Vec<u8> {
    let Ok(reply) = request.forward(upstream).await else {
        return Reply::new(502, "text/plain", "").bytes();
    };
    if let Ok(mut post) = serde_json::from_slice::<Value>(&request.body)
        && post.is_object()
    {
        post["status"] = status(&reply).into();
        state.lock().unwrap().posts.push(post);
    }
    reply
}

fn read(path: &str, dist: &Path, values: &HashMap<String, String>) -> Reply {
    let missing = || Reply::new(404, "text/plain", "not found");
    let file = match path.trim_start_matches('/').split_once('/') {
        Some(("t" | "u", page)) => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(page),
        Some((copy, rest)) if copy.starts_with("copy") => dist.join(rest),
        Some(("panic", rest)) => place("GOODWORD_DIST_PANIC", "target/control-panic/dist").join(rest),
        _ => dist.join(path.trim_start_matches('/')),
    };
    let file = if file.is_file() { file } else { file.with_extension("html") };
    let Ok(mut bytes) = fs::read(&file) else { return missing() };
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let kind = match extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css",
        "json" => "application/json",
        _ => "application/octet-stream",
    };
    if (path.starts_with("/t/") || path.starts_with("/u/")) && matches!(extension, "html" | "js") {
        let mut text = String::from_utf8(bytes).unwrap();
        for (name, value) in values {
            text = text.replace(&format!("${name}"), value);
        }
        bytes = text.into_bytes();
    }
    Reply::new(200, kind, bytes).with("cache-control", "no-cache")
}

fn spoil(reply: &mut Reply, quirk: Quirk) {
    match quirk {
        Quirk::Header(name, value) => {
            reply.headers.retain(|(is, _)| *is != name);
            reply.headers.push((name, value));
        }
        Quirk::Altered => {
            let middle = reply.body.len() / 2;
            reply.body[middle] ^= 1;
        }
        Quirk::Truncated => reply.body.truncate(reply.body.len() / 2),
        Quirk::Missing => *reply = Reply::new(404, "text/plain", "not found"),
        Quirk::Late(_) => {}
    }
}
