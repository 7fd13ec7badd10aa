//! An endpoint that keeps every body it gets, knows no ids and says yes to all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;

use super::wire::{Reply, Request, Task, listen};

/// Somebody's own few lines of code.
pub struct Echo {
    /// Where it listens, without a scheme.
    pub address: String,
    bodies: Arc<Mutex<Vec<(String, String)>>>,
    _task: Task,
}

impl Echo {
    /// Starts it at a free port.
    pub async fn start() -> Self {
        let (listener, origin) = listen(0).await;
        let bodies: Arc<Mutex<Vec<_>>> = Arc::default();
        let kept = bodies.clone();
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Ok(request) = Request::read(&mut stream).await else { continue };
                if let Some(id) = request.id() {
                    kept.lock().unwrap().push((id, String::from_utf8_lossy(&request.body).into_owned()));
                }
                let reply = Reply::new(200, "application/json", r#"{"ok":true}"#)
                    .with("access-control-allow-origin", "*")
                    .with("access-control-allow-headers", "content-type");
                let _ = stream.write_all(&reply.bytes()).await;
            }
        });
        let address = origin.trim_start_matches("http://").to_owned();
        Self { address, bodies, _task: task.into() }
    }

    /// How often each id has come.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (id, _) in self.bodies.lock().unwrap().iter() {
            *counts.entry(id.clone()).or_default() += 1;
        }
        counts
    }
}
